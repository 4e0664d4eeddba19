import gcoordModule from "gcoord";
import { expect, it } from "vitest";
import type { Position } from "../../geometry/index.ts";
import { computeCoverage } from "../answer/compute-coverage.ts";
import { at, definitionOf, networkOf, streetGrid } from "../fixtures/made-town.ts";
import { EdgeFinder } from "./attach-points.ts";
import { proposeDatum, type Datum } from "./propose-datum.ts";

// See propose-datum.ts: the types and the module differ.
const gcoord = "default" in gcoordModule ? gcoordModule.default : gcoordModule;
const SYSTEMS = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;
const DATUMS: readonly Datum[] = ["wgs84", "gcj02", "bd09"];

const written = ([lng, lat]: Position, datum: Datum): Position => {
  const [x, y] = gcoord.transform([lng, lat], gcoord.WGS84, SYSTEMS[datum]);
  return [x, y];
};

/** Buildings 14 m beside the streets. */
const doors = Array.from({ length: 60 }, (_, i) => at((i % 8) * 140 + 14, 20 + i * 17));

const finderIn = (datum: Datum) =>
  new EdgeFinder(
    networkOf(
      streetGrid(20, 70).map((street) => ({
        ...street,
        coordinates: street.coordinates.map((place) => written(place, datum)),
      })),
    ),
  );

it.each(DATUMS.flatMap((network) => DATUMS.map((places) => [network, places] as const)))(
  "streets written in %s and doors in %s are told apart, and which is which",
  (network, places) => {
    const given = doors.map((door) => written(door, places));
    const { best, isSure, misfit } = proposeDatum(finderIn(network), given);
    // Both shifted alike fit each other: nothing to tell.
    const expected =
      network === places ? { network: "wgs84", places: "wgs84" } : { network, places };
    expect({ best, isSure }).toEqual({ best: expected, isSure: true });
    expect(misfit.asBest).toBeLessThanOrEqual(misfit.asGiven);
  },
);

it("places drawn on the ways themselves fit as they are", () => {
  const onWays = doors.map((_, i) => at((i % 8) * 140, 20 + i * 17));
  const { best, misfit } = proposeDatum(finderIn("wgs84"), onWays);
  expect({ best, misfit }).toMatchObject({
    best: { network: "wgs84", places: "wgs84" },
    misfit: { asGiven: 0 },
  });
});

it("is not sure about places that lie nowhere near, or have no place at all", () => {
  const finder = finderIn("wgs84");
  const far = doors.map(([lng, lat]) => [lng + 1, lat] as const);
  expect(proposeDatum(finder, far).isSure).toBe(false);
  expect(
    proposeDatum(finder, [
      [Number.NaN, 28],
      [500_000, 3_170_000],
    ]),
  ).toMatchObject({ sampled: 0, isSure: false });
});

it("doors sent through GCJ-02 are recognised, and whoever is not at the very limit keeps their state", () => {
  const finder = finderIn("wgs84");
  const seconds = 300;
  const stateOf = (places: readonly Position[]) => {
    const measure = { basis: "time", seconds, profile: "adult", metresPerSecond: 1.25 } as const;
    const result = computeCoverage({
      finder,
      buildings: places.map((position, i) => ({ id: `${i}`, position, households: 1 })),
      stations: [{ id: "s", position: at(420, 420) }],
      definition: definitionOf(measure, finder.network),
    });
    if (!result.ok) throw new Error(result.error.code);
    return result.value.buildings;
  };
  const sent = doors.map((door) => written(door, "gcj02"));
  const { best } = proposeDatum(finder, sent);
  expect(best.places).toBe("gcj02");
  const read = sent.map(([lng, lat]): Position => {
    const [x, y] = gcoord.transform([lng, lat], SYSTEMS[best.places], gcoord.WGS84);
    return [x, y];
  });
  const isClear = ({ seconds: own }: { seconds: number | null }) =>
    own === null || Math.abs(own - seconds) > 1;
  const before = stateOf(doors);
  const clear = before.map(isClear);
  const statesOf = (places: readonly Position[]) =>
    stateOf(places).flatMap(({ state }, i) => (clear[i] === true ? [state] : []));
  expect(statesOf(read)).toEqual(statesOf(doors));
  expect(new Set(statesOf(doors))).toEqual(new Set(["covered", "uncovered"]));
  expect(statesOf(sent)).not.toEqual(statesOf(doors));
});
