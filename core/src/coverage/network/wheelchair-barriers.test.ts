import { assert, pre, property } from "fast-check";
import { expect, it } from "vitest";
import { DEFAULT_SPEEDS, type Profile } from "../answer/definition.ts";
import { computeCoverage } from "../answer/compute-coverage.ts";
import { EdgeFinder } from "../attach/attach-points.ts";
import { at, definitionOf, line } from "../fixtures/made-town.ts";
import { anyOddCity, toOptions, toOsm, type Place } from "../fixtures/odd-city.ts";
import type { WayTags } from "./access-rules.ts";
import { buildNetwork } from "./build-network.ts";
import { joinLines, type NetworkLine } from "./join-lines.ts";
import type { Network } from "./network.ts";
import { osmNetworkInput } from "./osm-network.ts";

function networkWith(lines: readonly NetworkLine[], tags: WayTags, place: Place): Network {
  const points = [{ position: at(...place), tags }];
  const { input } = joinLines(lines, points, { crossings: "shared-vertices" });
  const built = buildNetwork(input, { mode: "foot" });
  if (!built.ok) throw new Error(built.error.code);
  return built.value.network;
}

/** Tenths of a second from each home to the station at the profile's own speed; -1 without a way. */
function unitsOf(
  network: Network,
  profile: Profile,
  { homes, stations }: { homes: readonly Place[]; stations: readonly Place[] },
): number[] {
  const point = (place: Place, i: number) => ({ id: `${i}`, position: at(...place) });
  const measure = {
    basis: "time",
    seconds: 600,
    profile,
    metresPerSecond: DEFAULT_SPEEDS[profile],
  } as const;
  const result = computeCoverage({
    finder: new EdgeFinder(network),
    buildings: homes.map((place, i) => ({ ...point(place, i), households: 1 })),
    stations: stations.map(point),
    definition: definitionOf(measure, network),
  });
  if (!result.ok) throw new Error(result.error.code);
  return [...result.value.units];
}

const path = line("path", [at(0, 0), at(50, 0), at(100, 0)]);
const across = line("across", [at(50, 0), at(50, 60)]);
const kissingGate = { barrier: "kissing_gate" };

it("a stile on a path stops the wheelchair and nobody else, and costs them no time", () => {
  const ends = { homes: [[0, 3]], stations: [[100, 3]] } as const;
  const barred = networkWith([path], kissingGate, [50, 0]);
  const free = networkWith([path], {}, [50, 0]);
  const slow = unitsOf(free, "slow", ends);
  expect(unitsOf(free, "wheelchair", ends)).toEqual(slow);
  expect(Math.abs((unitsOf(barred, "slow", ends)[0] ?? NaN) - (slow[0] ?? NaN))).toBeLessThan(2);
  expect(unitsOf(barred, "wheelchair", ends)).toEqual([-1]);
});

it("a stile where paths meet parts each of them from the others, and shuts none of them", () => {
  const network = networkWith([path, across], kissingGate, [50, 0]);
  const homes = [
    [10, 3],
    [90, 3],
    [53, 50],
  ] as const;
  const units = unitsOf(network, "wheelchair", { homes, stations: [[40, 3]] });
  expect(units.map((value) => value >= 0)).toEqual([true, false, false]);
  expect(unitsOf(network, "adult", { homes, stations: [[40, 3]] })).not.toContain(-1);
});

it("along a raised kerb a wheelchair goes on, over it not", () => {
  const crossing = line("crossing", [at(50, 0), at(50, 60)], { footway: "crossing" });
  const kerb = { kerb: "raised" };
  const network = networkWith([path, crossing], kerb, [50, 0]);
  const homes = [
    [90, 3],
    [53, 50],
  ] as const;
  const along = unitsOf(network, "wheelchair", { homes, stations: [[10, 3]] });
  expect(along.map((value) => value >= 0)).toEqual([true, false]);
  const over = networkWith([path], kerb, [50, 0]);
  expect(unitsOf(over, "wheelchair", { homes: [[0, 3]], stations: [[100, 3]] })).toEqual([-1]);
});

it("a kerb or a stile at the end of a way bars nothing that is not crossed", () => {
  const ends = { homes: [[0, 3]], stations: [[100, 3]] } as const;
  for (const tags of [kissingGate, { kerb: "raised" }]) {
    const [units = -1] = unitsOf(networkWith([path], tags, [100, 0]), "wheelchair", ends);
    expect(units).toBeGreaterThan(0);
  }
});

it("nobody lives at a barrier: whoever is nearest to it is on one of the ways beside it", () => {
  const network = networkWith([path], kissingGate, [50, 0]);
  const homes = [[50, 5]] as const;
  const west = unitsOf(network, "wheelchair", { homes, stations: [[10, 3]] });
  const east = unitsOf(network, "wheelchair", { homes, stations: [[90, 3]] });
  expect([west, east].flat().filter((units) => units < 0)).toHaveLength(1);
});

it("a path too narrow for it is shut to the wheelchair, and open to the slow walker", () => {
  const narrow = line("path", [at(0, 0), at(100, 0)], { "maxwidth:physical": "0.7" });
  const ends = { homes: [[10, 3]], stations: [[90, 3]] } as const;
  const network = networkWith([narrow], {}, [0, 0]);
  expect(unitsOf(network, "wheelchair", ends)).toEqual([-1]);
  expect(unitsOf(network, "slow", ends)[0]).toBeGreaterThan(900);
});

const orNever = (units: number): number => (units < 0 ? Infinity : units);

it("in no city is the wheelchair faster than the slow walker at the same speed", () => {
  expect(DEFAULT_SPEEDS.wheelchair).toBe(DEFAULT_SPEEDS.slow);
  assert(
    property(anyOddCity, (city) => {
      const built = buildNetwork(osmNetworkInput(toOsm(city)), toOptions(city));
      pre(built.ok);
      const { network } = built.value;
      const ends = { homes: city.buildings, stations: city.stations };
      const slow = unitsOf(network, "slow", ends).map(orNever);
      const wheelchair = unitsOf(network, "wheelchair", ends).map(orNever);
      wheelchair.forEach((units, i) => {
        expect(units).toBeGreaterThanOrEqual(slow[i] ?? NaN);
      });
    }),
    { numRuns: 100 },
  );
});
