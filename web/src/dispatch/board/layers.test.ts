import { expect, test } from "vitest";
import { MAP_PALETTES } from "../../map/palette.ts";
import type { LayerSpec, MapContext, Shape } from "../../map/index.ts";
import { casesEntry } from "./layers.ts";
import { someCard } from "./some-card.ts";
import { workEntry } from "./work-layers.ts";

const context = (language: "zh-CN" | "en" = "zh-CN"): MapContext => ({
  palette: MAP_PALETTES.light,
  language,
  tiles: () => undefined,
});

const shapesOf = (layers: readonly LayerSpec[], id: string): readonly Shape[] => {
  const source = layers.find((layer) => layer.source?.id === id)?.source;
  return source?.kind === "shapes" ? source.data.features : [];
};

const late = { clock: "handle", epoch: 1, milestone: "done", status: "running" } as const;
const deadlines = [{ ...late, startedAt: 0, yellowAt: 5, dueAt: 10, stoppedAt: null }];

test("each case is a point with its state's letter; one without a place is in the queue only", () => {
  const cards = [someCard(), someCard({ id: "b", place: { ...someCard().place, position: null } })];
  const entry = casesEntry({ cards, places: [], now: 0 });
  const [point, ...rest] = shapesOf(entry.layers(context()), "cases");
  expect(rest).toEqual([]);
  expect(point?.properties).toMatchObject({ id: "a", sign: "派", tone: "held" });
  const [english] = shapesOf(entry.layers(context("en")), "cases");
  expect(english?.properties["sign"]).toBe("F");
});

test("from afar there is a number for each community, and how many of them are late", () => {
  const cards = [someCard({ deadlines }), someCard({ id: "b" }), someCard({ id: "c" })];
  const places = [
    { id: "c1", center: [102, 38] as const },
    { id: "c2", center: [103, 38] as const },
  ];
  const layers = casesEntry({ cards, places, now: 20 }).layers(context());
  expect(shapesOf(layers, "case-counts").map(({ properties }) => properties)).toEqual([
    { id: "c1", all: 3, late: 1 },
  ]);
});

test("a click on a case chooses it, and a late one has a mark besides its colour", () => {
  const layers = casesEntry({ cards: [], places: [], now: 0 }).layers(context());
  expect(layers.find(({ pick }) => pick !== undefined)?.pick).toEqual({ layer: "cases" });
  const mark = layers.find(({ id }) => id === "cases-late");
  expect(mark?.layout).toMatchObject({ "text-field": "!" });
});

test("the responders are drawn with their ranks and a line each to the case", () => {
  const responders = [
    { id: "w", name: "网格员 王", rank: 1, position: [102.2, 38.5] as const },
    { id: "l", name: "网格员 李", rank: 2, position: [102.1, 38.5] as const },
  ];
  const layers = workEntry({ chosen: someCard(), responders, draft: null, now: 0 }).layers(
    context(),
  );
  const lines = shapesOf(layers, "case-responder-lines");
  expect(lines.map(({ geometry }) => geometry)).toEqual([
    {
      type: "LineString",
      coordinates: [
        [102.2, 38.5],
        [102.19, 38.52],
      ],
    },
    {
      type: "LineString",
      coordinates: [
        [102.1, 38.5],
        [102.19, 38.52],
      ],
    },
  ]);
});

test("the case lies over its candidates, and their names give way to it", () => {
  const responders = [{ id: "w", name: "王", rank: 1, position: [102.19, 38.52] as const }];
  const work = workEntry({ chosen: someCard(), responders, draft: null, now: 0 });
  const layers = work.layers(context());
  const at = (id: string) => layers.findIndex((layer) => layer.id === id);
  expect(at("case-chosen-ring")).toBeGreaterThan(at("case-responders-rank"));
  expect(layers[at("case-chosen-sign")]?.layout).not.toHaveProperty("text-ignore-placement");
  expect(layers[at("case-responders-name")]?.layout).not.toHaveProperty("text-allow-overlap");
});

test("the legend has the sign of every state that a case on the map can be in", () => {
  const entry = casesEntry({ cards: [], places: [], now: 0 });
  const signs = entry
    .legend(MAP_PALETTES.light)
    .map(({ swatch }) => (swatch.kind === "point" ? swatch.sign : undefined));
  expect(signs).toEqual(
    expect.arrayContaining(["报", "核", "派", "接", "处", "查", "挂", "结", "!"]),
  );
});

test("nothing on the table draws nothing", () => {
  const work = workEntry({ chosen: null, responders: [], draft: null, now: 0 });
  expect(work.layers(context())).toEqual([]);
});
