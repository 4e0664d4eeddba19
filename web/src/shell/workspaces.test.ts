import type { Me } from "@onegrid/core/access/contract";
import { ROLES } from "@onegrid/core/dispatch";
import { expect, test } from "vitest";
import { homeOf, WORKSPACES } from "./workspaces.ts";

const account = (rights: Partial<Me>): Me => ({
  id: "1",
  login: "made",
  displayName: "Made",
  locale: "en",
  isDemo: true,
  duties: [],
  canReadPlans: false,
  canPlan: false,
  canPublish: false,
  canCover: false,
  canReadCases: false,
  canDispatch: false,
  canLocateStaff: false,
  canReport: false,
  canImport: false,
  canManagePeople: false,
  canAudit: false,
  canRoster: false,
  canManageRules: false,
  canRunEmergency: false,
  mustChangePassword: false,
  mustEnrolFactor: false,
  ...rights,
});

const seenBy = (me: Me): string[] =>
  WORKSPACES.filter(({ isFor }) => isFor(me)).map(({ id }) => id);

test.each([
  [
    { canReadPlans: true, canCover: true, canImport: true },
    ["division", "coverage", "overview", "ingest"],
  ],
  [{ canReadCases: true }, ["dispatch"]],
  [{ canReport: true }, ["dispatch"]],
  [{ canImport: true }, ["ingest"]],
  [{}, []],
])("an account with %o sees its own workspaces and no other", (rights, expected) => {
  expect(seenBy(account(rights))).toEqual(expected);
});

test("the page opens on a workspace the account may use", () => {
  expect(homeOf(account({ canReadCases: true }))).toBe("dispatch");
  expect(homeOf(account({ canImport: true }))).toBe("ingest");
});

const duty = (role: string): Me["duties"][number] => ({
  ...{ id: "d", role, areaId: "a", areaName: "", areaKind: "community" },
  onBehalfOf: null,
});

test("whoever works on cases begins with them, whatever else they may see", () => {
  const rights = { canReadPlans: true, canCover: true, canReadCases: true };
  const homeFor = (role: string) => homeOf(account({ ...rights, duties: [duty(role)] }));
  const others = ["public", "auditor", "administrator", "external_system"];
  for (const role of ROLES.filter((each) => !others.includes(each))) {
    expect([role, homeFor(role)]).toEqual([role, "dispatch"]);
  }
  for (const role of ["planner", "administrator"]) {
    expect([role, homeFor(role)]).toEqual([role, "division"]);
  }
  expect(homeFor("leader")).toBe("overview");
});
