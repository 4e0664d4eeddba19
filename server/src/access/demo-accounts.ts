import { randomUUID } from "node:crypto";
import type { Role } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import { insertAccount, saveDuties } from "@onegrid/db/access";
import { hashPassword } from "./passwords.ts";

/** Exists only in a demo district, and the sign-in page shows it. */
export const DEMO_PASSWORD = "onegrid-demo";

interface DemoArea {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
}

/** The people who open the map every day, one account each. */
const PEOPLE: readonly { login: string; role: Role; kind: string; displayName: string }[] = [
  { login: "planner", role: "planner", kind: "district", displayName: "网格规划员" },
  { login: "leader", role: "leader", kind: "district", displayName: "分管领导" },
  { login: "dispatcher", role: "command_desk", kind: "district", displayName: "指挥中心值班员" },
  { login: "checker", role: "supervision_desk", kind: "district", displayName: "监督中心核查员" },
  { login: "street", role: "street_desk", kind: "street", displayName: "街道值班长" },
  { login: "community", role: "community_desk", kind: "community", displayName: "社区值班" },
  { login: "gridworker", role: "grid_staff", kind: "community", displayName: "网格员" },
  { login: "admin", role: "administrator", kind: "district", displayName: "系统管理员" },
];

/** Makes the demo accounts; each gets its role in the first area of its kind. */
export async function seedDemoAccounts(db: Db, areas: readonly DemoArea[]): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  for (const { login, role, kind, displayName } of PEOPLE) {
    const area = areas.find((candidate) => candidate.kind === kind) ?? areas[0];
    if (!area) throw new Error("a demo district without areas");
    const id = randomUUID();
    await insertAccount(db, { id, login, displayName, passwordHash, isDemo: true });
    await saveDuties(db, [
      {
        id: `demo-${login}`,
        accountId: id,
        role,
        areaId: area.id,
        displayName,
        categories: [],
        shift: "Mo-Su 00:00-24:00",
        maxOpenCases: 50,
        post: null,
      },
    ]);
  }
}
