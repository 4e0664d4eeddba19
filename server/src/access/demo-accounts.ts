import { randomUUID } from "node:crypto";
import type { Role } from "@onegrid/core/access";
import type { Position } from "@onegrid/core/geometry";
import type { Db } from "@onegrid/db";
import type { DemoStaffMember, DemoStaffRole } from "@onegrid/core/demo";
import { insertAccounts, saveDuties } from "@onegrid/db/access";
import { hashPassword } from "./passwords.ts";

/** Exists only in a demo district, and the sign-in page shows it. */
export const DEMO_PASSWORD = "onegrid-demo";

interface DemoArea {
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
];

/** Logins that the sign-in page offers, in this order, with the role that says what they are for. */
export const DEMO_ROLES: ReadonlyMap<string, Role> = new Map(
  PEOPLE.map(({ login, roles }) => [login, roles[0] ?? "leader"]),
);
export const DEMO_LOGINS: readonly string[] = [...DEMO_ROLES.keys()];

/** Makes the demo accounts; each gets its roles in the first area of its kind. */
export async function seedDemoAccounts(db: Db, areas: readonly DemoArea[]): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  for (const { login, roles, kind, displayName } of PEOPLE) {
    const area = areas.find((candidate) => candidate.kind === kind) ?? areas[0];
    if (!area) throw new Error("a demo district without areas");
    const id = randomUUID();
    await insertAccounts(db, [{ id, login, displayName, passwordHash, isDemo: true }]);
    await saveDuties(
      db,
      roles.map((role) => ({
        id: `demo-${login}-${role}`,
        accountId: id,
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

/** Gives every member of the demo's grid teams an account and a duty in their community. */
export async function seedStaff(
  db: Db,
  areas: readonly DemoArea[],
  staff: readonly DemoStaffMember[],
): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const areaOfCode = new Map(areas.map((area) => [area.code, area]));
  const members = staff.flatMap((member, index) => {
    const role = FIELD_ROLES[member.role];
    const area = areaOfCode.get(member.areaCode);
    return role && area ? [{ ...member, role, area, accountId: randomUUID(), index }] : [];
  });
  await insertAccounts(
    db,
    members.map(({ accountId, displayName, index }) => ({
      id: accountId,
      login: `staff${String(index + 1).padStart(5, "0")}`,
      displayName,
      passwordHash,
      isDemo: true,
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
      categories: [],
      shift: member.hours,
      maxOpenCases: 5,
      post: member.position,
    })),
  );
}
