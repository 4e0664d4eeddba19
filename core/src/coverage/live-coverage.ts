import type { Position } from "../geometry/index.ts";
import {
  attachPoints,
  type Attachments,
  type AttachOptions,
  type EdgeFinder,
} from "./attach-points.ts";
import { BallFinder, type Ball } from "./ball-finder.ts";
import type { CoverageDefinition } from "./definition.ts";
import type { Network } from "./network.ts";

export interface LiveCoverageInput {
  readonly finder: EdgeFinder;
  /** From `attachBuildings`. */
  readonly points: Attachments;
  /** Households of each building; unknown counts 0. */
  readonly households: Int32Array;
  /** Area of each building, -1 for none. */
  readonly areaOfBuilding: Int32Array;
  readonly areaCount: number;
  readonly definition: Pick<CoverageDefinition, "measure" | "gates">;
  readonly attach?: AttachOptions;
}

export interface NearStation {
  readonly station: string;
  readonly units: number;
}

/**
 * Coverage that follows the pointer: one small sweep for a station that is added, moved or removed,
 * and nothing else is computed again. Every building keeps the list of the stations that cover it
 * (two would not do: after one is gone the third is unknown).
 * It changes in place and belongs to one owner, a worker or an edit session.
 */
export class LiveCoverage {
  /** Households covered, by area and in all. */
  readonly coveredByArea: Int32Array;
  coveredTotal = 0;
  readonly #input: LiveCoverageInput;
  readonly #network: Network;
  readonly #reach: BallFinder;
  readonly #balls = new Map<string, Ball>();
  /** Covering stations of each building with their units. */
  readonly #covering: Map<string, number>[];

  constructor(input: LiveCoverageInput) {
    this.#input = input;
    this.#network = input.finder.network;
    this.#reach = new BallFinder(this.#network, input);
    this.coveredByArea = new Int32Array(input.areaCount);
    this.#covering = Array.from({ length: input.points.count }, () => new Map<string, number>());
  }

  /**
   * Adds a station, moves it, or removes it (`null`). Answers the buildings whose covering stations
   * changed: those to be painted again.
   */
  setStation(id: string, position: Position | null): Uint32Array {
    const old = this.#balls.get(id);
    const changed = new Set<number>(old?.buildings);
    old?.buildings.forEach((building) => this.#withdraw(building, id));
    this.#balls.delete(id);
    if (position !== null) {
      const place = attachPoints(this.#input.finder, [position], this.#input.attach);
      const ball = this.#reach.find(place);
      this.#balls.set(id, ball);
      ball.buildings.forEach((building, i) => {
        this.#cover(building, id, ball.units[i] ?? 0);
        changed.add(building);
      });
    }
    return Uint32Array.from(changed);
  }

  /** The nearest station within the limit; of equal ones the first by id. */
  nearest(building: number): NearStation | null {
    const all = [...(this.#covering[building] ?? [])];
    if (all.length === 0) return null;
    const [station, units] = all.reduce((best, next) => {
      const isNearer = next[1] < best[1] || (next[1] === best[1] && next[0] < best[0]);
      return isNearer ? next : best;
    });
    return { station, units };
  }

  isCovered(building: number): boolean {
    return (this.#covering[building]?.size ?? 0) > 0;
  }

  #cover(building: number, station: string, units: number): void {
    const stations = this.#covering[building];
    if (stations === undefined) return;
    if (stations.size === 0) this.#count(building, 1);
    stations.set(station, units);
  }

  #withdraw(building: number, station: string): void {
    const stations = this.#covering[building];
    if (stations?.delete(station) === true && stations.size === 0) this.#count(building, -1);
  }

  #count(building: number, sign: 1 | -1): void {
    const households = sign * (this.#input.households[building] ?? 0);
    const area = this.#input.areaOfBuilding[building] ?? -1;
    this.coveredTotal += households;
    if (area >= 0) this.coveredByArea[area] = (this.coveredByArea[area] ?? 0) + households;
  }
}
