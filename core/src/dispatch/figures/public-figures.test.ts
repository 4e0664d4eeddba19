import { expect, test } from "vitest";
import { CATEGORIES } from "../rules/categories.ts";
import {
  fullMonths,
  isClosedOnTime,
  majorsOf,
  publicClasses,
  publicTable,
} from "./public-figures.ts";

const placed = (communityId: string | null, categoryId: string, count: number) => ({
  ...{ communityId, categoryId, count },
});

test("counts stand under their major, and those below five do not", () => {
  const counts = [
    placed("a", "event.01-02", 6),
    placed("a", "event.01-10", 5),
    placed("b", "event.01-02", 2),
    placed(null, "event.02-01", 9),
  ];
  const classes = publicClasses(counts, CATEGORIES);
  expect(classes.map(({ key }) => key)).toEqual(["event-2-digit.01", "event-2-digit.02"]);
  const table = publicTable(counts, ["a", "b", null], classes, majorsOf(CATEGORIES));
  expect(table.cells[0]?.[1]).toBe(0);
  expect(table.cells[1]).toEqual([null, 0]);
  // The two of b would follow from the sum of the class and the eleven of a.
  expect([table.cells[0]?.[0], table.columnTotals[0]]).toContain(null);
});

test("the months before a day, over the turn of a year", () => {
  expect(fullMonths("2026-02-20", 3)).toEqual([
    { month: "2026-01", from: "2026-01-01", to: "2026-02-01" },
    { month: "2025-12", from: "2025-12-01", to: "2026-01-01" },
    { month: "2025-11", from: "2025-11-01", to: "2025-12-01" },
  ]);
});

test("a case is in time when its last total clock was", () => {
  const clock = (epoch: number, dueAt: number | null, stoppedAt: number | null) => ({
    ...{ clock: "total" as const, epoch, milestone: "", status: "stopped" as const },
    ...{ startedAt: 0, yellowAt: null, dueAt, stoppedAt },
  });
  expect(isClosedOnTime([], 9)).toBe(true);
  expect(isClosedOnTime([clock(1, 5, 6)], 6)).toBe(false);
  expect(isClosedOnTime([clock(1, 5, 6), clock(2, 9, 8)], 8)).toBe(true);
  expect(isClosedOnTime([clock(1, 5, null)], 6)).toBe(false);
});
