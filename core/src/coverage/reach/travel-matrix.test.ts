import { expect, it } from "vitest";
import { attachPoints, EdgeFinder } from "../attach/attach-points.ts";
import { at, line, networkOf, streetGrid } from "../fixtures/made-town.ts";
import type { CompoundInput } from "../network/network-input.ts";
import type { Network } from "../network/network.ts";
import { reverseTravelTimes, travelMatrix } from "./travel-matrix.ts";

type Place = readonly [east: number, north: number];

const attach = (network: Network, places: readonly Place[]) =>
  attachPoints(
    new EdgeFinder(network),
    places.map((place) => at(...place)),
  );

it("a matrix has every pair, obeys one-way steps, and says -1 where there is no way", () => {
  const down = line("down", [at(0, 0), at(100, 0)], { highway: "steps", oneway: "yes" });
  const network = networkOf([down, line("elsewhere", [at(500, 0), at(600, 0)])]);
  const points = attach(network, [
    [0, 0],
    [100, 0],
    [550, 0],
  ]);
  const rows = [
    ...travelMatrix(network, { origins: points, targets: points }, { kind: "distance" }),
  ];
  const metres = rows.map(({ units }) =>
    Array.from(units, (unit) => (unit < 0 ? unit : Math.round(unit / 10))),
  );
  expect(metres).toEqual([
    [0, 100, -1],
    [-1, 0, -1],
    [-1, -1, 0],
  ]);
});

it("the search backwards from one incident agrees with the matrix towards it", () => {
  const lines = streetGrid(6, 100, (street) => [3, 6].includes(street));
  const network = networkOf([
    ...lines,
    line("ramp", [at(20, 30), at(220, 430)], { oneway: "yes" }),
  ]);
  const staff: Place[] = [
    [0, 0],
    [310, 200],
    [500, 470],
    [120, 230],
  ];
  const origins = attach(network, staff);
  const targets = attach(network, [[210, 410]]);
  const weighting = { kind: "time", metresPerSecond: 1.25 } as const;
  const backwards = reverseTravelTimes(network, targets, origins, weighting);
  const forwards = [...travelMatrix(network, { origins, targets }, weighting)].map(
    ({ units }) => units[0],
  );
  expect([...backwards]).toEqual(forwards);
  expect(Math.min(...backwards)).toBeGreaterThan(0);
});

it("staff on duty pass gates and walls that bind residents", () => {
  const estate: CompoundInput = {
    id: "c",
    access: "closed",
    geometry: {
      type: "Polygon",
      coordinates: [[at(50, -50), at(150, -50), at(150, 50), at(50, 50), at(50, -50)]],
    },
  };
  const network = networkOf([line("through", [at(0, 0), at(200, 0)])], { compounds: [estate] });
  const [staff, incident] = [attach(network, [[0, 0]]), attach(network, [[200, 0]])];
  const distance = { kind: "distance" } as const;
  expect((reverseTravelTimes(network, incident, staff, distance)[0] ?? -1) / 100).toBeCloseTo(
    20,
    0,
  );
  const [row] = travelMatrix(network, { origins: staff, targets: incident }, distance);
  expect(row?.units[0]).toBe(-1);
});

it("cars take the fast road although it is longer, and only the way it runs", () => {
  const network = networkOf(
    [
      line("lane", [at(0, 0), at(400, 0)], { highway: "living_street" }),
      line("road", [at(0, 0), at(200, 150), at(400, 0)], { highway: "primary", oneway: "yes" }),
      line("path", [at(0, 0), at(200, 10), at(400, 0)]),
    ],
    { mode: "drive" },
  );
  const [west, east] = [attach(network, [[0, 0]]), attach(network, [[400, 0]])];
  const seconds = (target: typeof west, source: typeof west) =>
    (reverseTravelTimes(network, target, source, { kind: "drive" })[0] ?? -1) / 10;
  expect(seconds(east, west)).toBeCloseTo(500 / (40 / 3.6), 0);
  expect(seconds(west, east)).toBeCloseTo(400 / (10 / 3.6), 0);
});
