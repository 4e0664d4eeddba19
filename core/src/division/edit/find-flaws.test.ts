import { array, assert, integer, property, record } from "fast-check";
import { expect, test } from "vitest";
import { BARRIER } from "../../topology/index.ts";
import { applyChange } from "../change/apply-change.ts";
import { divisionFacts } from "../measure/division-facts.ts";
import { editAtOnce } from "./edit-division.ts";
import { findFlaws, fixesOf, type Flaw } from "./find-flaws.ts";
import { emptyDivision, makeGround } from "../model/make-ground.ts";
import type { Division } from "../model/model.ts";
import { latticeGraph } from "../model/test-lattice.ts";

const COLUMNS = 6;
const COUNT = 36;
const idOf = (unit: number): string => `u${String(unit).padStart(2, "0")}`;

/** One letter a unit, rows from the north; `.` is in no grid. 50 households each. */
function drawn(rows: string, compoundOf: (unit: number) => number = () => -1): Division {
  const cells = rows.replaceAll(/\s/g, "").split("");
  const graph = latticeGraph({
    columns: COLUMNS,
    rows: cells.length / COLUMNS,
    householdsOf: () => 50,
    compoundOf,
  });
  const ground = makeGround(
    graph,
    cells.map((_, unit) => idOf(unit)),
  );
  const gridOf = cells.map((cell) => (cell === "." ? null : cell));
  const grids = [...new Set(cells)].filter((cell) => cell !== ".").toSorted();
  return { ...emptyDivision("d", ground, 300), grids, gridOf };
}

const flawsOf = (division: Division): Flaw[] => findFlaws(division, divisionFacts(division));
const kindsOf = (division: Division): string[] => flawsOf(division).map(({ kind }) => kind);

function mended(division: Division, flaw: Flaw): Division {
  const [fix] = fixesOf(division, flaw);
  if (fix === undefined || "preset" in fix) throw new Error("no quick fix");
  const change = editAtOnce(division, fix, "");
  if (!change.ok) throw new Error(JSON.stringify(change.error));
  return applyChange(division, change.value).division;
}

test("a good division has no flaws", () => {
  expect(kindsOf(drawn("aaabbb aaabbb"))).toEqual([]);
});

test("where there is no grid yet, dividing automatically is what mends it", () => {
  const division = drawn("...... ......");
  const fixes = flawsOf(division).map((flaw) => fixesOf(division, flaw));
  expect(fixes).toMatchObject([[{ edit: "divide-community" }]]);
});

test("leftovers are named by place, and go to the neighbour with the longest contact", () => {
  const division = drawn("aaabbb aa.bbb aaabbb");
  const [flaw, ...others] = flawsOf(division);
  expect([flaw?.kind, flaw?.units, others.map(({ kind }) => kind)]).toEqual([
    "leftover",
    [8],
    ["size", "size"].slice(0, others.length),
  ]);
  if (flaw === undefined) throw new Error("no flaw");
  expect(mended(division, flaw).gridOf[8]).toBe("a");
});

test("a piece that is cut off is given to the grid around it", () => {
  const division = drawn("aaabba aaabbb");
  const flaw = flawsOf(division).find(({ kind }) => kind === "piece");
  if (flaw === undefined) throw new Error("no flaw");
  expect([flaw.gridId, flaw.units]).toEqual(["a", [5]]);
  expect(kindsOf(mended(division, flaw))).not.toContain("piece");
});

test("a grid inside another one is an enclave; one at the edge of the community is none", () => {
  expect(kindsOf(drawn("aaaaaa abbbba aaaaaa"))).toContain("enclave");
  expect(kindsOf(drawn("aaaaaa abbbba abbbba"))).not.toContain("enclave");
});

test("grids outside the band are named with what would help, an oversized building is not", () => {
  const flaws = flawsOf(drawn("aabbbb aabbbb bbbbbb"));
  expect(flaws.map(({ kind, gridId, households }) => [kind, gridId, households])).toEqual([
    ["size", "b", 700],
  ]);
  expect(flaws[0]?.candidates.map(({ edit }) => edit)).toEqual(["split-grid", "rebalance-grids"]);
});

test("a compound that fits into one grid and lies in two is rejoined where most of it is", () => {
  const compoundOf = (unit: number): number => (unit >= 1 && unit <= 3 ? 0 : -1);
  const division = drawn("aaabbb aaabbb", compoundOf);
  const flaw = flawsOf(division).find(({ kind }) => kind === "compound");
  if (flaw === undefined) throw new Error("no flaw");
  expect(flaw.units).toEqual([1, 2, 3]);
  const after = mended(division, flaw);
  expect([1, 2, 3].map((unit) => after.gridOf[unit])).toEqual(["a", "a", "a"]);
  expect(kindsOf(after)).not.toContain("compound");
});

test("whatever is offered without a search goes through, mends its flaw and breaks no grid", () => {
  const given = record({
    grids: array(integer({ min: -1, max: 3 }), { minLength: COUNT, maxLength: COUNT }),
    compounds: array(integer({ min: -1, max: 5 }), { minLength: COUNT, maxLength: COUNT }),
    pick: integer({ min: 0, max: 50 }),
    barriers: array(integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 30 }),
  });
  assert(
    property(given, ({ grids, compounds, barriers, pick }) => {
      const graph = latticeGraph({
        columns: COLUMNS,
        rows: COUNT / COLUMNS,
        householdsOf: (unit) => (unit * 37) % 120,
        compoundOf: (unit) => compounds[unit] ?? -1,
        barrierOf: (a, b) => barriers[(a * 3 + b) % barriers.length] ?? BARRIER.plot,
      });
      const ground = makeGround(
        graph,
        Array.from({ length: COUNT }, (_, unit) => idOf(unit)),
      );
      const gridOf = grids.map((grid) => (grid < 0 ? null : String(grid)));
      const present = [...new Set(gridOf)].flatMap((grid) => grid ?? []).toSorted();
      const division = { ...emptyDivision("d", ground, 300), grids: present, gridOf };
      const pieces = (of: Division): number =>
        [...divisionFacts(of).grids.values()].reduce((sum, grid) => sum + grid.pieces - 1, 0);
      const flaws = flawsOf(division);
      const flaw = flaws[pick % Math.max(1, flaws.length)];
      if (flaw === undefined) return;
      for (const fix of fixesOf(division, flaw).filter((one) => !("preset" in one))) {
        const after = mended(division, { ...flaw, candidates: [fix] });
        const same = flawsOf(after).filter(
          ({ kind, units }) => kind === flaw.kind && units.join() === flaw.units.join(),
        );
        const isPart = fix.edit === "merge-grids" || flaw.kind === "compound";
        expect(isPart ? [] : same).toEqual([]);
        expect(pieces(after)).toBeLessThanOrEqual(pieces(division));
      }
    }),
    { numRuns: 60 },
  );
});
