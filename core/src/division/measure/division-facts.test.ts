import { array, assert, constantFrom, integer, property, record, tuple } from "fast-check";
import { expect, test } from "vitest";
import type { BarrierClass } from "../../topology/index.ts";
import { applyChange } from "../change/apply-change.ts";
import { divisionFacts, type DivisionFacts } from "./division-facts.ts";
import { editAtOnce } from "../edit/edit-division.ts";
import { LIMIT } from "../model/grid-count.ts";
import { gridFacts, type Assignment } from "./grid-facts.ts";
import { emptyDivision, makeGround } from "../model/make-ground.ts";
import { measure } from "./metrics.ts";
import type { Division, GridId } from "../model/model.ts";
import { latticeGraph } from "../model/test-lattice.ts";

const COLUMNS = 6;
const COUNT = 30;
const CLASSES: readonly BarrierClass[] = [0, 1, 2, 3, 4, 5];
const idOf = (unit: number): string => `u${String(unit).padStart(2, "0")}`;

/** The division with whole numbers for grids, in the order of `division.grids`. */
function assignmentOf(division: Division): Assignment {
  const { ground, grids, target } = division;
  const numberOf = new Map<GridId | null, number>(grids.map((id, number) => [id, number]));
  const gridOf = Int32Array.from(division.gridOf, (id) => numberOf.get(id) ?? -1);
  return {
    graph: ground.graph,
    gridOf,
    count: grids.length,
    share: fairSharesOf(division, gridOf),
    target,
  };
}

/**
 * Fair share (均户) of every grid: households of its part ÷ grids of the part. A unit above 1.1 ×
 * target fills a grid by itself: it is left out and its grid has its own households as share.
 */
function fairSharesOf({ ground, grids, target }: Division, gridOf: Int32Array): Float64Array {
  const { households } = ground.graph;
  const share = new Float64Array(grids.length).fill(target);
  for (const part of ground.parts) {
    const large = new Map<number, number>();
    let rest = 0;
    for (const unit of part) {
      const weight = households[unit] ?? 0;
      const grid = gridOf[unit] ?? -1;
      if (weight > LIMIT * target) large.set(grid, (large.get(grid) ?? 0) + weight);
      else rest += weight;
    }
    const numbers = new Set(part.map((unit) => gridOf[unit] ?? -1).filter((grid) => grid >= 0));
    const others = [...numbers].filter((grid) => !large.has(grid));
    for (const grid of others) share[grid] = rest / others.length || target;
    for (const [grid, weight] of large) if (grid >= 0) share[grid] = weight;
  }
  return share;
}

/** By asking every unit, with a search for pieces of its own. */
function slowFacts(division: Division) {
  const assignment = assignmentOf(division);
  const facts = gridFacts(assignment);
  return {
    grids: new Map(division.grids.map((gridId, at) => [gridId, facts[at]])),
    metrics: measure(assignment, facts),
  };
}

function expectSame(facts: DivisionFacts, division: Division): void {
  const slow = slowFacts(division);
  expect(facts.grids).toEqual(slow.grids);
  expect(facts.metrics).toEqual(slow.metrics);
  const free = [...division.gridOf.keys()].filter((unit) => division.gridOf[unit] === null);
  expect(facts.unassigned.units).toBe(free.length);
}

const edits = array(
  tuple(
    constantFrom("assign", "free", "create", "merge", "dissolve"),
    array(integer({ min: 0, max: COUNT - 1 }), { minLength: 1, maxLength: 5 }),
    integer({ min: 0, max: 4 }),
  ),
  { minLength: 1, maxLength: 12 },
);

type Step = readonly [string, readonly number[], number];

function doStep(division: Division, [kind, units, pick]: Step): Division {
  const unitIds = [...new Set(units)].map(idOf);
  const gridId = division.grids[pick % Math.max(1, division.grids.length)] ?? "";
  const other = division.grids[(pick + 1) % Math.max(1, division.grids.length)] ?? "";
  const rules = { contiguity: "warn", removeEmptied: true } as const;
  const edit = {
    assign: { edit: "assign-units", unitIds, gridId, ...rules } as const,
    free: { edit: "assign-units", unitIds, gridId: null, ...rules } as const,
    create: { edit: "create-grid", unitIds, ...rules } as const,
    merge: { edit: "merge-grids", gridIds: [gridId, other], allowOverLimit: true } as const,
    dissolve: { edit: "dissolve-grid", gridId } as const,
  }[kind];
  const change = edit === undefined ? null : editAtOnce(division, edit, "");
  return change?.ok === true ? applyChange(division, change.value).division : division;
}

test("facts that go on from an earlier state are those counted anew, by another way", () => {
  const grounds = record({
    classes: array(constantFrom(...CLASSES), { minLength: 1, maxLength: 40 }),
    households: array(integer({ min: 0, max: 150 }), { minLength: 1, maxLength: COUNT }),
    compounds: array(integer({ min: -1, max: 3 }), { minLength: 1, maxLength: COUNT }),
  });
  assert(
    property(grounds, edits, ({ classes, households, compounds }, steps) => {
      const graph = latticeGraph({
        columns: COLUMNS,
        rows: COUNT / COLUMNS,
        householdsOf: (unit) => households[unit % households.length] ?? 0,
        compoundOf: (unit) => compounds[unit % compounds.length] ?? -1,
        barrierOf: (a, b) => classes[(3 * Math.min(a, b) + Math.abs(a - b)) % classes.length] ?? 5,
      });
      const ids = Array.from({ length: COUNT }, (_, unit) => idOf(unit));
      let division = emptyDivision("d", makeGround(graph, ids), 100);
      let facts = divisionFacts(division);
      expectSame(facts, division);
      for (const step of steps) {
        division = doStep(division, step);
        facts = divisionFacts(division, facts);
        expectSame(facts, division);
      }
    }),
    { numRuns: 200 },
  );
});

test("facts of grids that nothing touched are the same objects", () => {
  const ids = Array.from({ length: COUNT }, (_, unit) => idOf(unit));
  const ground = makeGround(latticeGraph({ columns: COLUMNS, rows: 5 }), ids);
  const gridOf = Array.from({ length: COUNT }, (_, unit) => String(Math.floor(unit / 6)));
  const division = { ...emptyDivision("d", ground), grids: ["0", "1", "2", "3", "4"], gridOf };
  const facts = divisionFacts(division);
  const edit = { edit: "assign-units", unitIds: [idOf(0)], gridId: "1" } as const;
  const change = editAtOnce(division, edit, "");
  if (!change.ok) throw new Error(JSON.stringify(change.error));
  const next = divisionFacts(applyChange(division, change.value).division, facts);
  expect(next.grids.get("3")).toBe(facts.grids.get("3"));
  expect(next.grids.get("0")).not.toBe(facts.grids.get("0"));
});
