import { expect, test } from "vitest";
import { colorGrids } from "./grid-colors.ts";

/** Grids of a lattice that touch at sides. */
function lattice(columns: number, rows: number): Map<string, Set<string>> {
  const name = (x: number, y: number): string => `${x},${y}`;
  const neighbours = new Map<string, Set<string>>();
  for (let x = 0; x < columns; x++)
    for (let y = 0; y < rows; y++) {
      const around = [
        [x - 1, y],
        [x + 1, y],
        [x, y - 1],
        [x, y + 1],
      ].filter(([u = 0, v = 0]) => u >= 0 && v >= 0 && u < columns && v < rows);
      neighbours.set(name(x, y), new Set(around.map(([u = 0, v = 0]) => name(u, v))));
    }
  return neighbours;
}

const clashes = (
  neighbours: ReadonlyMap<string, ReadonlySet<string>>,
  colors: ReadonlyMap<string, number>,
) =>
  [...neighbours].flatMap(([gridId, around]) =>
    [...around].filter((other) => colors.get(other) === colors.get(gridId)),
  );

test("neighbours never share a colour, and every grid has one", () => {
  const neighbours = lattice(9, 7);
  const colors = colorGrids(neighbours, 6);
  expect(colors.size).toBe(63);
  expect(clashes(neighbours, colors)).toEqual([]);
});

test("colours are used about equally often", () => {
  const colors = colorGrids(lattice(8, 8), 6);
  const uses = Array.from(
    { length: 6 },
    (_, color) => [...colors.values()].filter((c) => c === color).length,
  );
  expect(Math.max(...uses) - Math.min(...uses)).toBeLessThanOrEqual(4);
});

test("a grid keeps its colour when another comes or goes", () => {
  const before = lattice(4, 4);
  const colors = colorGrids(before, 6);
  const after = lattice(4, 4);
  after.set("new", new Set(["0,0", "1,0"]));
  after.get("0,0")?.add("new");
  after.get("1,0")?.add("new");
  after.delete("3,3");
  after.get("2,3")?.delete("3,3");
  after.get("3,2")?.delete("3,3");
  const next = colorGrids(after, 6, colors);
  expect(clashes(after, next)).toEqual([]);
  const kept = [...colors].filter(([gridId]) => gridId !== "3,3");
  expect(kept.map(([gridId]) => [gridId, next.get(gridId)])).toEqual(kept);
});

test("two grids of one colour that come to touch are told apart, and only one of them changes", () => {
  const colors = new Map([
    ["a", 0],
    ["b", 0],
    ["c", 1],
  ]);
  const neighbours = new Map([
    ["a", new Set(["b", "c"])],
    ["b", new Set(["a"])],
    ["c", new Set(["a"])],
  ]);
  const next = colorGrids(neighbours, 6, colors);
  expect(next.get("a")).not.toBe(next.get("b"));
  expect([next.get("a"), next.get("c")]).toEqual([0, 1]);
});

test("colours that nothing changes are the very same map, so that nobody draws them anew", () => {
  const neighbours = lattice(4, 4);
  const colors = colorGrids(neighbours, 6);
  expect(colorGrids(lattice(4, 4), 6, colors)).toBe(colors);
  neighbours.delete("3,3");
  expect(colorGrids(neighbours, 6, colors)).not.toBe(colors);
});
