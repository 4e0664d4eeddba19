import fc from "fast-check";
import { expect, test } from "vitest";
import { applyChange } from "../change/apply-change.ts";
import { piecesOf } from "../change/check-moves.ts";
import { editAtOnce } from "./edit-division.ts";
import { emptyDivision, makeGround } from "../model/make-ground.ts";
import type { Division } from "../model/model.ts";
import { seededRandom } from "../solve/seeded-random.ts";
import { takeAlong, type HandEdit } from "./take-along.ts";
import { latticeGraph } from "../model/test-lattice.ts";

const LARGEST = 4;

/** A lattice in two grids, west and east of a column, some units without households. */
function lattice(columns: number, rows: number, border: number, empty: readonly number[]) {
  const isEmpty = new Set(empty);
  const graph = latticeGraph({
    columns,
    rows,
    householdsOf: (unit) => (isEmpty.has(unit) ? 0 : 50),
  });
  const ids = Array.from({ length: graph.count }, (_, unit) => `u${String(unit).padStart(2, "0")}`);
  const division: Division = {
    ...emptyDivision("d", makeGround(graph, ids)),
    grids: ["001", "002"],
    gridOf: ids.map((_, unit) => (unit % columns < border ? "001" : "002")),
  };
  return division;
}

const isRefused = (division: Division, edit: HandEdit): boolean => {
  const done = editAtOnce(division, edit, "");
  return !done.ok && done.error.code === "division.breaks-contiguity";
};

/** The grid that takes stays in one piece: another one would break, which is not for this search. */
function isTakerWhole(division: Division, edit: HandEdit): boolean {
  const to = edit.edit === "create-grid" ? "003" : edit.gridId;
  const warned = editAtOnce(division, { ...edit, contiguity: "warn" }, "");
  if (!warned.ok) throw new Error(warned.error.code);
  return piecesOf(applyChange(division, warned.value).division, to ?? "").length < 2;
}

const withUnits = (edit: HandEdit, added: readonly string[]): HandEdit => ({
  ...edit,
  unitIds: [...edit.unitIds, ...added],
});

function* subsets(of: readonly string[], size: number, from = 0): Generator<string[]> {
  if (size === 0) yield [];
  else
    for (let at = from; at < of.length; at++)
      for (const rest of subsets(of, size - 1, at + 1)) yield [of[at] ?? "", ...rest];
}

/** How many empty units are needed, by trying all sets; `undefined`: no set of so few will do. */
function fewestByTrying(division: Division, edit: HandEdit): number | undefined {
  const { unitIds, graph } = division.ground;
  const empty = unitIds.filter(
    (id, unit) => graph.households[unit] === 0 && !edit.unitIds.includes(id),
  );
  for (let size = 1; size <= LARGEST; size++)
    for (const added of subsets(empty, size))
      if (editAtOnce(division, withUnits(edit, added), "").ok) return size;
  return undefined;
}

test("a building beyond an empty sliver takes the sliver along", () => {
  const division = lattice(6, 3, 2, [8]);
  const edit: HandEdit = { edit: "assign-units", unitIds: ["u09"], gridId: "001" };
  expect(isRefused(division, edit)).toBe(true);
  expect(takeAlong(division, edit)).toEqual(["u08"]);
  expect(takeAlong(division, edit, (unit) => unit !== 8)).toEqual([]);
  expect(takeAlong(division, withUnits(edit, ["u08"]))).toEqual([]);
  expect(takeAlong(division, { edit: "create-grid", unitIds: ["u07", "u09"] })).toEqual(["u08"]);
});

test("what is taken along is empty, makes the edit go through, and nothing less would", () => {
  let connected = 0;
  fc.assert(
    fc.property(fc.nat(1e6), (seed) => {
      const random = seededRandom(`along ${seed}`);
      const empty = Array.from({ length: 9 }, () => random.below(24));
      const division = lattice(6, 4, 1 + random.below(3), empty);
      const unitIds = [...new Set([random.below(24), random.below(24)].slice(random.below(2)))].map(
        (unit) => division.ground.unitIds[unit] ?? "",
      );
      const edit: HandEdit =
        random.below(3) === 0
          ? { edit: "create-grid", unitIds }
          : { edit: "assign-units", unitIds, gridId: "001" };
      if (!isRefused(division, edit)) return;
      const along = takeAlong(division, edit);
      const { graph, indexOf } = division.ground;
      expect(along.every((id) => graph.households[indexOf.get(id) ?? -1] === 0)).toBe(true);
      const fewest = isTakerWhole(division, edit) ? 0 : (fewestByTrying(division, edit) ?? 0);
      expect(along.length).toBe(fewest);
      if (along.length === 0) return;
      connected++;
      expect(editAtOnce(division, withUnits(edit, along), "").ok).toBe(true);
    }),
    { numRuns: 500 },
  );
  expect(connected).toBeGreaterThan(20);
});
