import { walkOf } from "@onegrid/core/coverage";
import type { StationPlace } from "@onegrid/db/coverage";
import type { ComputeThread } from "../compute/compute-thread.ts";
import type { CoverageResult } from "./coverage-results.ts";
import { onceFor } from "./once-for.ts";
import { coverTask } from "./region-coverage.ts";

/** Columns in the order of the places. -1: there is no other station to walk to. */
export interface SecondTimes {
  /** Position in the stations of the result. */
  readonly station: Int32Array;
  /** 0.1 s or 0.1 m, as the definition measures. */
  readonly units: Int32Array;
}

/** Where the people of a building go when their nearest station is closed. */
export interface SecondStation {
  readonly station: StationPlace;
  readonly seconds: number;
  readonly metres: number;
}

/** The second-nearest station (第二近站点) of every building: worked out when first asked for. */
export class SecondNearest {
  readonly #thread: ComputeThread;
  readonly #kept = new WeakMap<CoverageResult, Promise<SecondTimes>>();

  constructor(thread: ComputeThread) {
    this.#thread = thread;
  }

  of(result: CoverageResult): Promise<SecondTimes> {
    return onceFor(this.#kept, result, () => this.#compute(result));
  }

  async #compute({ coverage, parts, places, stations }: CoverageResult): Promise<SecondTimes> {
    const count = places.buildings.length;
    const station = new Int32Array(count).fill(-1);
    const units = new Int32Array(count).fill(-1);
    const stationAt = new Map(stations.map(({ id }, at) => [id, at]));
    for (const part of parts) {
      const found = await this.#thread.do("second", coverTask(part, coverage.definition));
      const numbers = part.stations.map(({ id }) => stationAt.get(id) ?? -1);
      part.at.forEach((index, row) => {
        station[index] = numbers[found.station[row] ?? -1] ?? -1;
        units[index] = found.units[row] ?? -1;
      });
    }
    return { station, units };
  }
}

/** Of one building; `null` where no other station can be walked to. */
export function secondAt(
  { coverage, stations }: Pick<CoverageResult, "coverage" | "stations">,
  { station, units }: SecondTimes,
  at: number,
): SecondStation | null {
  const [other, walked = -1] = [stations[station[at] ?? -1], units[at]];
  return other && walked >= 0
    ? { station: other, ...walkOf(walked, coverage.definition.measure) }
    : null;
}
