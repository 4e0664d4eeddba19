import { expect, test } from "vitest";
import { findFaults } from "./find-faults.ts";
import { latticeUnits } from "./fixtures/lattice.ts";

const cells = latticeUnits({ columns: 3, rows: 3 });

test("areas that tile have no faults", () => {
  expect(findFaults(cells)).toEqual({ ok: true, value: [] });
});

test("a missing area is a gap, one given twice an overlap; both have a place and a stable id", () => {
  const middle = cells.filter(({ id }) => id === "c01r01").map((cell) => ({ ...cell, id: "twin" }));
  const missing = findFaults(cells.filter(({ id }) => id !== "c01r01"));
  expect(missing).toMatchObject({ value: [{ kind: "gap", ids: [] }] });
  const twice = findFaults([...cells, ...middle]);
  expect(twice).toMatchObject({
    value: [{ kind: "no-ground" }, { kind: "overlap", ids: ["c01r01", "twin"] }],
  });
  expect(findFaults([...middle, ...cells.toReversed()])).toEqual(twice);
});
