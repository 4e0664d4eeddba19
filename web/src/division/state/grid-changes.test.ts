import { expect, test } from "vitest";
import { gridChanges } from "./grid-changes.ts";

const grid = (id: string, code: string, buildings: string[]) => ({
  id,
  code,
  name: code,
  households: 300,
  buildings,
  planId: null,
  validFrom: "2026-01-01",
  validTo: null,
});

test("only grids that end or get other buildings change; a new version of the same does not", () => {
  const present = [grid("a", "001", ["x", "y"]), grid("b", "002", ["z"]), grid("c", "003", ["w"])];
  const later = [grid("d", "001", ["y", "x"]), grid("e", "002", ["z", "w"])];
  expect([...gridChanges(present, later)]).toEqual([
    ["b", "changed"],
    ["c", "gone"],
  ]);
});
