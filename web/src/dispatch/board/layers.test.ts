import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { expect, test } from "vitest";
import { MAP_PALETTES } from "../../map/palette.ts";
import type { LayerSpec, MapContext, Shape } from "../../map/index.ts";
import { CaseBoard } from "./case-board.ts";
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
const deadlines = [{ ...late, startedAt: 0, yellowAt: 5_000, dueAt: 10_000, stoppedAt: null }];

const shown = (...cards: CaseCard[]) => {
  const board = new CaseBoard();
  board.take(cards);
  const rows = cards.map(({ id }) => board.table.rowOf(id) ?? -1);
  const places = [
    { id: "c1", center: [102, 38] as const },
    { id: "c2", center: [103, 38] as const },
  ];
  return { table: board.table, rows, places, grids: new Map(), now: 20_000 };
};
const pointsOf = (layers: readonly LayerSpec[]) => {
  const found = layers.find(({ type }) => type === "points");
  if (found?.type !== "points") throw new Error("no points");
  return found;
};

test("each case of the list is a point with its state's letter, and no other is drawn", () => {
  const cards = [someCard(), someCard({ id: "b" })];
  const given = shown(...cards);
  const entry = casesEntry({ ...given, rows: [1] });
  const { points, look } = pointsOf(entry.layers(context()));
  expect([...points.shown.subarray(0, points.end)]).toEqual([0, 1]);
  expect(look.kinds[points.kind[1] ?? -1]?.sign).toBe("派");
  expect(points.idOf(1)).toBe("b");
  const english = pointsOf(entry.layers(context("en")));
  expect(english.look.kinds[points.kind[1] ?? -1]?.sign).toBe("F");
});

test("a step of one case tells the map of one row", () => {
  const board = new CaseBoard();
  board.take([someCard(), someCard({ id: "b" })]);
  const given = { ...shown(), table: board.table, rows: [0, 1] };
  const before = pointsOf(casesEntry(given).layers(context())).points;
  board.take([someCard({ id: "b", version: 2, state: "dispatched" })]);
  const after = pointsOf(casesEntry(given).layers(context())).points;
  expect(after.changedSince(before.revision)).toEqual([1]);
});

test("from afar there is a number for each community, and how many of them are late", () => {
  const cards = [someCard({ deadlines }), someCard({ id: "b" }), someCard({ id: "c" })];
  const layers = casesEntry(shown(...cards)).layers(context());
  expect(shapesOf(layers, "case-counts").map(({ properties }) => properties)).toEqual([
    { id: "c1", all: 3, late: 1 },
  ]);
});

test("a click on a case chooses it", () => {
  const layers = casesEntry(shown()).layers(context());
  expect(layers.find(({ pick }) => pick !== undefined)?.pick).toEqual({ layer: "cases" });
});

test("the responders are drawn with their ranks and a line each to the case", () => {
  const responders = [
    { id: "w", name: "网格员 王", rank: 1, position: [102.2, 38.5] as const },
    { id: "l", name: "网格员 李", rank: 2, position: [102.1, 38.5] as const },
  ];
  const layers = workEntry({
    chosen: someCard(),
    responders,
    pointedId: null,
    draft: null,
    now: 0,
  }).layers(context());
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
  const work = workEntry({ chosen: someCard(), responders, pointedId: null, draft: null, now: 0 });
  const layers = work.layers(context());
  const at = (id: string) => layers.findIndex((layer) => layer.id === id);
  expect(at("case-chosen-ring")).toBeGreaterThan(at("case-responders-rank"));
  expect(layers[at("case-chosen-sign")]?.layout).not.toHaveProperty("text-ignore-placement");
  expect(layers[at("case-responders-name")]?.layout).not.toHaveProperty("text-allow-overlap");
});

test("the legend has the sign of every state that a case on the map can be in", () => {
  const entry = casesEntry(shown());
  const signs = entry
    .legend(MAP_PALETTES.light)
    .map(({ swatch }) => (swatch.kind === "point" ? swatch.sign : undefined));
  expect(signs).toEqual(
    expect.arrayContaining(["报", "核", "派", "接", "处", "查", "挂", "结", "!"]),
  );
});

test("nothing on the table draws nothing", () => {
  const work = workEntry({ chosen: null, responders: [], pointedId: null, draft: null, now: 0 });
  expect(work.layers(context())).toEqual([]);
});
