import {
  emptyDivision,
  fillUnits,
  unitsInLasso,
  type Division,
  type Ground,
} from "@onegrid/core/division";
import {
  buildFromUnits,
  dissolve,
  dissolveUnits,
  encodePlanarMap,
  indexUnitBorders,
  type PlanarMap,
} from "@onegrid/core/topology";
import { say } from "../terminal.ts";
import { measureBorders } from "./editing-borders.ts";
import { row, type Bench, type Row, type Steps, type Stroke } from "./editing-rows.ts";
import { randomOf } from "./made-city.ts";

const COLUMNS = 300;
const ROWS = 200;
const STEP_DEGREES = 0.0004;

/**
 * Prints how long the page works between a move of the pointer and the next frame, with 60,000 units
 * in one community: `npm run bench -- editing`.
 */
export async function benchEditing(): Promise<void> {
  const path = "../../../web/src/division/state/editing-steps.ts";
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- web is no package of the scripts
  const steps = (await import(path)) as Steps;
  const map = makeMap(1);
  const bytes = encodePlanarMap(map).slice().buffer;
  const rows: Row[] = [];
  for (const [side, times] of [
    [4, 300],
    [2, 60],
  ] as const) {
    const bench = steps.openBench(bytes, "c0", ({ ground }) => blocks(ground, side));
    const label = `${bench.division.grids.length} grids`;
    rows.push(...measureSteps(steps, bench, label, times));
    rows.push(...measureBorders(steps, bench, label));
  }
  rows.push(...measurePolygons(makeMap(25)));
  console.table(rows);
  say("毫秒；目标：每步 ≤ 16（数字 ≤ 4）", "milliseconds; wanted: ≤ 16 a step, ≤ 4 the numbers");
}

/** A lattice of units whose corners are out of line, in `side` × `side` communities. */
function makeMap(side: number): PlanarMap {
  const random = randomOf(4);
  const wobble = (): number => (random() - 0.5) * 0.3 * STEP_DEGREES;
  const corners = Array.from({ length: (COLUMNS + 1) * (ROWS + 1) }, (_, at) => {
    const [column, line] = [at % (COLUMNS + 1), Math.floor(at / (COLUMNS + 1))];
    return [121 + column * STEP_DEGREES + wobble(), 31 + line * STEP_DEGREES + wobble()] as const;
  });
  const units = Array.from({ length: COLUMNS * ROWS }, (_, at) => {
    const [column, line] = [at % COLUMNS, Math.floor(at / COLUMNS)];
    const cornerAt = (east: number, north: number) =>
      corners[(line + north) * (COLUMNS + 1) + column + east] ?? [0, 0];
    const ring = [cornerAt(0, 0), cornerAt(1, 0), cornerAt(1, 1), cornerAt(0, 1), cornerAt(0, 0)];
    const community =
      Math.floor((column * side) / COLUMNS) + side * Math.floor((line * side) / ROWS);
    return {
      id: `u${String(at).padStart(6, "0")}`,
      geometry: { type: "Polygon" as const, coordinates: [ring] },
      households: Math.floor(random() * 44),
      community: `c${community}`,
      compound: `k${Math.floor(column / 5)}-${Math.floor(line / 5)}`,
    };
  });
  const built = buildFromUnits(units);
  if (!built.ok) throw new Error(JSON.stringify(built.error));
  return built.value.map;
}

const gridName = (at: number): string => String(at).padStart(5, "0");

/** Grids of side × side units. */
function blocks(ground: Ground, side: number): Division {
  const across = Math.ceil(COLUMNS / side);
  const gridOf = ground.unitIds.map((unitId) => {
    const at = Number(unitId.slice(1));
    const [column, line] = [at % COLUMNS, Math.floor(at / COLUMNS)];
    return gridName(Math.floor(line / side) * across + Math.floor(column / side));
  });
  return { ...emptyDivision("bench", ground), grids: [...new Set(gridOf)].toSorted(), gridOf };
}

function measureSteps(steps: Steps, bench: Bench, label: string, times: number): Row[] {
  const pick = picker(bench);
  return [
    row(`${label}: brush step with numbers`, times, brushing(steps, bench, pick)),
    row(`${label}: fill in a compound`, times, () => {
      const unit = pick.unit();
      const mask = { within: { level: "compound", unit } } as const;
      const filled = fillUnits(bench.division, unit, { level: "unit", stopAt: 3, mask });
      if (filled.ok) steps.giveStep(bench, filled.value, pick.gridAt(unit));
    }),
    row(`${label}: lasso of 400 points, 300 units`, times, lasso(steps, bench, 40_000)),
    row(`${label}: lasso of 400 points, 5,000 units`, 30, lasso(steps, bench, 160_000)),
    row(`${label}: an edit with all numbers and shapes`, 60, () => editOnce(steps, bench, pick)),
    row(`${label}: everything from nothing`, 3, () => void steps.viewAll(bench)),
  ];
}

interface Picker {
  readonly unit: () => number;
  readonly labelOf: (unit: number) => readonly [number, number];
  readonly gridAt: (unit: number) => string;
}

function picker(bench: Bench): Picker {
  const { graph } = bench.base.ground;
  const random = randomOf(11);
  return {
    unit: () => Math.floor(random() * graph.count),
    labelOf: (unit) => [graph.label[2 * unit] ?? 0, graph.label[2 * unit + 1] ?? 0],
    gridAt: (unit) => bench.division.gridOf[unit] ?? "",
  };
}

/** Strokes of 25 steps of 15 m with a brush of 60 m. */
function brushing(steps: Steps, bench: Bench, pick: Picker): (time: number) => void {
  let from = pick.labelOf(0);
  let stroke: Stroke = { target: { kind: "grid", gridId: pick.gridAt(0) }, units: new Set() };
  return (time) => {
    if (time % 25 === 0) {
      const unit = pick.unit();
      from = pick.labelOf(unit);
      stroke = { target: { kind: "grid", gridId: pick.gridAt(unit) }, units: new Set() };
    }
    const to = [from[0] + 1500, from[1] + 400] as const;
    ({ stroke } = steps.brushStep(bench, stroke, { from, to, radius: 3000 }));
    from = to;
  };
}

function lasso(steps: Steps, bench: Bench, centimetres: number): () => void {
  const pick = picker(bench);
  return () => {
    const [x, y] = pick.labelOf(pick.unit());
    const ring = Array.from({ length: 400 }, (_, at) => {
      const angle = (at / 400) * 2 * Math.PI;
      return [
        Math.round(x + centimetres * Math.cos(angle)),
        Math.round(y + centimetres * Math.sin(angle)),
      ] as const;
    });
    const held = unitsInLasso(bench.base.ground, ring, "unit");
    if (held.ok && held.value.length > 0)
      steps.giveStep(bench, held.value, pick.gridAt(pick.unit()));
  };
}

/** A unit at a border goes over to the other side; the first one that may. */
function editOnce(steps: Steps, bench: Bench, pick: Picker): void {
  const { graph, unitIds } = bench.base.ground;
  for (;;) {
    const unit = pick.unit();
    const gridId = pick.gridAt(graph.to[graph.first[unit] ?? 0] ?? 0);
    const asked = { edit: "assign-units", unitIds: [unitIds[unit] ?? ""], gridId };
    if (pick.gridAt(unit) !== gridId && steps.editStep(bench, asked)) return;
  }
}

/** Polygons of all grids of a city, and of the two grids of one edit. */
function measurePolygons(map: PlanarMap): Row[] {
  const borders = indexUnitBorders(map);
  const side = 4;
  const across = Math.ceil(COLUMNS / side);
  const gridOf = Int32Array.from(map.units.ids, (unitId) => {
    const at = Number(unitId.slice(1));
    return Math.floor(Math.floor(at / COLUMNS) / side) * across + Math.floor((at % COLUMNS) / side);
  });
  const count = 1 + gridOf.reduce((most, grid) => Math.max(most, grid), 0);
  const members = new Map<number, number[]>();
  for (const [unit, grid] of gridOf.entries())
    members.set(grid, [...(members.get(grid) ?? []), unit]);
  return [
    row(`all ${count} polygons`, 21, () => void dissolve(map, borders, gridOf, count)),
    row("polygons of two grids", 200, (time) => {
      for (const grid of [time, time + 1])
        dissolveUnits(map, borders, gridOf, members.get(grid) ?? []);
    }),
  ];
}
