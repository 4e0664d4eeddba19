import { ringMeasures } from "@onegrid/core/coverage";
import type { MultiPolygon } from "@onegrid/core/geometry";
import { expect, test } from "vitest";
import type { LayerSpec, MapContext, MapEntry, TileSource } from "../map/index.ts";
import { MAP_PALETTES } from "../map/palette.ts";
import { classesOf, shareRank } from "./classes.ts";
import { madeResult } from "./fixtures/made-result.ts";
import { coverageEntries } from "./layers.ts";
import { DEFAULT_QUESTION } from "./question.ts";
import type { CoverageState } from "./store.ts";

const source = (id: string): TileSource => ({
  kind: "tiles",
  id,
  tiles: `/tiles/${id}/1/{z}/{x}/{y}`,
  minZoom: 0,
  maxZoom: 14,
});
const contextIn = (theme: "light" | "dark"): MapContext => ({
  palette: MAP_PALETTES[theme],
  language: "zh-CN",
  tiles: source,
});
const RANGE: MultiPolygon = {
  type: "MultiPolygon",
  coordinates: [
    [
      [
        [115, 28],
        [116, 28],
        [116, 29],
        [115, 28],
      ],
    ],
  ],
};
const stateWith = (change: Partial<CoverageState> = {}): CoverageState => ({
  here: "coverage",
  question: DEFAULT_QUESTION,
  asking: { kind: "idle" },
  result: madeResult(),
  polygon: RANGE,
  rings: null,
  areaId: null,
  building: { kind: "none" },
  spot: null,
  tried: null,
  siting: null,
  hasLinkFault: false,
  ...change,
});
const layersOf = (entries: readonly MapEntry[], theme: "light" | "dark" = "light"): LayerSpec[] =>
  entries.flatMap((entry) => [...entry.layers(contextIn(theme))]);
const layer = (state: CoverageState, id: string): LayerSpec => {
  const found = layersOf(coverageEntries(state)).find((each) => each.id === id);
  if (found === undefined) throw new Error(`no layer ${id}`);
  return found;
};

test("nothing is drawn before there is a result", () => {
  expect(coverageEntries(stateWith({ result: null }))).toEqual([]);
});

test("ten minutes are parted at 3, 5, 8, 10 and 15, five hundred metres in the same parts", () => {
  const { measure } = madeResult().definition;
  expect(classesOf(measure).map(({ to }) => to)).toEqual([180, 300, 480, 600, 900, null]);
  const metres = classesOf({ basis: "distance", metres: 500 });
  expect(metres.map(({ to }) => to)).toEqual([150, 250, 400, 500, 750, null]);
  expect(metres.map(({ state }) => state).filter((state) => state === "uncovered")).toHaveLength(2);
});

test("colours follow the state first, then what the definition measures", () => {
  const text = JSON.stringify(layer(stateWith(), "coverage-fill").paint);
  expect(text).toContain(
    '["match",["coalesce",["feature-state","status"],["get","status"]],"covered",["step"',
  );
  expect(text).toContain('["get","seconds"]');
  const definition = {
    ...madeResult().definition,
    measure: { basis: "distance", metres: 500 } as const,
  };
  const byMetres = stateWith({ result: madeResult({ definition }) });
  expect(JSON.stringify(layer(byMetres, "coverage-fill").paint)).toContain('["get","metres"]');
});

test("the uncovered and the not computable are told apart by hatching as well", () => {
  const uncovered = JSON.stringify(layer(stateWith(), "coverage-uncovered-hatch"));
  const unknown = JSON.stringify(layer(stateWith(), "coverage-unknown-hatch"));
  expect(uncovered).toContain("hatch-forward-");
  expect(unknown).toContain("hatch-cross-");
});

test("every colour of a legend is a colour of its layers, in both themes", () => {
  for (const theme of ["light", "dark"] as const)
    for (const entry of coverageEntries(stateWith({ areaId: "poor" }))) {
      // The station's own sign lies in the middle of its ring: the ground shows in the legend.
      if (["coverage-stations", "coverage-communities", "coverage-grids"].includes(entry.id))
        continue;
      const drawn = JSON.stringify(entry.layers(contextIn(theme)));
      for (const { swatch } of entry.legend(MAP_PALETTES[theme]))
        expect(drawn).toContain(swatch.color.slice(0, 7));
    }
});

test("an area's colour is that of its share, and where nobody lives there is none", () => {
  expect([0, 0.199, 0.2, 0.6, 0.999, 1].map(shareRank)).toEqual([0, 0, 1, 3, 4, 4]);
  const text = JSON.stringify(layer(stateWith(), "coverage-communities").paint);
  expect(text).toContain('"good"');
  expect(text).not.toContain('"empty"');
});

test("entries stay identical until what they show changes", () => {
  const state = stateWith();
  const before = coverageEntries(state);
  const asking = coverageEntries({ ...state, asking: { kind: "waiting", step: null } });
  expect(asking.every((entry, at) => entry === before[at])).toBe(true);
  const chosen = coverageEntries({ ...state, areaId: "poor" });
  expect(chosen.filter((entry, at) => entry !== before[at]).map(({ id }) => id)).toEqual([
    "coverage-choice",
  ]);
});

test("nested rings take the place of the one polygon, and the limit in force is the line without gaps", () => {
  const { measure } = madeResult().definition;
  const rings = ringMeasures(measure).map((each) => ({ measure: each, polygon: RANGE }));
  const state = stateWith({ rings: { key: "k", rings } });
  const ids = coverageEntries(state).map(({ id }) => id);
  expect(ids).toContain("coverage-rings");
  expect(ids).not.toContain("coverage-range");
  const dashed = layersOf(coverageEntries(state))
    .filter(({ id }) => id.startsWith("coverage-rings-line"))
    .map(({ paint }) => JSON.stringify(paint).includes("dasharray"));
  expect(dashed).toEqual([true, false, true]);
  expect(coverageEntries(stateWith()).map(({ id }) => id)).toContain("coverage-range");
});

test("the line leads from the chosen building to its station", () => {
  const { definition } = madeResult();
  const building: CoverageState["building"] = {
    kind: "ready",
    reply: {
      definition,
      id: "b1",
      name: "",
      position: [115.9, 28.69],
      households: 12,
      householdSource: "register",
      state: "covered",
      reason: null,
      seconds: 300,
      metres: 375,
      station: { id: "s1", kind: "red_station", name: "", position: [115.9, 28.7] },
      second: null,
    },
  };
  const link = layer(stateWith({ building }), "coverage-link");
  expect(JSON.stringify(link.source)).toContain("[[115.9,28.69],[115.9,28.7]]");
  expect(JSON.stringify(layer(stateWith(), "coverage-link").source)).toContain('"features":[]');
});

test("no two layers share an id", () => {
  const ids = layersOf(coverageEntries(stateWith({ areaId: "poor" }))).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
