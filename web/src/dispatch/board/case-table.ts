import { CASE_LEVELS, CASE_STATES, SEVERITIES, STATE_TABLE } from "@onegrid/core/dispatch";
import type { OpenCase, OpenCases } from "@onegrid/core/dispatch/open-cases-contract";
import { WordList } from "./word-list.ts";

/** A place in `CASE_STATES` as which a row is empty. */
const EMPTY = 255;
const FIRST_ROOM = 1024;
/** Changes that are remembered row by row; whoever has missed more looks at all rows. */
const MOST_CHANGES = 512;

const IS_OPEN = CASE_STATES.map((state) => STATE_TABLE[state].isOpen);

/**
 * The cases of this screen as columns: a row is a number, and stays the same as long as the case is
 * here. Ten thousand are some arrays, and a step of one case changes one row of them.
 */
export class CaseTable {
  ids: string[] = [];
  version = new Int32Array(FIRST_ROOM);
  state = new Uint8Array(FIRST_ROOM).fill(EMPTY);
  level = new Uint8Array(FIRST_ROOM);
  severity = new Uint8Array(FIRST_ROOM);
  /** Degrees; NaN without a place. */
  lng = new Float64Array(FIRST_ROOM);
  lat = new Float64Array(FIRST_ROOM);
  /** Milliseconds since 1970; NaN for never. */
  reportedAt = new Float64Array(FIRST_ROOM);
  updatedAt = new Float64Array(FIRST_ROOM);
  dueAt = new Float64Array(FIRST_ROOM);
  soonAt = new Float64Array(FIRST_ROOM);
  category = new Uint16Array(FIRST_ROOM);
  community = new Uint16Array(FIRST_ROOM);
  grid = new Uint16Array(FIRST_ROOM);
  assignee = new Uint16Array(FIRST_ROOM);

  readonly categories = new WordList();
  readonly communities = new WordList();
  readonly grids = new WordList();
  readonly assignees = new WordList();

  /** Rows that were ever used: loops run so far and pass over empty ones. */
  end = 0;
  /** Raised by every change. */
  revision = 0;
  readonly #rows = new Map<string, number>();
  #free: number[] = [];
  #changes: number[] = [];

  get count(): number {
    return this.#rows.size;
  }

  rowOf(id: string): number | undefined {
    return this.#rows.get(id);
  }

  isOpen(row: number): boolean {
    return IS_OPEN[this.state[row] ?? EMPTY] === true;
  }

  isEmpty(row: number): boolean {
    return this.state[row] === EMPTY;
  }

  /** Writes a case into its row, or into a new one. */
  put(row: OpenCase & { readonly updatedAt: number }): number {
    const at = this.#rows.get(row.id) ?? this.#newRow(row.id);
    this.version[at] = row.version;
    this.state[at] = CASE_STATES.indexOf(row.state);
    this.level[at] = CASE_LEVELS.indexOf(row.level);
    this.severity[at] = SEVERITIES.indexOf(row.severity);
    this.lng[at] = tenthOfMetre(row.position?.[0]);
    this.lat[at] = tenthOfMetre(row.position?.[1]);
    this.reportedAt[at] = wholeSecond(row.reportedAt);
    this.updatedAt[at] = row.updatedAt;
    this.dueAt[at] = nextSecond(row.dueAt);
    this.soonAt[at] = nextSecond(row.soonAt);
    this.category[at] = this.categories.place(row.categoryId);
    this.community[at] = this.communities.place(row.communityId);
    this.grid[at] = this.grids.place(row.gridVersionId);
    this.assignee[at] = this.assignees.place(row.assigneeId);
    this.#note(at);
    return at;
  }

  drop(id: string): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    this.#rows.delete(id);
    this.ids[row] = "";
    this.state[row] = EMPTY;
    this.#free.push(row);
    this.#note(row);
  }

  /** Rows that differ from what they were at a revision; `null`: nobody remembers, it may be any. */
  changedSince(revision: number): readonly number[] | null {
    const missed = this.revision - revision;
    if (missed > this.#changes.length) return null;
    return missed === 0 ? [] : this.#changes.slice(-missed);
  }

  /** Takes a whole snapshot; `keeps` says of which rows the present state is the newer one. */
  load(read: OpenCases, keeps: (id: string, version: number) => boolean): void {
    const words = {
      category: this.categories.joined(read.categories),
      community: this.communities.joined(read.communities),
      grid: this.grids.joined(read.grids.map(({ id }) => id)),
      assignee: this.assignees.joined(read.assignees),
    };
    this.#makeRoom(this.end + read.count);
    // From the end: the newest get the highest rows, which the map draws over the others.
    for (let from = read.count - 1; from >= 0; from -= 1) {
      const id = read.ids[from] ?? "";
      if (keeps(id, read.version[from] ?? 0)) continue;
      const at = this.#rows.get(id) ?? this.#newRow(id);
      for (const name of COPIED) this[name][at] = read[name][from] ?? 0;
      this.updatedAt[at] = read.reportedAt[from] ?? 0;
      for (const name of WORDED) this[name][at] = words[name](read[name][from]);
    }
    this.#changes = [];
    this.revision += 1;
  }

  #newRow(id: string): number {
    const row = this.#free.pop() ?? this.end;
    if (row === this.end) {
      this.#makeRoom(this.end + 1);
      this.end += 1;
    }
    this.ids[row] = id;
    this.#rows.set(id, row);
    return row;
  }

  #makeRoom(rows: number): void {
    const room = this.state.length;
    if (rows <= room) return;
    const more = Math.max(rows, room * 2);
    for (const name of NUMBERS) this[name] = grown(this[name], more);
    for (const name of WORDED) this[name] = grown(this[name], more);
    for (const name of BYTES) this[name] = grown(this[name], more);
    this.version = grown(this.version, more);
    this.state.fill(EMPTY, room);
  }

  #note(row: number): void {
    this.revision += 1;
    this.#changes.push(row);
    if (this.#changes.length > 2 * MOST_CHANGES) this.#changes = this.#changes.slice(-MOST_CHANGES);
  }
}

const NUMBERS = ["lng", "lat", "reportedAt", "updatedAt", "dueAt", "soonAt"] as const;
const WORDED = ["category", "community", "grid", "assignee"] as const;
const BYTES = ["state", "level", "severity"] as const;
const COPIED = ["version", ...BYTES, "lng", "lat", "reportedAt", "dueAt", "soonAt"] as const;

function grown<T extends Float64Array | Int32Array | Uint16Array | Uint8Array>(
  old: T,
  length: number,
): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same class, longer
  const next = new (old.constructor as new (length: number) => T)(length);
  next.set(old);
  return next;
}

const SECOND_MS = 1000;
/** As the snapshot has them: the same case is the same row, whichever way it came. */
const tenthOfMetre = (degrees = NaN): number => Math.round(degrees * 1e6) / 1e6;
const wholeSecond = (at: number): number => Math.floor(at / SECOND_MS) * SECOND_MS;
export const nextSecond = (at: number | null): number =>
  at === null ? NaN : Math.ceil(at / SECOND_MS) * SECOND_MS;
