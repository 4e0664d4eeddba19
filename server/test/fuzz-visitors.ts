import { ROLES, roleGrants, type Role } from "@onegrid/core/access";
import { insertAccounts, saveDuties } from "@onegrid/db/access";
import { hashPassword } from "../src/access/passwords.ts";
import type { Rule } from "../src/access/guard.ts";
import { SESSION_COOKIE } from "../src/access/session-cookie.ts";
import { openSession } from "../src/access/sessions.ts";
import { NOW, type DemoTown } from "./demo-town.ts";

/** Somebody who asks: a stranger, somebody whose session is worth nothing, or a holder of a role. */
export interface Visitor {
  readonly name: string;
  readonly role: Role | null;
  /** Whether a route with this rule lets the visitor in. */
  readonly isLetIn: (rule: Rule) => boolean;
  readonly headers: () => Readonly<Record<string, string>>;
  /** Signs in again, after a request has ended the session. */
  readonly renew: () => Promise<void>;
}

const HOUR = 3_600_000;
/** Accounts that requests may close, rename and give duties to. */
export const VICTIMS = ["victim1", "victim2", "victim3"];

/** Two holders of every role, one for the district and one for a community, and those without any. */
export async function makeVisitors({ db, app }: DemoTown, areaIds: string[]): Promise<Visitor[]> {
  const passwordHash = await hashPassword("a long enough secret");
  const holders = ROLES.flatMap((role) =>
    areaIds.map((areaId, at) => ({ id: `fuzz-${role}-${at}`, role, areaId })),
  );
  const victims = VICTIMS.map((id) => ({
    id,
    role: "team_member" as const,
    areaId: areaIds[0] ?? "",
  }));
  const all = [...holders, ...victims];
  await insertAccounts(
    db,
    all.map(({ id }) => ({
      ...{ id, login: id, displayName: id, passwordHash, isDemo: false, waitingRoles: [] },
    })),
  );
  await saveDuties(
    db,
    all.map(({ id, role, areaId }) => ({
      ...{ id, accountId: id, role, areaId, displayName: id, categories: [], post: null },
      ...{ shift: "Mo-Su 00:00-24:00", maxOpenCases: 50 },
    })),
  );
  await app.ready();

  const sessionAt = (accountId: string, at: Date): Promise<string> =>
    openSession(db, { accountId, device: "" }, at);
  const [someone = ""] = VICTIMS;
  const worthless = [
    { name: "stranger", token: "" },
    { name: "forged token", token: "A".repeat(43) },
    {
      name: "expired session",
      token: await sessionAt(someone, new Date(NOW.getTime() - 200 * HOUR)),
    },
    { name: "idle session", token: await sessionAt(someone, new Date(NOW.getTime() - 9 * HOUR)) },
  ];
  return [
    ...worthless.map(({ name, token }) => visitor({ name, role: null, token })),
    ...(await Promise.all(
      holders.map(async ({ id, role }) => {
        const renew = (): Promise<string> => sessionAt(id, NOW);
        return visitor({ name: id, role, token: await renew(), renew });
      }),
    )),
  ];
}

function visitor(of: {
  name: string;
  role: Role | null;
  token: string;
  renew?: () => Promise<string>;
}): Visitor {
  let { token } = of;
  const { name, role, renew } = of;
  return {
    name,
    role,
    isLetIn: (rule) => {
      if (rule === "public") return true;
      if (role === null || rule === "metrics") return false;
      return rule === "signed-in" || roleGrants(role, rule);
    },
    headers: () => (token === "" ? {} : { cookie: `${SESSION_COOKIE}=${token}` }),
    renew: async () => {
      if (renew) token = await renew();
    },
  };
}
