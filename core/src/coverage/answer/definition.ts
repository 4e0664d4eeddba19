import { fail, ok, type Result } from "../../result.ts";
import type { Moment } from "./moment.ts";
import {
  MAX_METRES_PER_SECOND,
  MIN_METRES_PER_SECOND,
  UNITS_PER_METRE_OR_SECOND,
  type Weighting,
} from "../reach/pack-graph.ts";

/** Who walks: an adult (常人), a slow walker (慢行老人), a wheelchair (轮椅), which no steps and barriers. */
export type Profile = "adult" | "slow" | "wheelchair";

/** Speeds to begin with, in metres a second. The client sets the real ones. */
export const DEFAULT_SPEEDS: Readonly<Record<Profile, number>> = {
  adult: 1.25,
  slow: 0.8,
  wheelchair: 0.8,
};

/** What counts as near: metres over the network (国标: 500 m), or seconds at a speed. */
export type Measure =
  | { readonly basis: "distance"; readonly metres: number }
  | {
      readonly basis: "time";
      readonly seconds: number;
      readonly profile: Profile;
      readonly metresPerSecond: number;
    };

/**
 * Which gates are taken for open: all (`optimistic`), or those surveyed or mapped (`pessimistic`).
 * `surveyed` is the same as pessimistic and says that no inferred gate is left in the area.
 */
export type GatePolicy = "surveyed" | "optimistic" | "pessimistic";

/** What a coverage figure means. It travels with every number, chart, page and file. */
export interface CoverageDefinition {
  readonly measure: Measure;
  /** People walk from home to the station; slopes and one-way exits make the two ways differ. */
  readonly direction: "home-to-station";
  readonly gates: GatePolicy;
  /** Where household counts come from: 登记, 估算, or some of each. */
  readonly households: "register" | "estimate" | "mixed" | "unknown";
  /** Only stations open at this hour count; without it hours are left aside (不限时段). */
  readonly moment?: Moment;
  /** Station kinds that count; without it those that were given. */
  readonly kinds?: readonly string[];
  /** Only stations that offer this service (服务) count. */
  readonly service?: string;
  readonly networkVersion: string;
  readonly stationSetVersion: string;
  /** `scenarioVersion` of what is supposed; absent for the state in force. */
  readonly scenarioVersion?: string;
}

/** A value and the definition it was computed under: the only shape a screen or file may show. */
export interface Covered<T> {
  readonly value: T;
  readonly definition: CoverageDefinition;
}

export type MeasureError =
  | {
      readonly code: "coverage.bad-limit";
      readonly limit: number;
      readonly min: number;
      readonly max: number;
    }
  | {
      readonly code: "coverage.bad-speed";
      readonly metresPerSecond: number;
      readonly min: number;
      readonly max: number;
    };

/** Two hours, ten kilometres: more is not walking to a service. */
const MAX_SECONDS = 7200;
const MAX_METRES = 10_000;

/** Refuses limits and speeds that make no sense or do not fit the engine. */
export function checkMeasure(measure: Measure): Result<Measure, MeasureError> {
  const limit = measure.basis === "distance" ? measure.metres : measure.seconds;
  const max = measure.basis === "distance" ? MAX_METRES : MAX_SECONDS;
  if (!(limit >= 1 && limit <= max)) {
    return fail({ code: "coverage.bad-limit", limit, min: 1, max });
  }
  if (measure.basis === "time") {
    const { metresPerSecond } = measure;
    const [least, most] = [MIN_METRES_PER_SECOND, MAX_METRES_PER_SECOND];
    if (!(metresPerSecond >= least && metresPerSecond <= most)) {
      return fail({ code: "coverage.bad-speed", metresPerSecond, min: least, max: most });
    }
  }
  return ok(measure);
}

export function weightingOf(measure: Measure): Weighting {
  if (measure.basis === "distance") return { kind: "distance" };
  const { metresPerSecond, profile } = measure;
  return { kind: "time", metresPerSecond, onWheels: profile === "wheelchair" };
}

/** The limit in whole units (0.1 m or 0.1 s): a building is covered when its units are at most this. */
export function limitUnits(measure: Measure): number {
  const limit = measure.basis === "distance" ? measure.metres : measure.seconds;
  return Math.round(limit * UNITS_PER_METRE_OR_SECOND);
}

/** The speed that turns metres into seconds where the measure itself is a distance. */
export function speedOf(measure: Measure): number {
  return measure.basis === "time" ? measure.metresPerSecond : DEFAULT_SPEEDS.adult;
}
