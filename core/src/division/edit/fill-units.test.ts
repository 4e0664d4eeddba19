import { array, assert, constantFrom, integer, property, record, tuple } from "fast-check";
import { expect, test } from "vitest";
import { BARRIER, type BarrierClass } from "../../topology/index.ts";
import { fillUnits, type FillRules } from "./fill-units.ts";
import { emptyDivision, makeGround } from "../model/make-ground.ts";
import type { Division, Lock } from "../model/model.ts";
import { latticeGraph } from "../model/test-lattice.ts";
import type { UnitLevel } from "../model/unit-levels.ts";

const COLUMNS = 6;
const ROWS = 5;
const COUNT = COLUMNS * ROWS;
const CLASSES: readonly BarrierClass[] = [0, 1, 2, 3, 4, 5];

interface Case {
  readonly classes: readonly BarrierClass[];
  readonly compounds: readonly number[];
  readonly grids: readonly number[];
  readonly start: number;
  readonly stopAt: BarrierClass;
  readonly level: UnitLevel;
  readonly lockedGrid: number;
  readonly from: number;
}

const idOf = (unit: number): string => `u${unit}`;
const classOf = ({ classes }: Case, a: number, b: number): BarrierClass =>
  classes[(Math.min(a, b) * 2 + (Math.abs(a - b) === 1 ? 0 : 1)) % classes.length] ?? 5;

function divisionOf(given: Case): Division {
  const graph = latticeGraph({
    columns: COLUMNS,
    rows: ROWS,
    compoundOf: (unit) => given.compounds[unit % given.compounds.length] ?? -1,
    barrierOf: (a, b) => classOf(given, a, b),
  });
  const ground = makeGround(
    graph,
    Array.from({ length: COUNT }, (_, unit) => idOf(unit)),
  );
  const locks: Lock[] =
    given.lockedGrid < 0
      ? []
      : [{ kind: "grid", gridId: String(given.lockedGrid), by: "", reason: "" }];
  return {
    ...emptyDivision("d", ground),
    grids: ["0", "1", "2"],
    gridOf: Array.from({ length: COUNT }, (_, unit) => {
      const grid = given.grids[unit % given.grids.length] ?? -1;
      return grid < 0 ? null : String(grid);
    }),
    locks,
  };
}

const rulesOf = ({ level, stopAt, from }: Case): FillRules => ({
  level,
  stopAt,
  mask: from < -1 ? {} : { from: from < 0 ? null : String(from) },
});

/** The same by no queue: rows of the lattice are gone over until nothing more is reached. */
function oracle(given: Case, { gridOf }: Division): Set<number> {
  const { level, start, stopAt, lockedGrid, from } = given;
  const compoundOf = (unit: number): number =>
    level === "compound" ? (given.compounds[unit % given.compounds.length] ?? -1) : -1;
  const together = (a: number, b: number): boolean =>
    a === b ||
    // A lattice is one block.
    level === "block" ||
    (compoundOf(a) >= 0 && compoundOf(a) === compoundOf(b));
  const mayEnter = (unit: number): boolean =>
    unit === start ||
    (gridOf[unit] !== String(lockedGrid) &&
      (from < -1 || gridOf[unit] === (from < 0 ? null : String(from))));
  const beside = (a: number, b: number): boolean =>
    Math.abs(a - b) === COLUMNS ||
    (Math.abs(a - b) === 1 && Math.floor(a / COLUMNS) === Math.floor(b / COLUMNS));
  const reached = new Set([start]);
  for (let before = 0; before !== reached.size;) {
    before = reached.size;
    for (let unit = 0; unit < COUNT; unit++)
      if (
        mayEnter(unit) &&
        [...reached].some(
          (other) =>
            together(unit, other) || (beside(unit, other) && classOf(given, unit, other) > stopAt),
        )
      )
        reached.add(unit);
  }
  return reached;
}

const cases = record({
  classes: array(constantFrom(...CLASSES), { minLength: 1, maxLength: 60 }),
  compounds: array(integer({ min: -1, max: 3 }), { minLength: 1, maxLength: COUNT }),
  grids: array(integer({ min: -1, max: 2 }), { minLength: 1, maxLength: COUNT }),
  start: integer({ min: 0, max: COUNT - 1 }),
  stopAt: constantFrom(...CLASSES),
  level: constantFrom<UnitLevel>("unit", "compound", "block"),
  lockedGrid: integer({ min: -1, max: 2 }),
  from: integer({ min: -2, max: 2 }),
});

test("a fill reaches what a search by other means reaches", () => {
  assert(
    property(cases, (given) => {
      const division = divisionOf(given);
      const filled = fillUnits(division, given.start, rulesOf(given));
      const expected = [...oracle(given, division)].toSorted((a, b) => a - b);
      expect(filled).toEqual(
        expected.length === COUNT
          ? { ok: false, error: { code: "division.fill-unbounded", units: COUNT } }
          : { ok: true, value: expected },
      );
    }),
    { numRuns: 300 },
  );
});

test("a fill that nothing stops is refused; a stronger class of border or a locked border stops it", () => {
  const road = (a: number, b: number): BarrierClass =>
    (a % COLUMNS === 2 && b % COLUMNS === 3) || (b % COLUMNS === 2 && a % COLUMNS === 3)
      ? BARRIER.minorRoad
      : BARRIER.plot;
  const graph = latticeGraph({ columns: COLUMNS, rows: 1, barrierOf: road });
  const ids = Array.from({ length: COLUMNS }, (_, unit) => idOf(unit));
  const division = emptyDivision("d", makeGround(graph, ids));
  const fill = (stopAt: BarrierClass, given: Division = division) =>
    fillUnits(given, 0, { level: "unit", stopAt });
  expect(fill(BARRIER.arterial)).toEqual({
    ok: false,
    error: { code: "division.fill-unbounded", units: COLUMNS },
  });
  expect(fill(BARRIER.minorRoad)).toEqual({ ok: true, value: [0, 1, 2] });
  expect(fill(BARRIER.plot)).toEqual({ ok: true, value: [0] });
  const locks: Lock[] = [{ kind: "border", unitId: idOf(2), otherId: idOf(1), by: "", reason: "" }];
  expect(fill(BARRIER.minorRoad, { ...division, locks })).toEqual({ ok: true, value: [0, 1] });
});

test("the order of ids has no say in what is filled", () => {
  assert(
    property(tuple(cases, integer({ min: 0, max: COUNT - 1 })), ([given, other]) => {
      const rules = { level: given.level, stopAt: given.stopAt } as const;
      const division = divisionOf({ ...given, lockedGrid: -1 });
      const one = fillUnits(division, given.start, rules);
      const two = fillUnits(division, other, rules);
      if (!one.ok || !two.ok) return;
      // Without a mask, reaching is mutual.
      expect(one.value.includes(other)).toBe(two.value.includes(given.start));
    }),
  );
});
