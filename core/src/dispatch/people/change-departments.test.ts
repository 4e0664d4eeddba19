import { expect, test } from "vitest";
import {
  findDepartmentFaults,
  waitsFor,
  type DepartmentChanges,
  type DepartmentFacts,
  type KnownBodies,
} from "./change-departments.ts";
import type { Case, CaseCommand } from "../model/model.ts";
import { command, member, MONDAY_NINE, play, UNTIL_RESOLVED } from "../test-builders.ts";
import { isSeatOf } from "./departments.ts";

const facts = (changes: Partial<DepartmentFacts> = {}): DepartmentFacts => ({
  ...{ name: "城管中队", kind: "enforcement", areaIds: ["street"], categories: [] },
  ...changes,
});
const body = (
  id: string,
  name: string,
  areaIds: readonly string[],
  validTo: string | null = null,
) => ({
  ...{ id, name, areaIds, validTo, kind: "police", categories: [] },
});
const KNOWN: KnownBodies = {
  bodies: [
    body("police", "公安分局", ["district"]),
    body("fire", "消防站", ["street"]),
    body("old", "旧所", ["street"], "2026-11-01"),
  ],
  ownAreaIds: new Set(["street", "community"]),
  classIds: ["event.01-02", "community.20-01"],
  work: new Map([["fire", { cases: ["1", "2", "3", "4", "5", "6"], entries: 2 }]]),
};
const faults = (changes: Partial<DepartmentChanges>, known = KNOWN) =>
  findDepartmentFaults({ add: [], change: [], retire: [], restore: [], ...changes }, known).map(
    ({ part, index, fault, field, value }) => `${part}.${index} ${field} ${fault} ${value}`.trim(),
  );

test("what comes into the directory has a name, known areas of one's own and known classes", () => {
  expect(faults({ add: [facts()] })).toEqual([]);
  expect(faults({ add: [facts({ categories: ["event.01", "community"] })] })).toEqual([]);
  expect(faults({ add: [facts({ name: " " })] })).toEqual(["add.0 name missing"]);
  expect(faults({ add: [facts({ name: "长".repeat(61) })] })).toEqual(["add.0 name too-long 60"]);
  expect(faults({ add: [facts({ areaIds: [] })] })).toEqual(["add.0 areas missing"]);
  expect(faults({ add: [facts(), facts({ name: "二", areaIds: ["district"] })] })).toEqual([
    "add.1 areas unknown-area district",
  ]);
  expect(faults({ add: [facts({ categories: ["event.99"] })] })).toEqual([
    "add.0 classes unknown-class event.99",
  ]);
});

test("two of one name may not serve the same area at once", () => {
  expect(faults({ add: [facts({ name: "消防站" })] })).toEqual(["add.0 name name-taken 消防站"]);
  expect(faults({ add: [facts({ name: "消防站", areaIds: ["community"] })] })).toEqual([]);
  expect(faults({ add: [facts(), facts()] })).toHaveLength(2);
  // One that was given up leaves its name, and cannot come back while another has it.
  expect(faults({ add: [facts({ name: "旧所" })] })).toEqual([]);
  expect(faults({ add: [facts({ name: "旧所" })], restore: ["old"] })).toHaveLength(2);
  expect(faults({ change: [{ id: "fire", ...facts({ name: "消防站" }) }] })).toEqual([]);
});

test("only what serves one's own areas alone is changed, once, and what is there", () => {
  expect(faults({ change: [{ id: "police", ...facts() }] })).toEqual([
    "change.0 body not-yours 公安分局",
  ]);
  expect(faults({ retire: ["nobody"] })).toEqual(["retire.0 body unknown-body nobody"]);
  expect(faults({ change: [{ id: "fire", ...facts() }], restore: ["fire"] })).toEqual([
    "change.0 body twice 消防站",
    "restore.0 body twice 消防站",
  ]);
  expect(faults({ restore: ["old"] })).toEqual([]);
  expect(faults({ restore: ["fire"] })).toEqual(["restore.0 body in-use 消防站"]);
  expect(faults({ retire: ["old"] })).toEqual(["retire.0 body retired 旧所"]);
});

test("a body is not given up while cases or the duty list name it, and says which", () => {
  expect(faults({ retire: ["fire"] })).toEqual([
    "retire.0 body busy 1, 2, 3, 4, 5 +1",
    "retire.0 body on-duty-list 2",
  ]);
  expect(faults({ retire: ["fire"] }, { ...KNOWN, work: new Map() })).toEqual([]);
});

test("a case waits for whoever has it in hand, was called, is asked to a meeting or has a task", () => {
  const DESK = member("command_desk", "desk");
  const working = play(UNTIL_RESOLVED.slice(0, 4));
  const at = MONDAY_NINE + 5 * 3_600_000;
  const after = (current: Case, given: CaseCommand): Case => play([[given, DESK, { at }]], current);
  expect(waitsFor(working, working.assignee?.unitId ?? "")).toBe(true);
  const call = { cooperationId: "w1", calledUnitId: "police", kind: "emergency" } as const;
  const called = after(working, command("whistle", call));
  expect(waitsFor(working, "police")).toBe(false);
  expect(waitsFor(called, "police")).toBe(true);
  const waived = after(called, command("whistle_waive", { cooperationId: "w1" }));
  expect(waitsFor(waived, "police")).toBe(false);
  const bodyIds = ["owners", "fire"];
  const about = { bodyIds, heldAt: at, topic: "堆物", place: "" };
  const asked = after(
    working,
    command("consult", { consultationId: "m1", template: "free", ...about }),
  );
  expect(waitsFor(asked, "fire")).toBe(true);
  const off = after(asked, command("consult_cancel", { consultationId: "m1" }));
  expect(waitsFor(off, "fire")).toBe(false);
  const task = {
    id: "t1",
    ownerId: "owners",
    text: "清理",
    amount: 1,
    unit: "natural_days",
  } as const;
  const said = { heldAt: at, minutes: ["到会"], decision: "清理", tasks: [task] };
  const held = after(asked, command("consult_hold", { consultationId: "m1", ...said }));
  expect([waitsFor(held, "owners"), waitsFor(held, "fire")]).toEqual([true, false]);
});

test("members of teams act for committees, and nobody but departments' roles for departments", () => {
  expect(isSeatOf("unit_intake", "police")).toBe(true);
  expect(isSeatOf("unit_handler", "owners_committee")).toBe(true);
  expect(isSeatOf("team_member", "owners_committee")).toBe(true);
  expect(isSeatOf("team_member", "police")).toBe(false);
  expect(isSeatOf("grid_staff", "owners_committee")).toBe(false);
});
