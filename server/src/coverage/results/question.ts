import {
  DEFAULT_SPEEDS,
  type CoverageDefinition,
  type Measure,
  type Moment,
} from "@onegrid/core/coverage";
import type { CoverageQuery } from "@onegrid/core/coverage/contract";
import type { StationPlace } from "@onegrid/db/coverage";
import type { AskedScenario } from "../scenarios/scenario-inputs.ts";
import type { Places } from "./building-places.ts";
import { shortHash } from "./region-coverage.ts";

/** Kinds that count for the ten-minute circle; start values of the domain. */
const CIRCLE_KINDS = [
  "service_centre",
  "red_station",
  "compound_station",
  "pioneer_station",
  "party_square",
  "worker_stop",
];

/** Names a question without the state of the data: what figures of different days have in common. */
export const seriesOf = (query: CoverageQuery, moment?: Moment): string =>
  shortHash(JSON.stringify(partsOf(query, moment)));

/** What one question asks, whatever the state of the data; its hour as the calendar in force has it. */
export const partsOf = (query: CoverageQuery, moment: Moment | undefined): readonly unknown[] => [
  measureOf(query),
  gatesOf(query),
  kindsOf(query),
  [moment, query.service],
];

export const kindsOf = ({ kinds }: CoverageQuery): readonly string[] =>
  kinds === undefined ? CIRCLE_KINDS : [...new Set(kinds.split(","))].toSorted();

function measureOf(query: CoverageQuery): Measure {
  if (query.basis === "distance") return { basis: "distance", metres: query.metres ?? 500 };
  const profile = query.profile ?? "adult";
  return {
    basis: "time",
    seconds: Math.round((query.minutes ?? 10) * 60),
    profile,
    metresPerSecond: query.speed ?? DEFAULT_SPEEDS[profile],
  };
}

export type Gates = NonNullable<CoverageQuery["gates"]>;

export const gatesOf = ({ gates = "optimistic" }: CoverageQuery): Gates => gates;

/** What is asked of every region; versions and gates are known when all of them are computed. */
export function definitionOf(
  query: CoverageQuery,
  data: {
    readonly places: Places;
    readonly stations: readonly StationPlace[];
    readonly scenario: AskedScenario | null;
    readonly moment: Moment | undefined;
  },
): CoverageDefinition {
  const { moment } = data;
  const stationSet = data.stations.map(({ id, position }) => `${id}@${position.join()}`).join();
  return {
    measure: measureOf(query),
    direction: "home-to-station",
    gates: gatesOf(query),
    households: data.places.householdSource,
    kinds: kindsOf(query),
    ...(moment === undefined ? {} : { moment }),
    ...(query.service === undefined ? {} : { service: query.service }),
    networkVersion: "",
    stationSetVersion: shortHash(stationSet),
    ...(data.scenario?.version && { scenarioVersion: data.scenario.version }),
  };
}
