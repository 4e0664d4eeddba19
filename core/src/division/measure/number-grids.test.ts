import { expect, test } from "vitest";
import { numberGrids } from "./number-grids.ts";

const grid = (id: string, x: number, y: number) => ({ id, centroid: [x, y] as const, area: 100 });

test("numbers rows from north to south, each from west to east", () => {
  const grids = [grid("c", 0, 0), grid("b", 10, 18), grid("a", 0, 20), grid("d", 10, 4)];
  expect(numberGrids(grids)).toEqual(["a", "b", "c", "d"]);
});

test("breaks ties by id, whatever the order of the input", () => {
  const grids = [grid("z", 5, 5), grid("y", 5, 5), grid("x", 5, 5)];
  expect(numberGrids(grids)).toEqual(["x", "y", "z"]);
  expect(numberGrids(grids.toReversed())).toEqual(["x", "y", "z"]);
});
