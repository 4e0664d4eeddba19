import type { Spot } from "./ground.ts";
import type { Block } from "./model.ts";
import { spotsBetween } from "./param-line.ts";
import type { TownLines } from "./town-lines.ts";

/**
 * Outlines of the one or two parts of a block, counter-clockwise, the first corner not repeated. They
 * run in the middle of roads, river and railway, and share every corner with their neighbours.
 */
export function partRings(lines: TownLines, block: Block): Spot[][] {
  const { i, j } = block;
  const south = (from: number, to: number): Spot[] => spotsBetween(lines.seam("v", j, i), from, to);
  const north = (from: number, to: number): Spot[] =>
    spotsBetween(lines.seam("v", j + 1, i), from, to);
  const west = (from: number, to: number): Spot[] => spotsBetween(lines.seam("u", i, j), from, to);
  const east = (from: number, to: number): Spot[] =>
    spotsBetween(lines.seam("u", i + 1, j), from, to);
  const border = block.streets.find((each) => each.isPartBorder);
  if (!border) return [joined([south(i, i + 1), east(j, j + 1), north(i + 1, i), west(j + 1, j)])];
  const { at } = border;
  const middle = (from: number, to: number): Spot[] =>
    spotsBetween(lines.street(block, border), from, to);
  return border.fixed === "u"
    ? [
        joined([south(i, at), middle(j, j + 1), north(at, i), west(j + 1, j)]),
        joined([south(at, i + 1), east(j, j + 1), north(i + 1, at), middle(j + 1, j)]),
      ]
    : [
        joined([south(i, i + 1), east(j, at), middle(i + 1, i), west(at, j)]),
        joined([middle(i, i + 1), east(at, j + 1), north(i + 1, i), west(j + 1, at)]),
      ];
}

/** One ring from runs that each begin where the one before ended. */
const joined = (runs: readonly (readonly Spot[])[]): Spot[] =>
  runs.flatMap((run) => run.slice(0, -1));
