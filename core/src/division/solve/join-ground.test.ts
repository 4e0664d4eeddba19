import { expect, test } from "vitest";
import { BARRIER } from "../../topology/index.ts";
import { joinGround } from "./join-ground.ts";
import { allUnits, latticeGraph } from "../model/test-lattice.ts";

/** Houses in the first and last column, a verge along each, a road between the verges. */
const street = latticeGraph({
  columns: 4,
  rows: 2,
  householdsOf: (unit) => ([0, 3].includes(unit % 4) ? 20 : 0),
  barrierOf: (a, b) =>
    a % 4 === 1 && b % 4 === 2
      ? BARRIER.arterial
      : b - a === 1
        ? BARRIER.compoundWall
        : BARRIER.lane,
});
const single = allUnits(street).map((unit) => [unit]);

test("verges join the houses on their side of the road", () => {
  expect(joinGround(street, single, 2_500)).toEqual([
    [0, 1],
    [2, 3],
    [4, 5],
    [6, 7],
  ]);
});

test("large ground stays an atom of its own", () => {
  expect(joinGround(street, single, 2_499)).toEqual([[0], [3], [4], [7], [1], [2], [5], [6]]);
});
