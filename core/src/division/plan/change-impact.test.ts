import { expect, test } from "vitest";
import { countByGrid, impactOfMoves, staffNeeded } from "./change-impact.ts";
import { emptyDivision, makeGround } from "../model/make-ground.ts";
import { latticeGraph } from "../model/test-lattice.ts";

const ground = makeGround(latticeGraph({ columns: 4, rows: 1 }), ["a", "b", "c", "d"]);
const around = {
  stationsOf: [1, 0, 0, 2],
  casesOf: [0, 3, 0, 1],
  buildingsOf: [2, 2, 0, 1],
  teamOf: [0, 0, -1, 1],
  holders: [5, 7],
};

test("what changes hands is what stands in the units that move; a team counts once", () => {
  const moves = [{ unitId: "a" }, { unitId: "b" }, { unitId: "c" }];
  expect(impactOfMoves({ ground }, moves, around)).toEqual({
    buildings: 4,
    stations: 1,
    cases: 3,
    teams: 1,
    holders: 5,
  });
});

test("a grid without a station is told from one with two", () => {
  const division = {
    ...emptyDivision("d", ground),
    grids: ["1", "2"],
    gridOf: ["1", "2", "2", null],
  };
  expect(countByGrid(division, around.stationsOf)).toEqual(
    new Map([
      ["1", 1],
      ["2", 0],
    ]),
  );
});

test("staff: four, and one for every 300 households begun", () => {
  expect([0, 1, 300, 301, 3000].map(staffNeeded)).toEqual([4, 5, 5, 6, 14]);
});
