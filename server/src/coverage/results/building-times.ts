import type { BuildingCoverage } from "@onegrid/core/coverage";
import { REASONS, STATES, type CoverColumns } from "../compute/compute-tasks.ts";
import type { Places } from "./building-places.ts";
import type { StationPlace } from "@onegrid/db/coverage";

/** What was computed of every building, as columns in the order of the places. NaN and -1 stand for none. */
export interface BuildingTimes extends Pick<
  CoverColumns,
  "state" | "seconds" | "metres" | "reason"
> {
  /** Position in the stations of the result. */
  readonly station: Int32Array;
}

interface Timed {
  readonly times: BuildingTimes;
  readonly places: Pick<Places, "buildings">;
  readonly stations: readonly StationPlace[];
}

const COVERED = STATES.indexOf("covered");
export const NOT_COMPUTABLE = STATES.indexOf("not-computable");

/** Before anything is computed: a building that no region reaches cannot be computed. */
export function emptyTimes(count: number): BuildingTimes {
  return {
    state: new Uint8Array(count).fill(NOT_COMPUTABLE),
    station: new Int32Array(count).fill(-1),
    seconds: new Float64Array(count).fill(Number.NaN),
    metres: new Float64Array(count).fill(Number.NaN),
    reason: new Int8Array(count).fill(REASONS.indexOf("too-far")),
  };
}

export const stateAt = ({ state }: BuildingTimes, at: number): BuildingCoverage["state"] =>
  STATES[state[at] ?? -1] ?? "not-computable";

export const isCoveredAt = ({ state }: BuildingTimes, at: number): boolean => state[at] === COVERED;

/** One building as everybody speaks of it; `undefined` where there is none. */
export function buildingAt(
  { times, places, stations }: Timed,
  at: number,
): BuildingCoverage | undefined {
  const place = places.buildings[at];
  return (
    place && {
      id: place.id,
      households: place.households,
      state: stateAt(times, at),
      station: stations[times.station[at] ?? -1]?.id ?? null,
      seconds: numberAt(times.seconds, at),
      metres: numberAt(times.metres, at),
      reason: REASONS[times.reason[at] ?? -1] ?? null,
    }
  );
}

function numberAt(values: Float64Array, at: number): number | null {
  const value = values[at] ?? Number.NaN;
  return Number.isNaN(value) ? null : value;
}
