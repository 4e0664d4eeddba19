import { expect, it } from "vitest";
import { attachPoints, EdgeFinder } from "../attach/attach-points.ts";
import { computeCoverage } from "../answer/compute-coverage.ts";
import { at, definitionOf, networkOf, streetGrid, TEN_MINUTES } from "../fixtures/made-town.ts";
import { metresBetween } from "../network/local-plane.ts";
import { reachOfCandidates } from "./candidate-reach.ts";
import { candidatesEverywhere } from "./candidates-everywhere.ts";
import { rowOf } from "./incidence.ts";

const network = networkOf(streetGrid(9, 250, (street) => street % 5 === 3));
const finder = new EdgeFinder(network);
const definition = definitionOf(TEN_MINUTES, network);
const homes = Array.from({ length: 80 }, (_, i) => at((i * 137) % 2000, (i * 271) % 2000));

it("a candidate covers the buildings that a station in its place covers", () => {
  const candidates = [at(500, 500), at(1500, 770), at(9000, 9000)];
  const points = attachPoints(finder, homes);
  const { reach, stranded } = reachOfCandidates(finder, candidates, { points, definition });
  expect([...stranded]).toEqual([[2, "too-far"]]);
  const buildings = homes.map((position, i) => ({ id: `b${i}`, position, households: 1 }));
  const byStation = candidates.map((position) => {
    const coverage = computeCoverage({
      finder,
      buildings,
      definition,
      stations: [{ id: "s", position }],
    });
    if (!coverage.ok) throw new Error(coverage.error.code);
    return [...homes.keys()].filter((i) => coverage.value.buildings[i]?.state === "covered");
  });
  expect(candidates.map((_, i) => [...rowOf(reach, i)])).toEqual(byStation);
  expect(byStation[0]?.length).toBeGreaterThan(5);
});

it("candidates everywhere stand on the network, one to a square, where they are wanted", () => {
  const all = candidatesEverywhere(network, 400);
  expect(all.length).toBeGreaterThan(20);
  expect(attachPoints(finder, all).failures.size).toBe(0);
  expect(all.length).toBeLessThanOrEqual(36);
  const near = candidatesEverywhere(
    network,
    400,
    (position) => metresBetween(position, at(0, 0)) < 900,
  );
  expect(near.every((position) => metresBetween(position, at(0, 0)) < 900)).toBe(true);
  expect(near.length).toBeGreaterThan(0);
});
