import { expect, test } from "vitest";
import { findTableFaults } from "./check-transitions.ts";
import { GUARDS } from "./case-guards.ts";
import { VERB_LABELS } from "./labels.ts";
import { ALARM_VERBS, CASE_STATES } from "../model/model.ts";
import { ROLE_VERBS } from "../people/roles.ts";
import { STATE_TABLE, TRANSITIONS, type Transition } from "./transitions.ts";

test("the table is sound: reachable, no dead state, an owner and the right clocks everywhere", () => {
  expect(findTableFaults(STATE_TABLE, TRANSITIONS)).toEqual([]);
  expect(CASE_STATES).toHaveLength(12);
});

const without = (...verbs: string[]) => TRANSITIONS.filter((each) => !verbs.includes(each.verb));
const changed = (verb: string, change: Partial<Transition>) =>
  TRANSITIONS.map((each) => (each.verb === verb ? { ...each, ...change } : each));

test("planted faults are found", () => {
  const faults = (table: readonly Transition[], states = STATE_TABLE) =>
    findTableFaults(states, table);
  expect(faults(without("send_verifier"))).toContain("verifying: cannot be reached");
  expect(faults(without("unpark", "cancel"))).toContain("parked: no way to an end");
  expect(faults(changed("accept", { clocks: {} }))).toEqual([
    "accept dispatched → in_progress: accept handle total ≠ handle total",
  ]);
  expect(faults(changed("fail", { clocks: { stop: "all" } }))).toHaveLength(1);
  expect(faults(changed("park", { clocks: { hold: ["handle"], start: ["review"] } }))).toHaveLength(
    2,
  );
  expect(faults([...TRANSITIONS, ...TRANSITIONS.slice(0, 1)])).toContain("report: two rows");
  const ownerless = { ...STATE_TABLE, filed: { ...STATE_TABLE.filed, owner: null, clocks: [] } };
  expect(faults(TRANSITIONS, ownerless)).toEqual(
    expect.arrayContaining(["filed: nobody owns it", "filed: no clock runs"]),
  );
});

test("every verb has a row, somebody who may use it, and a text", () => {
  const granted = new Set(Object.values(ROLE_VERBS).flat());
  const rows = new Set<string>(TRANSITIONS.map((each) => each.verb));
  expect([...granted].filter((verb) => !rows.has(verb))).toEqual([]);
  expect(TRANSITIONS.filter((each) => !granted.has(each.verb) && !each.isAutomatic)).toEqual([]);
  expect(Object.keys(GUARDS).filter((verb) => !rows.has(verb))).toEqual([]);
  const eventsOnly = ["absorb", "split_off", ...ALARM_VERBS, "warn"];
  expect(Object.keys(VERB_LABELS).toSorted()).toEqual([...rows, ...eventsOnly].toSorted());
});

test("no role both handles a class of verbs and is left without a check by others", () => {
  expect(ROLE_VERBS.unit_handler).not.toContain("pass");
  expect(ROLE_VERBS.administrator).toEqual([]);
  expect(ROLE_VERBS.auditor).toEqual([]);
});
