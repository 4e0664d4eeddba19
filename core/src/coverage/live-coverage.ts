import type { Position } from "../geometry/index.ts";
import type { AreaMembership } from "./area-sums.ts";
import {
  attachPoints,
  type Attachments,
  type AttachFailure,
  type AttachOptions,
  type EdgeFinder,
} from "./attach-points.ts";
import type { CoverageDefinition } from "./definition.ts";
import { LiveReach } from "./live-reach.ts";
import { ReachLists } from "./reach-lists.ts";

export interface LiveCoverageInput {
  readonly finder: EdgeFinder;
  /** From `attachBuildings`. */
  readonly points: Attachments;
  /** Households of each building; unknown counts 0. */
  readonly households: Int32Array;
  readonly areas: AreaMembership;
  readonly definition: Pick<CoverageDefinition, "measure" | "gates">;
  readonly attach?: AttachOptions;
}

/** A station that reaches a building, and in how many units (0.1 s or 0.1 m). */
export interface NearStation {
  readonly station: string;
  readonly units: number;
}

/** Where a station stands, or why it serves nobody. */
interface Standing {
  id: string;
  position: Position;
  failure: AttachFailure | null;
  /** Buildings it covers: the first `count`. */
  buildings: Uint32Array;
  count: number;
  /** Households for whom it is the nearest. */
  households: number;
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
  readonly #lists: ReachLists;
  readonly #areas: { readonly first: Uint32Array; readonly areas: Uint32Array };
  readonly #slots = new Map<string, number>();
  readonly #standing: (Standing | null)[] = [];
  readonly #free: number[] = [];
  /** Buildings touched by the present change, each once. */
  readonly #changed: Uint32Array;
  readonly #stamps: Uint32Array;
  #changedCount = 0;
  #stamp = 0;

  constructor(input: LiveCoverageInput) {
    const { points, areas, definition } = input;
    this.#input = input;
    this.#reach = new LiveReach({ network: input.finder.network, points, definition });
    this.#lists = new ReachLists(points.count, (slot, other) => this.#idOf(slot) < this.#idOf(other)); // prettier-ignore
    this.#areas = packAreas(points.count, areas);
    this.coveredByArea = new Int32Array(areas.count);
    this.buildingsByArea = new Int32Array(areas.count);
    this.#changed = new Uint32Array(points.count);
    this.#stamps = new Uint32Array(points.count);
  }

  /**
   * Adds a station, moves it, or closes it (`null`). Answers the buildings that may have to be
   * painted again; valid until the next change.
   */
  setStation(id: string, position: Position | null): Uint32Array {
    this.#begin();
    const slot = this.#slots.get(id);
    if (slot !== undefined) this.#withdraw(slot);
    if (position !== null) this.#place(slot ?? this.#takeSlot(id), position);
    else if (slot !== undefined) this.#dropSlot(slot, id);
    return this.#end();
  }

  /** Opens or shuts a gate (every link of its id): all stations look again where they reach. */
  setGate(id: string, isOpen: boolean): Uint32Array {
    this.#begin();
    if (!this.#reach.setGate(id, isOpen)) return this.#end();
    this.#standing.forEach((station, slot) => {
      if (station === null) return;
      this.#withdraw(slot);
      this.#place(slot, station.position);
    });
    return this.#end();
  }

  isGateOpen(id: string): boolean {
    return this.#reach.isGateOpen(id);
  }

  /** The stations that cover a building, nearest first; of equal ones the first by id. */
  stationsOf(building: number): NearStation[] {
    return this.#lists
      .entriesOf(building)
      .map(({ station, units }) => ({ station: this.#idOf(station), units }));
  }

  /** The nearest station within the limit; of equal ones the first by id. */
  nearest(building: number): NearStation | null {
    return this.stationsOf(building)[0] ?? null;
  }

  isCovered(building: number): boolean {
    return !this.#lists.isEmpty(building);
  }

  /** Units to the nearest station within the limit; -1 without one. */
  unitsOf(building: number): number {
    return this.#lists.nearestUnits(building);
  }

  /** Households for whom the station is the nearest within the limit. */
  householdsOf(id: string): number {
    return this.#standing[this.#slots.get(id) ?? -1]?.households ?? 0;
  }

  /** Why a station serves nobody; `null`: it stands on the network, or is not there. */
  failureOf(id: string): AttachFailure | null {
    return this.#standing[this.#slots.get(id) ?? -1]?.failure ?? null;
  }

  /** Units to the nearest station however far, -1 without a path: one sweep over everything. */
  unitsEverywhere(): Int32Array {
    const places = this.#standing.flatMap((station) => (station ? [station.position] : []));
    const { finder, attach } = this.#input;
    return this.#reach.nearestOf(attachPoints(finder, places, attach)).units;
  }

  #idOf(slot: number): string {
    return this.#standing[slot]?.id ?? "";
  }

  #takeSlot(id: string): number {
    const slot = this.#free.pop() ?? this.#standing.length;
    const buildings = new Uint32Array(FIRST_BALL);
    this.#standing[slot] = { id, position: [0, 0], failure: null, buildings, count: 0, households: 0 }; // prettier-ignore
    this.#slots.set(id, slot);
    return slot;
  }

  #dropSlot(slot: number, id: string): void {
    this.#standing[slot] = null;
    this.#slots.delete(id);
    this.#free.push(slot);
  }

  #place(slot: number, position: Position): void {
    const station = this.#standing[slot];
    if (!station) return;
    const { finder, attach } = this.#input;
    const place = attachPoints(finder, [position], attach);
    const reach = this.#reach;
    reach.find(place);
    station.position = position;
    station.failure = place.failures.get(0) ?? null;
    if (station.buildings.length < reach.count) {
      station.buildings = new Uint32Array(reach.count * 2);
    }
    station.count = reach.count;
    for (let i = 0; i < reach.count; i++) {
      const building = reach.points[i] ?? 0;
      station.buildings[i] = building;
      this.#cover(building, slot, reach.unitsOf(building));
    }
  }

  #withdraw(slot: number): void {
    const station = this.#standing[slot];
    if (!station) return;
    for (let i = 0; i < station.count; i++) this.#uncover(station.buildings[i] ?? 0, slot);
    station.count = 0;
  }

  #cover(building: number, slot: number, units: number): void {
    const before = this.#lists.nearest(building);
    this.#lists.insert(building, slot, units);
    this.#note(building);
    if (before < 0) this.#count(building, 1);
    this.#hand(building, before, this.#lists.nearest(building));
  }

  #uncover(building: number, slot: number): void {
    const before = this.#lists.nearest(building);
    this.#lists.remove(building, slot);
    this.#note(building);
    const after = this.#lists.nearest(building);
    if (after < 0) this.#count(building, -1);
    this.#hand(building, before, after);
  }

  /** A building's nearest station is another one now. */
  #hand(building: number, from: number, to: number): void {
    if (from === to) return;
    const households = this.#input.households[building] ?? 0;
    const giver = this.#standing[from];
    const taker = this.#standing[to];
    if (giver) giver.households -= households;
    if (taker) taker.households += households;
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

  #begin(): void {
    this.#stamp++;
    this.#changedCount = 0;
  }

  #note(building: number): void {
    if (this.#stamps[building] === this.#stamp) return;
    this.#stamps[building] = this.#stamp;
    this.#changed[this.#changedCount++] = building;
  }

  #end(): Uint32Array {
    return this.#changed.subarray(0, this.#changedCount);
  }
}

/** Room for the buildings of a station that is new; grows to twice what it needs. */
const FIRST_BALL = 256;

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
