import { createGrid, emptyDivision } from "@onegrid/core/division";
import type { Position } from "@onegrid/core/geometry";
import { beforeAll, expect, test } from "vitest";
import { startTexts, withTexts } from "../../i18n/index.ts";
import { MAP_PALETTES } from "../../map/palette.ts";
import { effectOf } from "../state/effect.ts";
import {
  COLOR_COUNT,
  fairShareOf,
  lightLimits,
  lightOf,
  viewDivision,
  type DivisionView,
} from "../state/grid-view.ts";
import { GRID_COLORS } from "../state/grid-palette.ts";
import { gridShapes } from "../state/grid-shapes.ts";
import { withWay } from "../tools/border-ghosts.ts";
import { ghostOf, sketchGhost } from "../tools/ghost.ts";
import { divisionEntries } from "./layers.ts";
import type { OpenBase } from "../state/open-base.ts";
import { NO_DRAFT, useDivision, type DivisionPage, type OpenPlan } from "../state/page-state.ts";
import { endHover, showHover } from "../tools/show-hover.ts";
import {
  extendStroke,
  foreseeStroke,
  strokeEdit,
  strokeShifts,
  withCutOffPieces,
  type Stroke,
} from "../tools/stroke.ts";
import { applied, COLUMNS, latticeBase, twoGrids, unitId } from "../state/test-base.ts";
import { openWith, pageWith } from "../state/test-page.ts";
import { TRIED_LAYERS } from "./tried-layers.ts";
import { indexUnits, planeOf, unitsInDisc, unitsUnderStroke } from "../state/unit-index.ts";

let base: OpenBase;
let view: DivisionView;
let open: OpenPlan;

beforeAll(() => {
  base = latticeBase();
  view = viewDivision(base, twoGrids(base));
  open = openWith(base, view.division);
  view = open.view;
});

const page = (part: Partial<DivisionPage> = {}): DivisionPage => pageWith(open, part);

const context = {
  palette: MAP_PALETTES.light,
  language: "zh-CN",
  tiles: () => undefined,
} as const;

const layersOf = (state: DivisionPage) =>
  divisionEntries(state).flatMap((entry) => entry.layers(context));

test("grids are drawn from their dissolved shapes, each in a colour its neighbour has not", () => {
  const shapes = gridShapes(view);
  expect(shapes.features.map(({ properties }) => properties["id"])).toEqual(["001", "002"]);
  const colors = shapes.features.map(({ properties }) => properties["color"]);
  expect(new Set(colors).size).toBe(2);
  expect(GRID_COLORS.light).toHaveLength(COLOR_COUNT);
  expect(GRID_COLORS.dark).toHaveLength(COLOR_COUNT);
});

test("the map groups the digits of households as the panels do", async () => {
  Object.assign(globalThis, {
    localStorage: { getItem: () => null, setItem: () => undefined },
    document: { documentElement: {}, title: "" },
  });
  await startTexts("zh-CN");
  await withTexts(["division", "plan"], async () => undefined);
  const empty = emptyDivision("d", base.ground, 600);
  const wordsOf = (given: DivisionView): unknown => {
    const layers = layersOf(page({ opened: { ...open, view: given } }));
    const source = layers.find(({ id }) => id === "division-grids-label")?.source;
    return source?.kind === "shapes" ? source.data.features[0]?.properties["words"] : null;
  };
  expect(wordsOf(viewDivision(base, empty))).toBe("1,200 户");
  const all = applied(empty, createGrid(empty, { unitIds: base.ground.unitIds }));
  expect(wordsOf(viewDivision(base, all))).toBe("1,200 户 !");
});

test("an edit dissolves only the grids it touched", () => {
  const { division } = view;
  const three = applied(division, createGrid(division, { unitIds: [unitId(5, 3), unitId(5, 2)] }));
  const next = viewDivision(base, three, view);
  expect(next.shapes.get("001")).toBe(view.shapes.get("001"));
  expect(next.shapes.get("002")).not.toBe(view.shapes.get("002"));
  expect(next.shapes.has("003")).toBe(true);
  expect(next.colors.get("001")).toBe(view.colors.get("001"));
});

test("entries stay identical while what they show is the same", () => {
  const first = divisionEntries(page());
  const second = divisionEntries(page({ hovered: "001" }));
  expect(second.slice(0, 3)).toEqual(first.slice(0, 3));
  expect(second[1]).toBe(first[1]);
  expect(second[2]).toBe(first[2]);
  expect(second[3]).not.toBe(first[3]);
});

test("units are one source that no edit touches", () => {
  const source = () => layersOf(page()).find(({ id }) => id === "division-units-line")?.source;
  expect(source()).toMatchObject({ data: base.unitShapes });
  expect(base.unitShapes.features).toHaveLength(24);
});

test("what is painted lies above the grids, and red when it would be refused", () => {
  const stroke: Stroke = { target: { kind: "grid", gridId: "001" }, units: new Set([5]) };
  const foreseen = foreseeStroke(view.division, stroke);
  const refusal = foreseen?.ok === false ? foreseen.error : null;
  expect(refusal?.code).toBe("division.breaks-contiguity");
  const layers = layersOf(
    page({ draft: { kind: "stroke", stroke, along: [], shifts: [], refusal, foreseen: null } }),
  );
  const line = layers.find(({ id }) => id === "division-stroke-line");
  expect(line?.band).toBe("draft");
  expect(line?.paint).toMatchObject({ "line-color": "#d92d20" });
});

test("lights follow the band of 200 to 400 households for a target of 300", () => {
  const lights = [149, 150, 199, 200, 400, 401, 600, 601].map((count) => lightOf(count, 300));
  expect(lights).toEqual(["red", "amber", "amber", "green", "green", "amber", "amber", "red"]);
});

test("the limits of the lights and the fair share are numbers people can be told", () => {
  expect(lightLimits(300)).toEqual({ least: 150, low: 200, high: 400, most: 600 });
  expect(fairShareOf(view.facts)).toBe(600);
  const [first] = view.facts.grids.values();
  if (first === undefined) throw new Error("no grid");
  const other = { ...first, deviationFairShare: 0.5 };
  expect(fairShareOf({ grids: new Map([...view.facts.grids, ["003", other]]) })).toBeNull();
});

test("a stroke takes what is under it, and passes over its own grid and locked ones", () => {
  const { division } = view;
  const stroke: Stroke = { target: { kind: "grid", gridId: "001" }, units: new Set() };
  const all = [2, 3, 9];
  const rules = { level: "unit", mask: {} } as const;
  expect([...extendStroke(division, stroke, all, rules).units]).toEqual([3, 9]);
  expect(extendStroke(division, stroke, all, { level: "unit", mask: { from: null } })).toBe(stroke);
  const lock = { kind: "grid", gridId: "002", by: "me", reason: "" } as const;
  expect(extendStroke({ ...division, locks: [lock] }, stroke, all, rules)).toBe(stroke);
});

test("the numbers before letting go are those after", () => {
  const { division, facts } = view;
  const stroke: Stroke = { target: { kind: "grid", gridId: "001" }, units: new Set([3, 9]) };
  const householdsOf = (gridId: string): number => facts.grids.get(gridId)?.households ?? 0;
  const shifts = strokeShifts(division, stroke, householdsOf, 0);
  const foreseen = foreseeStroke(division, stroke);
  if (foreseen?.ok !== true) throw new Error("refused");
  const after = viewDivision(base, applied(division, foreseen)).facts.grids;
  expect(shifts.map(({ gridId, after: count }) => [gridId, count])).toEqual(
    [...after].map(([gridId, own]) => [gridId, own.households]),
  );
});

test("a stroke that cuts a grid in two can take the smaller piece along", () => {
  const { division } = view;
  // The second row of the east half, without its last unit, hangs by nothing but column 5.
  const units = new Set([3, 4, 5].map((column) => COLUMNS + column));
  const stroke: Stroke = { target: { kind: "grid", gridId: "001" }, units };
  const foreseen = foreseeStroke(division, stroke);
  if (foreseen?.ok !== false) throw new Error("not refused");
  const edit = withCutOffPieces(division, strokeEdit(division, stroke), foreseen.error);
  expect(edit).toMatchObject({ gridId: "001" });
  expect(edit !== null && "unitIds" in edit ? edit.unitIds : []).toHaveLength(6);
});

test("a fast drag leaves no unit out between two moves of the pointer", () => {
  const index = indexUnits(base);
  const [from, to] = [base.unitLabels[0], base.unitLabels[5]];
  if (from === undefined || to === undefined) throw new Error("no labels");
  const units = unitsUnderStroke(index, planeOf(base, from), planeOf(base, to), 100);
  expect([...units].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
});

test("the brush finds the same units as a look at every border point, wherever it is", () => {
  const index = indexUnits(base);
  const [first, last] = [base.unitLabels[0], base.unitLabels.at(-1)];
  if (first === undefined || last === undefined) throw new Error("no labels");
  const [[west, south], [east, north]] = [planeOf(base, first), planeOf(base, last)];
  const far = (at: readonly [number, number], unit: number): number => {
    const own = index.segments[unit] ?? [];
    let least = Infinity;
    for (let s = 0; s < own.length; s += 4)
      for (let step = 0; step <= 50; step++) {
        const [ax = 0, ay = 0, bx = 0, by = 0] = own.slice(s, s + 4);
        const [x, y] = [ax + ((bx - ax) * step) / 50, ay + ((by - ay) * step) / 50];
        least = Math.min(least, Math.hypot(at[0] - x, at[1] - y));
      }
    return least;
  };
  for (let time = 0; time < 40; time++) {
    const at = [
      west - 9000 + ((east - west + 18_000) * ((time * 7) % 40)) / 40,
      south - 9000 + ((north - south + 18_000) * ((time * 13) % 40)) / 40,
    ] as const;
    const found = new Set(unitsInDisc(index, at, 7000));
    const near = [...base.unitLabels.keys()].filter((unit) => far(at, unit) < 6800);
    expect(near.filter((unit) => !found.has(unit))).toEqual([]);
    const off = [...base.unitLabels.keys()].filter((unit) => far(at, unit) > 7200);
    // Deep inside a unit its border is far away and it is found all the same.
    const inside = new Set(unitsInDisc(index, at, 0));
    expect(off.filter((unit) => found.has(unit) && !inside.has(unit))).toEqual([]);
  }
});

test("every unit is found at its own label, and nothing outside", () => {
  const index = indexUnits(base);
  const found = base.unitLabels.map((label) => unitsInDisc(index, planeOf(base, label), 0));
  expect(found).toEqual(base.unitLabels.map((_, unit) => [unit]));
  expect(unitsInDisc(index, planeOf(base, [120.99, 31]), 0)).toEqual([]);
});

test("what goes to another grid is hatched on the map for whoever approves it", () => {
  const marks = (changing: readonly number[]) =>
    layersOf(page({ changing })).filter(({ id }) => id.startsWith("division-changing"));
  expect(marks([])).toEqual([]);
  const [hatch] = marks([3, 9]);
  const data = hatch?.source?.kind === "shapes" ? hatch.source.data : null;
  expect(data?.features.map(({ id }) => id)).toEqual([3, 9]);
});

test("the first grids of a community change nobody's grid", () => {
  expect(effectOf(open, { on: "2026-11-22", grids: [] })).toEqual({ kind: "first", after: 2 });
});

test("another plan's picture leaves out all that is tried, chosen or locked in this one", () => {
  const edit = { edit: "assign-units", unitIds: [unitId(0, 0)], gridId: "002" } as const;
  const sketch = { line: [], isClosed: false, marks: [] };
  const pieces = [[unitId(0, 0)], [unitId(2, 0)]];
  const refusal = { code: "division.breaks-contiguity", gridId: "001", pieces } as const;
  const states: Partial<DivisionPage>[] = [
    { selection: { kind: "grids", gridIds: ["001"] } },
    { selection: { kind: "units", units: [0] } },
    { draft: ghostOf(open, edit, { ...sketch, line: [WEST, EAST], marks: [WEST] }) },
    { draft: withWay({ ...ghostOf(open, edit, { ...sketch, line: [WEST, EAST] }) }, [WEST]) },
    { notice: { refusal, edit, instead: null } },
  ];
  const idle = new Set(layersOf(page()).map(({ id }) => id));
  const tried = states.flatMap((state) => layersOf(page(state)).map(({ id }) => id));
  const more = tried.filter((id) => !idle.has(id));
  expect(more.length).toBeGreaterThan(8);
  expect(more.filter((id) => !TRIED_LAYERS.some((begin) => id.startsWith(begin)))).toEqual([]);
});
const [WEST, EAST]: [Position, Position] = [
  [121, 31],
  [121.001, 31],
];

test("what the pointer hovers over is worked out once, until the division is another", () => {
  let times = 0;
  const hover = (plan: OpenPlan, key: string): void =>
    showHover(plan, key, () => {
      times += 1;
      return sketchGhost(null);
    });
  useDivision.setState({ draft: NO_DRAFT });
  hover(open, "one");
  hover(open, "one");
  expect(times).toBe(1);
  hover(open, "other");
  expect(times).toBe(2);
  hover(openWith(base, { ...open.session.division }), "other");
  expect(times).toBe(3);
  endHover();
  hover(open, "other");
  expect(times).toBe(4);
});
