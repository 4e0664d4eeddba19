import { rowOf, type Incidence } from "./incidence.ts";

/**
 * Households and the stations that serve them (分配): a household may go to any open station in reach
 * that has room. Stations are opened one by one; after each as many are served as can be (a maximum
 * flow, Ford and Fulkerson 1956). Whoever is served stays served when another station opens.
 */
export class Assignment {
  readonly #reach: Incidence;
  /** Room that each station has left. */
  readonly #left: Float64Array;
  /** For each class how many of it each station serves. */
  readonly #servers: Map<number, number>[];
  /** Households of each class that nobody serves. */
  readonly unserved: Float64Array;
  served = 0;
  /** Whence a station was found in the present search: the station before, the class they share. */
  readonly #from: Int32Array;
  readonly #by: Int32Array;
  readonly #seenIn: Uint32Array;
  #search = 0;
  #journal: [site: number, row: number, households: number][] | null = null;

  /** `room`: households each station has room for; infinite where its floor area is not known. */
  constructor(reach: Incidence, households: ArrayLike<number>, room: Float64Array) {
    this.#reach = reach;
    this.#left = room.slice();
    this.unserved = Float64Array.from(households);
    this.#servers = Array.from(households, () => new Map<number, number>());
    this.#from = new Int32Array(room.length);
    this.#by = new Int32Array(room.length);
    this.#seenIn = new Uint32Array(room.length);
  }

  /**
   * Opens a station; answers how many more are served. `isWanted`: only those classes may be added; the
   * rest of its room is given out when it is opened again.
   */
  open(site: number, isWanted?: Uint8Array): number {
    const before = this.served;
    for (;;) {
      const left = this.#left[site] ?? 0;
      const moved = left > 0 ? this.#augment(site, left, isWanted) : 0;
      if (moved === 0) return this.served - before;
      this.#left[site] = left - moved;
      this.served += moved;
    }
  }

  /** What opening a station would bring; nothing is changed. */
  gainOf(site: number, isWanted?: Uint8Array): number {
    const journal: [number, number, number][] = [];
    const left = this.#left[site] ?? 0;
    this.#journal = journal;
    const gain = this.open(site, isWanted);
    this.#journal = null;
    for (const [server, row, households] of journal.toReversed()) {
      this.#serve(server, row, -households);
    }
    this.#left[site] = left;
    this.served -= gain;
    return gain;
  }

  /** Households of a class at a station. */
  servedBy(site: number, row: number): number {
    return this.#servers[row]?.get(site) ?? 0;
  }

  /** Finds somebody unserved who can come in when others move on, and lets as many as possible do so. */
  #augment(site: number, left: number, isWanted?: Uint8Array): number {
    this.#search++;
    this.#seenIn[site] = this.#search;
    this.#from[site] = -1;
    const queue = [site];
    for (const at of queue) {
      for (const row of rowOf(this.#reach, at)) {
        const waiting = isWanted === undefined || isWanted[row] === 1 ? this.unserved[row] : 0;
        if ((waiting ?? 0) > 0) return this.#move(at, row, Math.min(left, waiting ?? 0));
        this.#ask(at, row, queue);
      }
    }
    return 0;
  }

  /** Who serves some of a class may hand them on to the station that also reaches it. */
  #ask(at: number, row: number, queue: number[]): void {
    for (const [server, households] of this.#servers[row] ?? []) {
      if (households === 0 || this.#seenIn[server] === this.#search) continue;
      this.#seenIn[server] = this.#search;
      this.#from[server] = at;
      this.#by[server] = row;
      queue.push(server);
    }
  }

  #move(last: number, waiting: number, most: number): number {
    let moved = most;
    for (let at = last; (this.#from[at] ?? -1) >= 0; at = this.#from[at] ?? -1) {
      moved = Math.min(moved, this.servedBy(at, this.#by[at] ?? 0));
    }
    this.#serve(last, waiting, moved);
    for (let at = last; (this.#from[at] ?? -1) >= 0; at = this.#from[at] ?? -1) {
      const row = this.#by[at] ?? 0;
      this.#serve(at, row, -moved);
      this.#serve(this.#from[at] ?? 0, row, moved);
    }
    return moved;
  }

  #serve(site: number, row: number, households: number): void {
    const servers = this.#servers[row];
    servers?.set(site, (servers.get(site) ?? 0) + households);
    this.unserved[row] = (this.unserved[row] ?? 0) - households;
    this.#journal?.push([site, row, households]);
  }
}
