import type { Position } from "../../geometry/index.ts";
import type { AreaMembership } from "../answer/area-sums.ts";
import type {
  Attachments,
  AttachFailure,
  AttachOptions,
  EdgeFinder,
} from "../attach/attach-points.ts";
import { attachPoints } from "../attach/attach-points.ts";
import type { CoverageDefinition } from "../answer/definition.ts";
import { LiveReach } from "./live-reach.ts";
import type { GateStateOf } from "../network/network-input.ts";
import { LiveStations, type NearStation } from "./live-stations.ts";

export interface LiveCoverageInput {
  readonly finder: EdgeFinder;
  /** From `attachBuildings`. */
  readonly points: Attachments;
  /** Households of each building; unknown counts 0. */
  readonly households: Int32Array;
  readonly areas: AreaMembership;
  readonly definition: Pick<CoverageDefinition, "measure" | "gates">;
  readonly attach?: AttachOptions;
  readonly gateState?: GateStateOf | undefined;
}

/**
 * Coverage that follows the pointer: one small sweep for a station that is added, moved or closed,
 * and nothing else is computed again. Every building keeps the list of the stations that cover it.
 * It changes in place and belongs to one owner, a worker or an edit session.
 */
export class LiveCoverage {
  /** Households and buildings covered, by area and in all. */
  readonly coveredByArea: Int32Array;
  readonly buildingsByArea: Int32Array;
  coveredTotal = 0;
  coveredBuildings = 0;
  readonly #input: LiveCoverageInput;
  readonly #reach: LiveReach;
  readonly #stations: LiveStations;
  readonly #areas: { readonly first: Uint32Array; readonly areas: Uint32Array };
  /** Households for whom each station is the nearest, by its number. */
  readonly #served: number[] = [];

  constructor(input: LiveCoverageInput) {
    const { finder, points, areas, definition, attach, gateState } = input;
    this.#input = input;
    this.#reach = new LiveReach({ network: finder.network, points, definition, gateState });
    this.#areas = packAreas(points.count, areas);
    this.coveredByArea = new Int32Array(areas.count);
    this.buildingsByArea = new Int32Array(areas.count);
    this.#stations = new LiveStations({
      finder,
      reach: this.#reach,
      pointCount: points.count,
      attach,
      onNearest: (building, before, after) => this.#hand(building, before, after),
    });
  }

  /**
   * Adds a station, moves it, or closes it (`null`). Answers the buildings that may have to be
   * painted again; valid until the next change.
   */
  setStation(id: string, position: Position | null): Uint32Array {
    return this.#stations.set(id, position);
  }

  /** Opens or shuts a gate (every link of its id): all stations look again where they reach. */
  setGate(id: string, isOpen: boolean): Uint32Array {
    return this.#stations.setGate(id, isOpen);
  }

  isGateOpen(id: string): boolean {
    return this.#reach.isGateOpen(id);
  }

  /** The stations that cover a building, nearest first; of equal ones the first by id. */
  stationsOf(building: number): NearStation[] {
    return this.#stations.stationsOf(building);
  }

  /** The nearest station within the limit; of equal ones the first by id. */
  nearest(building: number): NearStation | null {
    return this.stationsOf(building)[0] ?? null;
  }

  isCovered(building: number): boolean {
    return this.unitsOf(building) >= 0;
  }

  /** Units to the nearest station within the limit; -1 without one. */
  unitsOf(building: number): number {
    return this.#stations.unitsOf(building);
  }

  /** Households for whom the station is the nearest within the limit. */
  householdsOf(id: string): number {
    return this.#served[this.#stations.numberOf(id)] ?? 0;
  }

  /** Why a station serves nobody; `null`: it stands on the network, or is not there. */
  failureOf(id: string): AttachFailure | null {
    return this.#stations.failureOf(id);
  }

  /** Units to the nearest station however far, -1 without a path: one sweep over everything. */
  unitsEverywhere(): Int32Array {
    const { finder, attach } = this.#input;
    return this.#reach.nearestOf(attachPoints(finder, this.#stations.positions(), attach)).units;
  }

  /** A building's nearest station is another one now; -1 for none. */
  #hand(building: number, before: number, after: number): void {
    const households = this.#input.households[building] ?? 0;
    if (before >= 0) this.#served[before] = (this.#served[before] ?? 0) - households;
    else this.#count(building, 1);
    if (after >= 0) this.#served[after] = (this.#served[after] ?? 0) + households;
    else this.#count(building, -1);
  }

  #count(building: number, sign: 1 | -1): void {
    const households = sign * (this.#input.households[building] ?? 0);
    this.coveredTotal += households;
    this.coveredBuildings += sign;
    const { first, areas } = this.#areas;
    const end = first[building + 1] ?? 0;
    for (let at = first[building] ?? 0; at < end; at++) {
      const area = areas[at] ?? 0;
      this.coveredByArea[area] = (this.coveredByArea[area] ?? 0) + households;
      this.buildingsByArea[area] = (this.buildingsByArea[area] ?? 0) + sign;
    }
  }
}

/** The areas of each building as columns. */
function packAreas(buildings: number, { areasOfBuilding, count }: AreaMembership) {
  const first = new Uint32Array(buildings + 1);
  const areas: number[] = [];
  for (let building = 0; building < buildings; building++) {
    for (const area of areasOfBuilding[building] ?? []) {
      if (area >= 0 && area < count) areas.push(area);
    }
    first[building + 1] = areas.length;
  }
  return { first, areas: Uint32Array.from(areas) };
}
