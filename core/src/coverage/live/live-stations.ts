import type { Position } from "../../geometry/index.ts";
import {
  attachPoints,
  type AttachFailure,
  type AttachOptions,
  type EdgeFinder,
} from "../attach/attach-points.ts";
import type { LiveReach } from "./live-reach.ts";
import { ReachLists } from "./reach-lists.ts";

/** A station that reaches a point, and in how many units (0.1 s or 0.1 m). */
export interface NearStation {
  readonly station: string;
  readonly units: number;
}

interface LiveStationsInput {
  readonly finder: EdgeFinder;
  readonly reach: LiveReach;
  readonly pointCount: number;
  readonly attach: AttachOptions | undefined;
  /** A point has another nearest station now; -1 for none. Numbers of stations, see `numberOf`. */
  readonly onNearest?: (point: number, before: number, after: number) => void;
}

/** Where a station stands, or why it serves nobody. */
interface Standing {
  id: string;
  position: Position;
  failure: AttachFailure | null;
  /** The points it reaches: the first `count`. */
  points: Uint32Array;
  count: number;
}

/** Stations that come, move and go, and for every point the list of those that reach it. */
export class LiveStations {
  readonly #input: LiveStationsInput;
  readonly #lists: ReachLists;
  readonly #numbers = new Map<string, number>();
  readonly #standing: (Standing | null)[] = [];
  readonly #free: number[] = [];
  /** Points touched by the present change, each once. */
  readonly #changed: Uint32Array;
  readonly #stamps: Uint32Array;
  #changedCount = 0;
  #stamp = 0;

  constructor(input: LiveStationsInput) {
    this.#input = input;
    this.#lists = new ReachLists(
      input.pointCount,
      (one, other) => this.#idOf(one) < this.#idOf(other),
    );
    this.#changed = new Uint32Array(input.pointCount);
    this.#stamps = new Uint32Array(input.pointCount);
  }

  /** Adds a station, moves it, or closes it (`null`). Answers the points touched, until the next change. */
  set(id: string, position: Position | null): Uint32Array {
    this.#begin();
    const number = this.#numbers.get(id);
    if (number !== undefined) this.#withdraw(number);
    if (position !== null) this.#place(number ?? this.#add(id), position);
    else if (number !== undefined) this.#drop(number, id);
    return this.#end();
  }

  /** Opens or shuts a gate (every link of its id): all stations look again where they reach. */
  setGate(id: string, isOpen: boolean): Uint32Array {
    this.#begin();
    if (!this.#input.reach.setGate(id, isOpen)) return this.#end();
    this.#standing.forEach((station, number) => {
      if (station === null) return;
      this.#withdraw(number);
      this.#place(number, station.position);
    });
    return this.#end();
  }

  /** Nearest first; of equal ones the first by id. */
  stationsOf(point: number): NearStation[] {
    return this.#lists
      .entriesOf(point)
      .map(({ station, units }) => ({ station: this.#idOf(station), units }));
  }

  /** Units to the nearest station within reach; -1 without one. */
  unitsOf(point: number): number {
    return this.#lists.nearestUnits(point);
  }

  /** -1 for a station that is not there. */
  numberOf(id: string): number {
    return this.#numbers.get(id) ?? -1;
  }

  /** Why a station serves nobody; `null`: it stands on the network, or is not there. */
  failureOf(id: string): AttachFailure | null {
    return this.#standing[this.numberOf(id)]?.failure ?? null;
  }

  positions(): Position[] {
    return this.#standing.flatMap((station) => (station ? [station.position] : []));
  }

  #idOf(number: number): string {
    return this.#standing[number]?.id ?? "";
  }

  #add(id: string): number {
    const number = this.#free.pop() ?? this.#standing.length;
    const points = new Uint32Array(FIRST_BALL);
    this.#standing[number] = { id, position: [0, 0], failure: null, points, count: 0 };
    this.#numbers.set(id, number);
    return number;
  }

  #drop(number: number, id: string): void {
    this.#standing[number] = null;
    this.#numbers.delete(id);
    this.#free.push(number);
  }

  #place(number: number, position: Position): void {
    const station = this.#standing[number];
    if (!station) return;
    const { finder, attach, reach } = this.#input;
    const place = attachPoints(finder, [position], attach);
    reach.find(place);
    station.position = position;
    station.failure = place.failures.get(0) ?? null;
    if (station.points.length < reach.count) station.points = new Uint32Array(reach.count * 2);
    station.count = reach.count;
    for (let i = 0; i < reach.count; i++) {
      const point = reach.points[i] ?? 0;
      station.points[i] = point;
      const before = this.#lists.nearest(point);
      this.#lists.insert(point, number, reach.unitsOf(point));
      this.#note(point, before);
    }
  }

  #withdraw(number: number): void {
    const station = this.#standing[number];
    if (!station) return;
    for (let i = 0; i < station.count; i++) {
      const point = station.points[i] ?? 0;
      const before = this.#lists.nearest(point);
      this.#lists.remove(point, number);
      this.#note(point, before);
    }
    station.count = 0;
  }

  #begin(): void {
    this.#stamp++;
    this.#changedCount = 0;
  }

  #note(point: number, before: number): void {
    const after = this.#lists.nearest(point);
    if (before !== after) this.#input.onNearest?.(point, before, after);
    if (this.#stamps[point] === this.#stamp) return;
    this.#stamps[point] = this.#stamp;
    this.#changed[this.#changedCount++] = point;
  }

  #end(): Uint32Array {
    return this.#changed.subarray(0, this.#changedCount);
  }
}

/** Room for what a station that is new reaches; grows to twice what it needs. */
const FIRST_BALL = 256;
