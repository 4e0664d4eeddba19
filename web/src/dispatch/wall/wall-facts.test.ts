import { expect, test } from "vitest";
import { CaseTable } from "../board/case-table.ts";
import { wallFacts } from "./wall-facts.ts";

const NOW = Date.UTC(2026, 10, 23, 8);
const MINUTE = 60_000;

/** `due` and `soon` in minutes from now; `null`: no clock runs. */
function tableOf(cases: readonly { due: number | null; soon?: number; isClosed?: boolean }[]) {
  const table = new CaseTable();
  for (const [nth, { due, soon = due ?? 0, isClosed = false }] of cases.entries())
    table.put({
      id: `case-${nth}`,
      version: 1,
      state: isClosed ? "closed" : "in_progress",
      level: "grid",
      severity: "minor",
      categoryId: "event.01-02",
      position: null,
      communityId: null,
      gridVersionId: null,
      assigneeId: null,
      reportedAt: NOW - 60 * MINUTE,
      updatedAt: NOW,
      dueAt: due === null ? null : NOW + due * MINUTE,
      soonAt: due === null ? null : NOW + soon * MINUTE,
    });
  return table;
}

test("open cases are counted by how they stand with their clocks; ended ones are not", () => {
  const table = tableOf([
    { due: -5 },
    { due: 20, soon: -1 },
    { due: 300, soon: 200 },
    { due: null },
    { due: -90, isClosed: true },
  ]);
  expect(wallFacts(table, NOW, 3)).toMatchObject({ open: 4, late: 1, soon: 1 });
});

test("the most urgent are the first of all by their limits", () => {
  const dues = Array.from({ length: 500 }, (_, nth) => ((nth * 7919) % 503) - 100);
  const table = tableOf(dues.map((due) => ({ due })));
  const { urgent } = wallFacts(table, NOW, 8);
  expect(urgent.map((row) => dues[row])).toEqual(dues.toSorted((a, b) => a - b).slice(0, 8));
});

test("where no clock runs nothing is urgent", () => {
  expect(wallFacts(tableOf([{ due: null }, { due: null }]), NOW, 8).urgent).toEqual([]);
});
