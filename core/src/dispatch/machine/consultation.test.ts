import { expect, test } from "vitest";
import type { Case, CaseCommand } from "../model/model.ts";
import { calledUnitIds } from "../model/called-units.ts";
import { BODY_KINDS } from "../people/departments.ts";
import { CONSULTATION_RULES, partiesOf, templateRule } from "../rules/consultation-rules.ts";
import {
  attempt,
  command,
  context,
  HOUR,
  member,
  MINUTE,
  MONDAY_NINE,
  photos,
  play,
  UNTIL_RESOLVED,
  cleaner,
} from "../test-builders.ts";
import type { CommandActor } from "./decide-context.ts";
import { evolve } from "./evolve.ts";
import { consultationRefusal, verbRefusal } from "./verb-refusal.ts";

const DESK = member("community_desk", "desk");
const OWNERS = member("unit_handler", "chair", "owners");
const NOW = MONDAY_NINE + 5 * HOUR;
const DAY = 24 * HOUR;
const working = play(UNTIL_RESOLVED.slice(0, 4));

type CallFields = Extract<CaseCommand, { verb: "consult" }>["fields"];
const CALL = {
  consultationId: "m1",
  template: "three_party",
  bodyIds: ["rc", "owners", "property"],
  heldAt: NOW + DAY,
  topic: "楼道堆物",
  place: "居委会会议室",
} as const;
const call = (changes: Partial<CallFields> = {}): CaseCommand =>
  command("consult", { ...CALL, ...changes });

const TASK = {
  id: "t1",
  ownerId: "owners",
  text: "清理",
  amount: 5,
  unit: "working_days",
} as const;
const HELD = {
  ...{ consultationId: "m1", heldAt: NOW, minutes: ["到会三方"], decision: "限期清理" },
  tasks: [TASK, { ...TASK, id: "t2", ownerId: "property" }],
};
type HoldFields = Extract<CaseCommand, { verb: "consult_hold" }>["fields"];
const hold = (changes: Partial<HoldFields> = {}): CaseCommand =>
  command("consult_hold", { ...HELD, ...changes });

const tryTo = (
  current: Case,
  given: CaseCommand,
  { actor = DESK, at = NOW }: { actor?: CommandActor; at?: number } = {},
) => attempt(current, given, context(actor, { at }));
const done = (current: Case, given: CaseCommand, actor: CommandActor = DESK): Case => {
  const { after, refusal } = tryTo(current, given, { actor });
  if (refusal || !after) throw new Error(JSON.stringify(refusal));
  return after;
};
const codeOf = (current: Case, given: CaseCommand, actor: CommandActor = DESK) =>
  tryTo(current, given, { actor }).refusal?.code;

const called = done(working, call());
const held = done(called, hold());

test("a meeting is called, held, and settled once its tasks are done", () => {
  const { consultationId: id, ...asked } = CALL;
  expect(called.consultations).toMatchObject([{ id, state: "called", ...asked }]);
  expect(called.consultationCount).toBe(0);
  expect(held.consultations).toMatchObject([{ state: "held", decision: "限期清理" }]);
  expect(held.consultationCount).toBe(1);
  const once = done(
    held,
    command("consult_finish", { consultationId: "m1", taskId: "t1" }),
    OWNERS,
  );
  expect(once.consultations?.[0]?.state).toBe("held");
  const twice = done(once, command("consult_waive", { consultationId: "m1", taskId: "t2" }));
  expect(twice.consultations?.[0]?.state).toBe("settled");
  expect(done(called, hold({ tasks: [] })).consultations?.[0]?.state).toBe("settled");
  const off = done(called, command("consult_cancel", { consultationId: "m1" }));
  expect(off.consultations?.[0]?.state).toBe("cancelled");
  for (const { assignee } of [off, twice, held]) expect(assignee).toEqual(working.assignee);
});

test("two to six bodies, each once, not before the report and not too far ahead", () => {
  const SIX = ["a", "b", "c", "d", "e", "f"];
  const bodies = (...bodyIds: string[]) => codeOf(working, call({ bodyIds }));
  expect(bodies("a", "b")).toBeUndefined();
  expect(bodies("a")).toBe("dispatch.consultation-bodies");
  expect(bodies("a", "a", "b")).toBe("dispatch.consultation-bodies");
  expect(bodies(...SIX)).toBeUndefined();
  expect(bodies(...SIX, "g")).toBe("dispatch.consultation-bodies");

  const on = (heldAt: number) => codeOf(working, call({ heldAt }));
  expect(on(MONDAY_NINE)).toBeUndefined();
  expect(on(MONDAY_NINE - MINUTE)).toBe("dispatch.consultation-date");
  expect(on(NOW + 60 * DAY)).toBeUndefined();
  expect(on(NOW + 60 * DAY + 1)).toBe("dispatch.consultation-date");
  expect(on(Number.NaN)).toBe("dispatch.consultation-date");
  expect(codeOf(working, call({ topic: " " }))).toBe("dispatch.fields-missing");
  expect(codeOf(called, call())).toBe("dispatch.consultation-step");
});

test("what is recorded is whole, lies in the past, and gives tasks to its own bodies", () => {
  const recorded = (changes: Partial<HoldFields>) => codeOf(called, hold(changes));
  expect(recorded({ heldAt: NOW + MINUTE })).toBe("dispatch.consultation-date");
  expect(recorded({ decision: "" })).toBe("dispatch.fields-missing");
  expect(recorded({ minutes: [] })).toBe("dispatch.fields-missing");
  expect(recorded({ minutes: ["一", "二"] })).toBe("dispatch.fields-missing");
  expect(recorded({ tasks: [{ ...TASK, ownerId: "police" }] })).toBe("dispatch.task-owner");
  expect(recorded({ tasks: [TASK, TASK] })).toBe("dispatch.bad-number");
  expect(recorded({ tasks: [{ ...TASK, amount: 91 }] })).toBe("dispatch.bad-number");
  expect(recorded({ tasks: [{ ...TASK, text: " " }] })).toBe("dispatch.fields-missing");
  expect(codeOf(held, hold())).toBe("dispatch.consultation-step");
  expect(codeOf(working, hold())).toBe("dispatch.consultation-unknown");

  const five = done(working, call({ template: "five_step" }));
  expect(codeOf(five, hold())).toBe("dispatch.fields-missing");
  expect(codeOf(five, hold({ minutes: ["一", "二", "三", "四", "五"] }))).toBeUndefined();
});

test("a body finishes its own task, a desk any, and nobody else one", () => {
  const finish = (taskId: string) => command("consult_finish", { consultationId: "m1", taskId });
  expect(codeOf(held, finish("t1"), OWNERS)).toBeUndefined();
  expect(codeOf(held, finish("t2"), OWNERS)).toBe("dispatch.not-assignee");
  expect(codeOf(held, finish("t2"))).toBeUndefined();
  expect(codeOf(held, finish("t1"), cleaner)).toBe("dispatch.not-assignee");
  expect(
    codeOf(held, command("consult_waive", { consultationId: "m1", taskId: "t1" }), OWNERS),
  ).toBe("dispatch.not-allowed");
  // Of another part of the city and other classes: the task alone brings the case.
  const elsewhere = {
    ...OWNERS,
    duty: { ...OWNERS.duty, areaIds: ["elsewhere"], categories: ["event.05"] },
  };
  expect(codeOf(held, finish("t1"), elsewhere)).toBeUndefined();
  expect(codeOf(done(held, finish("t1")), finish("t1"))).toBe("dispatch.consultation-step");
});

test("whoever is asked to come sees the case, until the meeting is called off", () => {
  expect(calledUnitIds(working)).toEqual([]);
  expect(calledUnitIds(called)).toEqual([...CALL.bodyIds]);
  expect(calledUnitIds(held)).toEqual([...CALL.bodyIds]);
  const off = done(called, command("consult_cancel", { consultationId: "m1" }));
  expect(calledUnitIds(off)).toEqual([]);
});

test("a case with open tasks is not reported done", () => {
  const finish = command("finish", { ...photos, form: {} });
  expect(tryTo(held, finish, { actor: cleaner }).refusal).toEqual({
    code: "dispatch.task-open",
    taskIds: ["t1", "t2"],
  });
  expect(tryTo(called, finish, { actor: cleaner }).refusal).toBeNull();
});

test("buttons are those of what lies there", () => {
  const asked = { at: NOW, category: context(DESK).category };
  const offered = (current: Case, actor: CommandActor) =>
    (
      ["consult", "consult_hold", "consult_cancel", "consult_finish", "consult_waive"] as const
    ).filter((verb) => verbRefusal(current, verb, actor, asked) === null);
  expect(offered(working, DESK)).toEqual(["consult"]);
  expect(offered(called, DESK)).toEqual(["consult", "consult_hold", "consult_cancel"]);
  expect(offered(held, DESK)).toEqual(["consult", "consult_finish", "consult_waive"]);
  expect(offered(held, OWNERS)).toEqual(["consult_finish"]);
  const thing = { consultationId: "m1", taskId: "t2" };
  expect(
    consultationRefusal(held, "consult_finish", thing, { ...asked, actor: OWNERS }),
  ).not.toBeNull();
  const five = done(working, call({ template: "five_step" }));
  expect(offered(five, DESK)).toContain("consult_hold");
});

test("a log from before meetings had more to them folds as it did", () => {
  const actor = { id: "desk", role: "community_desk", unitId: null, onBehalfOf: null };
  const [from, to] = [working.state, working.state];
  const folded = evolve(working, {
    ...{ caseId: working.id, version: working.version + 1, at: NOW, actor, from, to },
    ...{ deviceAt: null, devicePosition: null, reason: null, note: null },
    verb: "consult",
    fields: { bodyIds: ["a", "b"], heldAt: NOW },
  });
  expect(folded.consultationCount).toBe(1);
  expect(folded.consultations).toBeUndefined();
  expect(calledUnitIds(folded)).toEqual([]);
});

test("a template fills in the nearest body of each kind, and says which there is none of", () => {
  const bodies = [
    { id: "own-rc", kind: "residents_committee" },
    { id: "own-property", kind: "property" },
    { id: "far-property", kind: "property" },
  ] as const;
  expect(partiesOf("three_party", bodies)).toEqual({
    bodyIds: ["own-rc", "own-property"],
    missing: ["owners_committee"],
  });
  expect(partiesOf("free", bodies)).toEqual({ bodyIds: [], missing: [] });
  for (const { template, kinds, steps } of CONSULTATION_RULES) {
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(kinds.every((kind) => BODY_KINDS.includes(kind))).toBe(true);
    expect(kinds.length === 0 || (kinds.length >= 2 && kinds.length <= 6)).toBe(true);
    expect(templateRule(template).steps).toBe(steps);
  }
  expect(templateRule("six_party").kinds).toHaveLength(6);
});
