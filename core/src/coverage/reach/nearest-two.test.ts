import { array, assert, integer, property, tuple } from "fast-check";
import { expect, it } from "vitest";
import { attachBuildings } from "../attach/attach-buildings.ts";
import { attachPoints, EdgeFinder } from "../attach/attach-points.ts";
import { StationReach } from "../answer/compute-coverage.ts";
import { at, definitionOf, networkOf, streetGrid, TEN_MINUTES } from "../fixtures/made-town.ts";
import { findNearestTwo } from "./nearest-two.ts";

const SQUARE = [at(120, 120), at(380, 120), at(380, 380), at(120, 380), at(120, 120)];
const network = networkOf(
  streetGrid(6, 100, (street) => street === 3),
  {
    compounds: [
      { id: "c", access: "closed", geometry: { type: "Polygon", coordinates: [SQUARE] } },
    ],
    gates: [
      { id: "n", compoundId: "c", position: at(300, 380), access: "public", evidence: "surveyed" },
    ],
  },
);
const finder = new EdgeFinder(network);
const definition = definitionOf(TEN_MINUTES, network);
const anyPlace = tuple(integer({ min: -20, max: 520 }), integer({ min: -20, max: 520 }));
const places = (min: number) => array(anyPlace, { minLength: min, maxLength: 9 });

function reachOf(stations: readonly (readonly [number, number])[]): StationReach {
  const positions = stations.map((place) => at(...place));
  return new StationReach(network, { stations: attachPoints(finder, positions), definition });
}

it("nearest and second nearest are the two least of walks from each station by itself", () => {
  assert(
    property(places(1), places(1), (stations, homes) => {
      const points = attachBuildings(
        finder,
        homes.map((place, i) => ({ id: `${i}`, position: at(...place), households: 1 })),
      );
      const { nearest, second } = findNearestTwo(reachOf(stations), points);
      const alone = stations.map((station) => reachOf([station]).read(points).units);
      homes.forEach((_, home) => {
        const units = alone.map((each) => each[home] ?? -1).filter((each) => each >= 0);
        const [first = -1, next = -1] = units.toSorted((a, b) => a - b);
        expect([nearest.units[home], second.units[home]]).toEqual([first, next]);
        const owner = second.owner[home] ?? -1;
        expect(alone[owner]?.[home] ?? -1).toBe(next);
        expect(owner >= 0 && owner === nearest.owner[home]).toBe(false);
      });
    }),
    { numRuns: 60 },
  );
});
