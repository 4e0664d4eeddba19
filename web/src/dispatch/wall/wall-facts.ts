import type { CaseTable } from "../board/case-table.ts";
import { toneAt } from "../board/case-view.ts";

/** What the wall says of the open cases, as of one moment. */
export interface WallFacts {
  readonly open: number;
  readonly late: number;
  readonly soon: number;
  /** Rows of the cases whose limits run out first, or have; the first one first. */
  readonly urgent: readonly number[];
}

/** One pass over the columns: it costs the same after a month as in the first minute. */
export function wallFacts(table: CaseTable, now: number, mostUrgent: number): WallFacts {
  let [open, late, soon] = [0, 0, 0];
  const urgent: number[] = [];
  const dueAt = (row: number): number => table.dueAt[row] ?? NaN;
  for (let row = 0; row < table.end; row += 1) {
    if (!table.isOpen(row)) continue;
    const tone = toneAt(table, row, now);
    open += 1;
    late += Number(tone === "late");
    soon += Number(tone === "soon");
    if (Number.isNaN(dueAt(row))) continue;
    const isIn = urgent.length < mostUrgent || dueAt(row) < dueAt(urgent.at(-1) ?? row);
    if (isIn) takeInOrder(urgent, row, dueAt);
    if (urgent.length > mostUrgent) urgent.pop();
  }
  return { open, late, soon, urgent };
}

function takeInOrder(rows: number[], row: number, dueAt: (row: number) => number): void {
  const place = rows.findIndex((each) => dueAt(row) < dueAt(each));
  rows.splice(place < 0 ? rows.length : place, 0, row);
}
