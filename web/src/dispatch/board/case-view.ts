import { CASE_LEVELS, CASE_STATES, STATE_TABLE, type CaseState } from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { CaseTable } from "./case-table.ts";
import { QUEUE_NAMES, QUEUES, type Filter, type QueueCounts } from "./case-filter.ts";

/** How a row stands with its clocks; `fine` when nothing runs out, also where no clock runs. */
export function toneAt(table: CaseTable, row: number, now: number): "late" | "soon" | "fine" {
  if (!table.isOpen(row)) return "fine";
  // Comparisons with NaN are false: a case without a limit is never late.
  if ((table.dueAt[row] ?? NaN) <= now) return "late";
  return (table.soonAt[row] ?? NaN) <= now ? "soon" : "fine";
}

/** The chip of each state, as its place in `QUEUE_NAMES`; -1 for none. */
const QUEUE_OF = CASE_STATES.map((state) =>
  QUEUE_NAMES.findIndex((name) => QUEUES[name].some((each: CaseState) => each === state)),
);

/** What a filter asks of a row, besides its chip. Built once for a pass over all rows. */
function fitter(table: CaseTable, filter: Filter, now: number): (row: number) => boolean {
  const level = filter.level === null ? null : CASE_LEVELS.indexOf(filter.level);
  const member = filter.memberId === null ? null : table.assignees.find(filter.memberId);
  const named = filter.named?.ids ?? null;
  const wantsLate = filter.isLateOnly && filter.queue !== "ended";
  return (row) =>
    (level === null || table.level[row] === level) &&
    (member === null || table.assignee[row] === member) &&
    (named === null || named.has(table.ids[row] ?? "")) &&
    (!wantsLate || toneAt(table, row, now) === "late");
}

export interface Look {
  readonly now: number;
  /** Whether a row has the words of the filter; `null`: there are none. */
  readonly hasWords: ((row: number) => boolean) | null;
}

/** The rows that queue and map show, in order; `sorted` are the open ones in the filter's order. */
export function visibleRows(
  table: CaseTable,
  sorted: readonly number[],
  filter: Filter,
  { now, hasWords }: Look,
): readonly number[] {
  const fits = fitter(table, filter, now);
  const queue = filter.queue === null ? null : QUEUE_NAMES.findIndex((n) => n === filter.queue);
  const rows = filter.queue === "ended" ? endedRows(table) : sorted;
  return rows.filter(
    (row) =>
      (queue === null || filter.queue === "ended" || QUEUE_OF[table.state[row] ?? 0] === queue) &&
      fits(row) &&
      (hasWords === null || hasWords(row)),
  );
}

function endedRows(table: CaseTable): number[] {
  const rows: number[] = [];
  for (let row = 0; row < table.end; row += 1)
    if (!table.isEmpty(row) && !table.isOpen(row)) rows.push(row);
  return rows.toSorted(
    (a, b) => (table.updatedAt[b] ?? 0) - (table.updatedAt[a] ?? 0) || byId(table, a, b),
  );
}

const byId = ({ ids }: CaseTable, a: number, b: number): number =>
  (ids[a] ?? "") < (ids[b] ?? "") ? -1 : 1;

type Compare = (a: number, b: number) => number;
const ORDERS: Record<Filter["order"], (table: CaseTable) => Compare> = {
  newest: (table) => {
    const { reportedAt } = table;
    return (a, b) => (reportedAt[b] ?? 0) - (reportedAt[a] ?? 0) || byId(table, a, b);
  },
  due: (table) => {
    const { dueAt } = table;
    // NaN is no number to sort by.
    const at = (row: number): number => {
      const due = dueAt[row] ?? NaN;
      return Number.isNaN(due) ? Number.MAX_VALUE : due;
    };
    return (a, b) => at(a) - at(b) || byId(table, a, b);
  },
};

/**
 * The open rows in one order, kept from one change to the next: what has changed is taken out and sorted
 * in again, and sorting a list that is in order but for one row is one pass over it.
 */
export function createRowOrder(order: Filter["order"]): (table: CaseTable) => readonly number[] {
  let of: CaseTable | null = null;
  let seen = -1;
  let rows: number[] = [];
  return (table) => {
    if (of === table && seen === table.revision) return rows;
    const changed = of === table ? table.changedSince(seen) : null;
    rows = (changed === null ? openRows(table) : withChanged(table, rows, changed)).toSorted(
      ORDERS[order](table),
    );
    of = table;
    seen = table.revision;
    return rows;
  };
}

function openRows(table: CaseTable): number[] {
  const rows: number[] = [];
  for (let row = 0; row < table.end; row += 1) if (table.isOpen(row)) rows.push(row);
  return rows;
}

function withChanged(
  table: CaseTable,
  rows: readonly number[],
  changed: readonly number[],
): number[] {
  const touched = new Set(changed);
  const kept = rows.filter((row) => !touched.has(row));
  for (const row of touched) if (table.isOpen(row)) kept.push(row);
  return kept;
}

/** Open cases of each chip under the rest of the filter. */
export function countQueues(table: CaseTable, filter: Filter, now: number): QueueCounts {
  const fits = fitter(table, { ...filter, queue: null }, now);
  const queues = { intake: 0, assign: 0, work: 0, check: 0, parked: 0 };
  let [all, late] = [0, 0];
  for (let row = 0; row < table.end; row += 1) {
    if (!table.isOpen(row) || !fits(row)) continue;
    const queue = QUEUE_NAMES[QUEUE_OF[table.state[row] ?? 0] ?? -1];
    if (queue) queues[queue] += 1;
    all += 1;
    if (toneAt(table, row, now) === "late") late += 1;
  }
  return { all, late, queues };
}

export type Tone = "late" | "soon" | "fine" | "held";

/** How a card stands with its clocks: past a limit, past a warning, in time, or nothing running. */
export function toneOf(card: Pick<CaseCard, "deadlines" | "state">, now: number): Tone {
  if (!STATE_TABLE[card.state].isOpen) return "held";
  const running = card.deadlines.filter(({ status }) => status === "running");
  if (running.some(({ dueAt }) => dueAt !== null && dueAt <= now)) return "late";
  if (running.some(({ yellowAt }) => yellowAt !== null && yellowAt <= now)) return "soon";
  return running.length === 0 ? "held" : "fine";
}
