import { CONSULTATION_TEMPLATES } from "@onegrid/core/dispatch";
import { CommandBody } from "@onegrid/core/dispatch/contract";
import { Value } from "typebox/value";
import { expect, test } from "vitest";
import type { Intent } from "../board/desk-store.ts";
import {
  callIntent,
  emptyRecord,
  holdIntent,
  instantOf,
  isCallReady,
  isRecordReady,
  localMinute,
  nextMorning,
  type CallValues,
  type Meeting,
} from "./meeting.ts";

const NOW = Date.parse("2026-11-23T17:40:20+08:00");
const CALL: CallValues = {
  template: "free",
  bodyIds: ["a", "b"],
  heldAt: "2026-11-24T10:00",
  topic: "楼道堆物",
  place: "",
};
const MEETING: Meeting = {
  id: "m1",
  template: "five_step",
  state: "called",
  parties: [],
  topic: "楼道堆物",
  place: "",
  heldAt: NOW + 1000,
  minutes: [],
  decision: null,
  tasks: [],
  verbs: [],
};
const isTaken = (intent: Intent): boolean =>
  Value.Check(CommandBody, { ...intent, expectedVersion: 1, idempotencyKey: "0123456789abcdef" });

test("the district's minute goes into a field and comes back", () => {
  expect(localMinute(NOW)).toBe("2026-11-23T17:40");
  expect(instantOf("2026-11-23T17:40")).toBe(NOW - 20_000);
  expect(nextMorning(NOW)).toBe("2026-11-24T10:00");
  // Late in the evening it is the next day in Greenwich's reckoning of ours.
  expect(nextMorning(Date.parse("2026-11-23T23:59:00+08:00"))).toBe("2026-11-24T10:00");
});

test("a filled call makes a command that the server takes; an empty one cannot be sent", () => {
  expect(isCallReady(CALL)).toBe(true);
  expect(isTaken(callIntent(CALL, "m1"))).toBe(true);
  for (const template of CONSULTATION_TEMPLATES)
    expect(isTaken(callIntent({ ...CALL, template }, "m1"))).toBe(true);
  expect(isCallReady({ ...CALL, bodyIds: ["a"] })).toBe(false);
  expect(isCallReady({ ...CALL, bodyIds: ["a", "b", "c", "d", "e", "f", "g"] })).toBe(false);
  expect(isCallReady({ ...CALL, topic: " " })).toBe(false);
  expect(isCallReady({ ...CALL, heldAt: "" })).toBe(false);
});

test("a record has a text for each step, a decision, and an owner for each task", () => {
  const empty = emptyRecord(MEETING, NOW);
  expect(empty).toMatchObject({ heldAt: "2026-11-23T17:40", minutes: ["", "", "", "", ""] });
  expect(emptyRecord({ ...MEETING, template: "free" }, NOW).minutes).toEqual([""]);
  expect(isRecordReady(empty)).toBe(false);
  const task = { id: "t1", ownerId: "a", text: "清理", limit: 6 };
  const whole = {
    ...empty,
    minutes: empty.minutes.map((_, at) => `第 ${at} 步`),
    decision: "限期清理",
    tasks: [task],
  };
  expect(isRecordReady(whole)).toBe(true);
  const intent = holdIntent(whole, "m1");
  expect(isTaken(intent)).toBe(true);
  expect(intent.fields).toMatchObject({ tasks: [{ amount: 30, unit: "natural_days" }] });
  expect(isRecordReady({ ...whole, tasks: [{ ...task, ownerId: "" }] })).toBe(false);
  expect(isRecordReady({ ...whole, tasks: [{ ...task, text: "" }] })).toBe(false);
});
