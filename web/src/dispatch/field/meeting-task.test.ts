import type { OutboxEntry } from "@onegrid/core/dispatch";
import type { CaseDetail } from "@onegrid/core/dispatch/contract";
import { expect, test } from "vitest";
import { someCard } from "../board/some-card.ts";
import { tasksToDo } from "./meeting-task.ts";

type Meeting = NonNullable<CaseDetail["consultations"]>[number];

const task = (id: string, verbs: string[]): Meeting["tasks"][number] => ({
  ...{ id, ownerId: "property", ownerName: null, text: "清理楼道", amount: 3, verbs },
  ...{ unit: "working_days", isWaived: false },
  deadline: { status: "running", startedAt: 0, yellowAt: 7, dueAt: 10, stoppedAt: null },
});
const meeting: Meeting = {
  ...{ id: "m1", template: "free", state: "held", parties: [], topic: "堆物", place: "" },
  ...{ heldAt: 0, minutes: ["到会"], decision: "清理", verbs: [] },
  tasks: [task("t1", ["consult_finish"]), task("t2", ["consult_finish"]), task("t3", [])],
};
const detail = { card: someCard({ id: "c1", version: 5 }), consultations: [meeting] };

const entry = (taskId: string, state: OutboxEntry["state"]): OutboxEntry => ({
  ...{ key: taskId, seq: 1, photos: [], seenVersion: 5, deviceAt: 0, devicePosition: null },
  ...{ accuracyMetres: null, clockOffsetMs: null, sendsVersion: null, attempts: 0, retryAt: 0 },
  intent: {
    kind: "command",
    caseId: "c1",
    verb: "consult_finish",
    fields: { consultationId: "m1", taskId },
    reason: null,
    note: null,
  },
  state,
});
const shown = (entries: readonly OutboxEntry[]) =>
  tasksToDo(detail, entries).map(({ task: { id }, waiting, mayFinish }) => [
    id,
    waiting !== null,
    mayFinish,
  ]);

test("one's own tasks stand with what the phone holds of each, and nothing goes past a decision", () => {
  expect(shown([])).toEqual([
    ["t1", false, true],
    ["t2", false, true],
  ]);
  expect(shown([entry("t1", { kind: "waiting" })])).toEqual([
    ["t1", true, true],
    ["t2", false, true],
  ]);
  const refused = { kind: "refused", code: "x", values: {} } as const;
  expect(shown([entry("t1", refused)]).map(([, , mayFinish]) => mayFinish)).toEqual([false, false]);
});

test("what was sent is no task any more, until what is read knows better", () => {
  const sent = (version: number) =>
    entry("t1", { kind: "sent", at: 0, caseId: "c1", number: "n", version });
  expect(shown([sent(6)])).toEqual([["t2", false, true]]);
  // What was read since says that it is to be done.
  expect(shown([sent(4)])).toHaveLength(2);
});
