import type { MeetingWork } from "@onegrid/core/dispatch/consultation-contract";
import { expect, test } from "vitest";
import { someCard } from "../board/some-card.ts";
import { waitingWork, workTone } from "./work-view.ts";

const NOW = 1_000_000;
const deadline = (changes: Partial<MeetingWork["deadline"]> = {}): MeetingWork["deadline"] => ({
  status: "running",
  startedAt: NOW - 100,
  yellowAt: NOW + 50,
  dueAt: NOW + 100,
  stoppedAt: null,
  ...changes,
});
const work = (taskId: string | null, changes: Partial<MeetingWork["deadline"]>): MeetingWork => ({
  ...{ caseId: "c1", consultationId: "m1", taskId, ownerName: null, text: "清理楼道" },
  deadline: deadline(changes),
});

test("what is due first comes first, and a meeting that is to come waits for nobody", () => {
  const cards = [someCard({ id: "c1" })];
  const all = [
    work("t1", { dueAt: NOW + 300 }),
    work("t2", { status: "held", yellowAt: null, dueAt: null }),
    work("t3", { dueAt: NOW - 10 }),
    work(null, { startedAt: NOW + 1, dueAt: NOW + 2 }),
  ];
  const ids = (now: number) => waitingWork({ work: all, cards }, now).map(({ taskId }) => taskId);
  expect(ids(NOW)).toEqual(["t3", "t1", "t2"]);
  expect(ids(NOW + 1)).toEqual(["t3", null, "t1", "t2"]);
  expect(waitingWork({ work: all, cards: [] }, NOW)).toEqual([]);
});

test("a clock is in time, near its end, past it, or stands", () => {
  expect(workTone(deadline(), NOW)).toBe("fine");
  expect(workTone(deadline(), NOW + 50)).toBe("soon");
  expect(workTone(deadline(), NOW + 100)).toBe("late");
  expect(workTone(deadline({ status: "held", yellowAt: null, dueAt: null }), NOW)).toBe("held");
});
