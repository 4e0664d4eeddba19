import { randomUUID } from "node:crypto";
import type { Role } from "@onegrid/core/access";
import type { Position } from "@onegrid/core/geometry";
import type { Db } from "@onegrid/db";
import type { DemoStaffMember, DemoStaffRole } from "@onegrid/core/demo";
import {
  countAccounts,
  countDuties,
  insertAccounts,
  listDemoAccounts,
  saveDuties,
} from "@onegrid/db/access";
import { extendRootDuties } from "@onegrid/db/ingest";
import { listAreas, listRootAreas } from "@onegrid/db/organisation";
import { hashPassword } from "./passwords.ts";

/** Exists only in a demo district, and the sign-in page shows it. */
export const DEMO_PASSWORD = "onegrid-demo";

export interface DemoArea {
  readonly id: string;
  readonly kind: string;
  readonly code: string;
  /** Degrees. */
  readonly center: Position;
}

/** The people who open the map every day, one account each; some sit at two desks. */
const PEOPLE: readonly {
  login: string;
  roles: readonly Role[];
  kind: string;
  displayName: string;
}[] = [
  { login: "planner", roles: ["planner"], kind: "district", displayName: "网格规划员" },
  { login: "leader", roles: ["leader"], kind: "district", displayName: "分管领导" },
  {
    login: "dispatcher",
    roles: ["command_desk", "supervision_desk"],
    kind: "district",
    displayName: "指挥中心值班员",
  },
  { login: "supervisor", roles: ["supervisor"], kind: "district", displayName: "督办领导" },
  { login: "street", roles: ["street_desk"], kind: "street", displayName: "街道值班长" },
  { login: "community", roles: ["community_desk"], kind: "community", displayName: "社区值班" },
  { login: "gridworker", roles: ["grid_staff"], kind: "community", displayName: "网格员（演示）" },
  { login: "admin", roles: ["administrator"], kind: "district", displayName: "系统管理员" },
  { login: "auditor", roles: ["auditor"], kind: "district", displayName: "审计员" },
];

/** Logins that the sign-in page offers, in this order, with the role that says what they are for. */
export const DEMO_ROLES: ReadonlyMap<string, Role> = new Map([
  ...PEOPLE.map(({ login, roles }) => [login, roles[0] ?? "leader"] as const),
  // Of a body (部门) that is called for help: one stands for all of them.
  ["enforcement", "unit_intake"],
]);
export const DEMO_LOGINS: readonly string[] = [...DEMO_ROLES.keys()];

/** Demo accounts that this store has, in the order in which they are offered. */
export async function presentDemoLogins(db: Db): Promise<string[]> {
  const accounts = await listDemoAccounts(db, DEMO_LOGINS);
  return DEMO_LOGINS.filter((login) => accounts.some((account) => account.login === login));
}

/** Makes the demo accounts; each gets its roles in the first area of its kind. */
export async function seedDemoAccounts(db: Db, areas: readonly DemoArea[]): Promise<void> {
  await insertPeople(db);
  await giveDuties(db, areas);
}

/**
 * Somebody must be able to sign in, also to a store that is empty or was filled by the command line
 * alone: without any account, the demo ones are made. In an empty store they wait for their areas.
 */
export async function seedFirstAccounts(db: Db): Promise<void> {
  if ((await countAccounts(db)) === 0) await insertPeople(db);
  await giveFirstDuties(db);
}

/** Once there are areas: duties for demo accounts that were made before them. */
export async function giveFirstDuties(db: Db): Promise<void> {
  if ((await countDuties(db)) > 0) return;
  if ((await listDemoAccounts(db, DEMO_LOGINS)).length === 0) return;
  const [root] = await listRootAreas(db);
  if (!root) return;
  // All under one root: whoever answers for the whole of it then answers for the other roots too.
  await giveDuties(db, await listAreas(db, [root.id]));
  await extendRootDuties(db);
}

export const firstOf = (areas: readonly DemoArea[], kind: string): DemoArea | undefined =>
  areas.find((candidate) => candidate.kind === kind);

async function insertPeople(db: Db): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await insertAccounts(
    db,
    PEOPLE.map(({ login, displayName, roles }) => ({
      id: randomUUID(),
      login,
      displayName,
      passwordHash,
      isDemo: true,
      waitingRoles: roles,
    })),
  );
}

async function giveDuties(db: Db, areas: readonly DemoArea[]): Promise<void> {
  const accounts = await listDemoAccounts(db, DEMO_LOGINS);
  for (const { login, roles, kind, displayName } of PEOPLE) {
    const area = firstOf(areas, kind) ?? areas[0];
    const account = accounts.find((candidate) => candidate.login === login);
    if (!area) throw new Error("duties for a store without areas");
    if (!account) continue;
    await saveDuties(
      db,
      roles.map((role) => ({
        id: `demo-${login}-${role}`,
        accountId: account.id,
        role,
        areaId: area.id,
        displayName,
        categories: [],
        shift: "Mo-Su 00:00-24:00",
        maxOpenCases: 50,
        post: kind === "community" ? area.center : null,
      })),
    );
  }
}

/** Roles of the demo's grid teams that go out, and what they are called in `access`. */
const FIELD_ROLES: Partial<Record<DemoStaffRole, Role>> = {
  grid_head: "grid_head",
  grid_staff: "grid_staff",
  legal_adviser: "team_member",
  health_officer: "team_member",
  community_police: "team_member",
  patrol_team: "team_member",
};

/** What each of them can take (处置能力), of the classes in `core/dispatch`; the others take all. */
const ABILITIES: Partial<Record<DemoStaffRole, readonly string[]>> = {
  legal_adviser: ["community.10", "local.9003"],
  // Fumes, dead animals, poultry, and whoever asks for help.
  health_officer: ["event.01-16", "event.01-17", "event.01-18", "community.30"],
  community_police: ["community.10", "community.20", "event.04", "event.05", "local.9008"],
  patrol_team: ["community.20", "event.01-15", "event.05"],
};

/** Every class but the street's looks (市容环境), litter among them. */
const BUT_APPEARANCE = [
  "event.02",
  "event.03",
  "event.04",
  "event.05",
  "asset",
  "community",
  "local",
];

/**
 * What a member can take. In the community of the account `gridworker` the street's looks are left to
 * it and to the head on call: whoever tries the desk with litter finds somebody to sign in as.
 */
function abilitiesOf(
  { role, areaCode, team }: DemoStaffMember,
  demoCode: string | undefined,
): readonly string[] {
  const isGridRole = role === "grid_head" || role === "grid_staff";
  const isOnCall = role === "grid_head" && team === 1;
  if (isGridRole && !isOnCall && areaCode === demoCode) return BUT_APPEARANCE;
  return ABILITIES[role] ?? [];
}

/** Those of a team who go out, with the area they do it in and what they can take. */
function goingOut(areas: readonly DemoArea[], staff: readonly DemoStaffMember[]) {
  const areaOfCode = new Map(areas.map((area) => [area.code, area]));
  const demoCode = firstOf(areas, "community")?.code;
  return staff.flatMap((member, index) => {
    const role = FIELD_ROLES[member.role];
    const area = areaOfCode.get(member.areaCode);
    const categories = abilitiesOf(member, demoCode);
    return role && area
      ? [{ ...member, role, area, categories, accountId: randomUUID(), index }]
      : [];
  });
}

/** Gives every member of the demo's grid teams an account and a duty in their community. */
export async function seedStaff(
  db: Db,
  areas: readonly DemoArea[],
  staff: readonly DemoStaffMember[],
): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const members = goingOut(areas, staff);
  await insertAccounts(
    db,
    members.map(({ accountId, displayName, index }) => ({
      id: accountId,
      login: `staff${String(index + 1).padStart(5, "0")}`,
      displayName,
      passwordHash,
      isDemo: true,
      waitingRoles: [],
    })),
  );
  await saveDuties(
    db,
    members.map((member) => ({
      id: member.id,
      accountId: member.accountId,
      role: member.role,
      areaId: member.area.id,
      displayName: member.displayName,
      categories: member.categories,
      shift: member.hours,
      maxOpenCases: 5,
      post: member.position,
    })),
  );
}
