import { expect, test } from "vitest";
import { counterpartEvents, decide, offeredVerbs } from "./case-machine.ts";
import { runningClocks } from "../model/clock-intervals.ts";
import { evolve } from "./evolve.ts";
import type { Case } from "../model/model.ts";
import { ROLE_VERBS, type Role } from "../people/roles.ts";
import {
  attempt,
  category,
  cleaner,
  command,
  context,
  desk,
  dispatchTo,
  HOUR,
  member,
  MONDAY_NINE,
  photos,
  place,
  play,
  report,
  staff,
  unit,
  UNTIL_RESOLVED,
} from "../test-builders.ts";

const refused = (
  current: Case | null,
  given: Parameters<typeof attempt>[1],
  by: Parameters<typeof attempt>[2],
) => attempt(current, given, by).refusal;
const supervision = member("supervision_desk", "centre");
const leader = member("unit_leader", "chief", "sanitation");
const later = (hours: number) => ({ at: MONDAY_NINE + hours * HOUR });

test("a report goes through filing, dispatch, handling and check to its close", () => {
  const closed = play([...UNTIL_RESOLVED, [command("pass", { standardMet: true }), supervision]]);
  expect(closed.state).toBe("closed");
  expect(closed.version).toBe(6);
  expect(closed.handlerIds).toEqual(["li"]);
  expect(runningClocks(closed.intervals)).toEqual([]);
  expect(closed.intervals.every((each) => each.to !== null)).toBe(true);
});

test("whoever handled a case does not check it, whatever the second role", () => {
  const resolved = play(UNTIL_RESOLVED);
  const sameOne = member("supervision_desk", "li", "centre");
  expect(refused(resolved, command("pass", { standardMet: true }), context(sameOne))).toEqual({
    code: "dispatch.not-allowed",
    verb: "pass",
    why: "handler",
  });
});

test("at street level nobody of the handling unit checks, at grid level a colleague may", () => {
  const atGrid = play(UNTIL_RESOLVED);
  const colleague = member("grid_staff", "zhao", "sanitation");
  const pass = command("pass", { standardMet: true });
  expect(refused(atGrid, pass, context(colleague))).toBeNull();
  const atStreet = play([[command("escalate", { toLevel: "street" }), desk]], atGrid);
  expect(refused(atStreet, pass, context(colleague))).toMatchObject({ why: "handler_unit" });
});

test("after two returns a third is refused and only the territory names another unit", () => {
  const intake = member("unit_intake", "zhou", "sanitation");
  const back = command("return", { suggestedUnitId: "roads" });
  const command1 = member("command_desk", "command");
  const filed = play([
    ...UNTIL_RESOLVED.slice(0, 3),
    [back, intake],
    [dispatchTo(unit), command1],
    [back, intake],
  ]);
  expect(filed.returnCount).toBe(2);
  expect(refused(filed, dispatchTo(unit), context(command1))).toEqual({
    code: "dispatch.territory-decides",
    returns: 2,
    fallbackUnitId: "street-office",
  });
  expect(
    refused(filed, dispatchTo({ unitId: "street-office", memberId: null }), context(command1)),
  ).toBeNull();
  const again = play([[dispatchTo(unit), desk]], filed);
  expect(refused(again, back, context(intake))).toMatchObject({
    code: "dispatch.returns-used-up",
  });
});

test("rework goes on with the same run of the handling clock", () => {
  const resolved = play(UNTIL_RESOLVED);
  const again = play([[command("fail", photos), supervision, later(9)]], resolved);
  expect(again.state).toBe("in_progress");
  expect(again.reworkCount).toBe(1);
  const handle = again.intervals.filter((each) => each.clock === "handle");
  expect(handle.map(({ epoch, cause, to }) => [epoch, cause, to === null])).toEqual([
    [1, "run", false],
    [1, "rework", true],
  ]);
});

test("reopening starts new runs of the handling and the total clock", () => {
  const reopened = play([
    ...UNTIL_RESOLVED,
    [command("pass", { standardMet: true }), supervision],
    [command("reopen", {}), supervision],
  ]);
  expect(
    reopened.intervals.filter((each) => each.to === null).map((each) => [each.clock, each.epoch]),
  ).toEqual([
    ["handle", 2],
    ["total", 2],
  ]);
  expect(reopened.reopenedCount).toBe(1);
});

test("parking needs two signatures of two persons and holds the clocks", () => {
  const working = play(UNTIL_RESOLVED.slice(0, 4));
  const askPark = command("ask_park", { reviewAt: MONDAY_NINE + 30 * 24 * HOUR });
  expect(refused(working, command("park", {}), context(supervision))).toEqual({
    code: "dispatch.nothing-asked",
    verb: "park",
  });
  const asked = play([[askPark, leader, later(5)]], working);
  const both = member("supervision_desk", "chief");
  expect(refused(asked, command("park", {}), context(both))).toMatchObject({
    code: "dispatch.same-signature",
  });
  const parked = play([[command("park", {}), supervision, later(6)]], asked);
  expect(runningClocks(parked.intervals)).toEqual(["review"]);
  const back = play([[command("unpark", {}), { kind: "system" }, later(7)]], parked);
  expect([back.state, runningClocks(back.intervals).toSorted()]).toEqual([
    "in_progress",
    ["handle", "total"],
  ]);
});

test("a merge is undone within a day with its clocks as if they had never stopped", () => {
  const filed = play(UNTIL_RESOLVED.slice(0, 2));
  const target = { ...play(UNTIL_RESOLVED.slice(0, 1)), id: "case-2", reportedAt: MONDAY_NINE + 9 };
  const merge = command("merge", { targetCaseId: "case-2" });
  const withTarget = { target: { case: target, category: category("event.01-03") }, ...later(3) };
  const result = decide(filed, merge, context(desk, withTarget));
  const [event] = result.ok ? result.value : [];
  if (!event) throw new Error("the merge was refused");
  const merged = evolve(filed, event);
  expect([merged.state, runningClocks(merged.intervals)]).toEqual(["merged", []]);

  const grown = counterpartEvents(event, filed, target).reduce<Case>(evolve, target);
  expect(grown.firstReportedAt).toBe(MONDAY_NINE);
  expect(grown.intervals).toEqual(target.intervals);

  const undone = play([[command("unmerge", {}), desk, later(20)]], merged);
  expect(undone.intervals).toEqual(filed.intervals);
  expect(refused(merged, command("unmerge", {}), context(desk, later(28)))).toMatchObject({
    code: "dispatch.too-late",
    until: MONDAY_NINE + 27 * HOUR,
  });
});

test("a case merges only into an open one of its own family", () => {
  const filed = play(UNTIL_RESOLVED.slice(0, 2));
  const target = { ...filed, id: "case-2" };
  const merge = command("merge", { targetCaseId: "case-2" });
  const why = (changes: object) => refused(filed, merge, context(desk, changes));
  const litter = category("event.01-03");
  expect(why({})).toMatchObject({ why: "missing" });
  expect(why({ target: { case: target, category: category("event.05-05") } })).toMatchObject({
    why: "other-family",
  });
  expect(why({ target: { case: { ...target, state: "closed" }, category: litter } })).toMatchObject(
    { why: "not-open" },
  );
  expect(why({ target: { case: target, category: litter } })).toBeNull();
});

test("a verifier far away gives a reason, one on site need not", () => {
  const verifying = play([
    ...UNTIL_RESOLVED.slice(0, 1),
    [command("send_verifier", { verifier: { unitId: null, memberId: "wang" } }), desk],
  ]);
  const from = (lng: number, reason: string | null) => {
    const here = { ...command("verify", {}), devicePosition: [lng, 38.52], reason } as const;
    return refused(verifying, here, context(staff));
  };
  expect(from(102.1905, null)).toBeNull();
  expect(from(102.2, null)).toMatchObject({ code: "dispatch.too-far", distanceMetres: 870 });
  expect(from(102.2, "道路封闭")).toBeNull();
});

test("nobody verifies the own report", () => {
  const own = play([[report({ reporterId: "wang", channel: "patrol" }), staff]]);
  const verifier = { unitId: null, memberId: "wang" };
  expect(refused(own, command("send_verifier", { verifier }), context(desk))).toEqual({
    code: "dispatch.verifier-is-reporter",
    reporterId: "wang",
  });
});

test("a whistle keeps the owner and blocks the feedback until it is done or given up", () => {
  const working = play(UNTIL_RESOLVED.slice(0, 4));
  const call = { cooperationId: "w1", calledUnitId: "police", kind: "emergency" } as const;
  const street = member("street_desk", "street");
  const called = play([[command("whistle", call), street, later(5)]], working);
  expect(called.assignee).toEqual(working.assignee);
  const finish = command("finish", { ...photos, form: {} });
  expect(refused(called, finish, context(cleaner))).toEqual({
    code: "dispatch.cooperation-open",
    cooperationIds: ["w1"],
  });
  const other = member("unit_handler", "x", "roads");
  const police = member("unit_handler", "p", "police");
  const arrive = command("whistle_arrive", { cooperationId: "w1" });
  expect(refused(called, arrive, context(other))?.code).toBe("dispatch.not-assignee");
  const done = play(
    [
      [arrive, police, later(6)],
      [command("whistle_finish", { cooperationId: "w1" }), police, later(7)],
      [finish, cleaner, later(8)],
      [command("whistle_rate", { cooperationId: "w1", stars: 5 }), street, later(9)],
    ],
    called,
  );
  expect(done.cooperations).toMatchObject([
    { state: "rated", stars: 5, acknowledgedAt: later(6).at },
  ]);
});

test("a second extension needs the leader in charge", () => {
  const working = play(UNTIL_RESOLVED.slice(0, 4));
  const ask = command("ask_extension", { extraMinutes: 120 });
  const grant = command("grant_extension", {});
  const intake = member("unit_intake", "zhou", "sanitation");
  const boss = member("supervisor", "boss");
  const small = { ...boss, duty: { ...boss.duty, maxLevel: "street" } } as const;
  const once = play(
    [
      [ask, intake],
      [grant, small],
      [ask, intake],
    ],
    working,
  );
  expect(once.extensions).toEqual([{ clock: "handle", epoch: 1, extraMinutes: 120 }]);
  expect(refused(once, grant, context(small))).toMatchObject({ code: "dispatch.second-extension" });
  expect(refused(once, grant, context(boss))).toBeNull();
});

test("steps on site only go forward and only by the assignee", () => {
  const working = play(UNTIL_RESOLVED.slice(0, 4));
  const onScene = play([[command("arrive", {}), cleaner]], working);
  expect(refused(onScene, command("set_out", {}), context(cleaner))).toMatchObject({
    code: "dispatch.step-back",
    step: "on_scene",
  });
  const stranger = member("unit_handler", "x", "roads");
  expect(refused(working, command("arrive", {}), context(stranger))?.code).toBe(
    "dispatch.not-assignee",
  );
});

test("a unit that is not on the duty list needs an override reason", () => {
  const filed = play(UNTIL_RESOLVED.slice(0, 2));
  const by = context(desk, { responsibleUnitIds: ["roads"] });
  expect(refused(filed, dispatchTo(unit), by)).toEqual({
    code: "dispatch.unit-not-responsible",
    unitId: "sanitation",
    unitIds: ["roads"],
  });
  const fields = { assignee: unit, recommendationId: null, overrideReason: "就近" };
  expect(refused(filed, command("dispatch", fields), by)).toBeNull();
});

test("a report needs a point or an address, and lies in the reporter's area", () => {
  const nowhere = report({ place: { ...place, position: null, address: " " } });
  expect(refused(null, nowhere, context(staff))).toEqual({ code: "dispatch.no-place" });
  const elsewhere = { ...staff, duty: { ...staff.duty, areaIds: ["grid-9"] } };
  expect(refused(null, report(), context(elsewhere))).toMatchObject({ why: "area" });
});

test("a server clock that was set back makes no interval end before it began", () => {
  const filed = play([
    [report(), staff],
    [command("file", { standardMet: true }), desk, { at: MONDAY_NINE - HOUR }],
  ]);
  expect(filed.intervals.every((each) => each.to === null || each.to >= each.from)).toBe(true);
});

test("the buttons offered are the verbs the machine does not refuse for state or right", () => {
  const resolved = play(UNTIL_RESOLVED);
  const offered = (role: Role, id: string) =>
    offeredVerbs(resolved, ROLE_VERBS[role], member(role, id));
  expect(offered("grid_staff", "wang")).toEqual(
    expect.arrayContaining(["pass", "fail", "hold", "comment"]),
  );
  expect(offered("grid_staff", "li")).not.toContain("pass");
  expect(offered("auditor", "a")).toEqual([]);
});

test("a hold stops the clock of the state, once, and the total clock only where the class says so", () => {
  const working = play(UNTIL_RESOLVED.slice(0, 4));
  const hold = (alsoTotal: boolean) => command("hold", { until: null, alsoTotal });
  expect(refused(working, hold(true), context(cleaner))?.code).toBe("dispatch.total-not-holdable");
  const held = play([[hold(false), cleaner, later(5)]], working);
  expect(runningClocks(held.intervals)).toEqual(["total"]);
  expect(refused(held, hold(false), context(cleaner))).toEqual({
    code: "dispatch.already-held",
    clock: "handle",
  });
  const slow = { ...later(5), category: { ...category("event.01-02"), holdStopsTotal: true } };
  const both = play([[hold(true), cleaner, slow]], working);
  expect(runningClocks(both.intervals)).toEqual([]);
  const released = play([[command("release", {}), cleaner, later(6)]], both);
  expect(runningClocks(released.intervals).toSorted()).toEqual(["handle", "total"]);
  expect(refused(working, command("release", {}), context(cleaner))?.code).toBe(
    "dispatch.not-held",
  );
});

test("a case goes up to the highest level of its class and no further", () => {
  const filed = play(UNTIL_RESOLVED.slice(0, 2));
  const up = (toLevel: "street" | "district") => command("escalate", { toLevel });
  expect(refused(filed, up("district"), context(desk))).toEqual({
    code: "dispatch.level",
    from: "grid",
    to: "district",
    highest: "street",
  });
  const raised = play([[up("street"), desk]], filed);
  expect(raised.levelsSeen).toEqual(["grid", "street"]);
  expect(refused(raised, command("hand_down", { toLevel: "street" }), context(desk))?.code).toBe(
    "dispatch.level",
  );
});
