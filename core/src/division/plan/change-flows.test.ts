import { expect, test } from "vitest";
import { changeFlows } from "./change-flows.ts";
import { makeGround } from "../model/make-ground.ts";
import { latticeGraph } from "../model/test-lattice.ts";

test("a change is told by who gives how much to whom, the most first", () => {
  const graph = latticeGraph({ columns: 3, rows: 1, householdsOf: (unit) => 10 * (unit + 1) });
  const ground = makeGround(graph, ["a", "b", "c"]);
  const moves = [
    { unitId: "a", from: "1", to: "2" },
    { unitId: "b", from: null, to: "2" },
    { unitId: "c", from: "1", to: "2" },
    { unitId: "of another base", from: "1", to: null },
  ];
  expect(changeFlows(ground, { moves }, () => 2)).toEqual([
    { from: "1", to: "2", units: 2, households: 40, buildings: 4 },
    { from: null, to: "2", units: 1, households: 20, buildings: 2 },
    { from: "1", to: null, units: 1, households: 0, buildings: 0 },
  ]);
});
