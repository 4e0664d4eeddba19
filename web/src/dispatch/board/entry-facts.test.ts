import type { TimelineEntry } from "@onegrid/core/dispatch/contract";
import { expect, test } from "vitest";
import { lastFeedback, outcomeOf, photosOf } from "./entry-facts.ts";

const entry = (changes: Partial<TimelineEntry> = {}): TimelineEntry => ({
  version: 1,
  verb: "finish",
  at: 0,
  deviceAt: null,
  devicePosition: null,
  actor: {
    id: "w",
    name: "网格员 王",
    role: "grid_staff",
    unitId: null,
    onBehalfOf: null,
    onBehalfOfName: null,
  },
  from: "in_progress",
  to: "resolved",
  reason: null,
  note: null,
  sentTo: null,
  fields: {},
  ...changes,
});

test("the result is read from the form of the feedback, wherever it may be missing", () => {
  expect(outcomeOf(entry({ fields: { form: { outcome: "已清理" } } }))).toBe("已清理");
  for (const fields of [{}, { form: null }, { form: {} }, { form: { outcome: 3 } }]) {
    expect(outcomeOf(entry({ fields }))).toBe("");
  }
});

test("a check judges the newest feedback, not the one that was sent back", () => {
  const again = entry({ version: 3 });
  const steps = [entry(), entry({ version: 2, verb: "fail" }), again, entry({ verb: "comment" })];
  expect(lastFeedback(steps)).toBe(again);
  expect(lastFeedback([])).toBeUndefined();
});

test("photos are the names of pictures and nothing else", () => {
  expect(photosOf(entry({ fields: { photos: ["a", 1, null, "b"] } }))).toEqual(["a", "b"]);
  expect(photosOf(entry())).toEqual([]);
});
