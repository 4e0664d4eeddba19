import { randomUUID } from "node:crypto";
import { DEMO_COMMITTEES, DEMO_DEPARTMENTS } from "@onegrid/core/demo";
import type { Db } from "@onegrid/db";
import { insertAccounts, listDemoAccounts, saveDuties } from "@onegrid/db/access";
import { saveDepartments } from "@onegrid/db/dispatch";
import { DEMO_PASSWORD, firstOf, type DemoArea } from "./demo-accounts.ts";
import { hashPassword } from "./passwords.ts";

/** Who sits in each body: one who takes its calls in, and one who goes out. */
const SEATS = [
  { role: "unit_intake", suffix: "", title: "受理员" },
  { role: "unit_handler", suffix: "-field", title: "处置员" },
] as const;

/** The made-up district's bodies (部门), with an account for each who acts for them, and its communities' committees. */
export async function seedDepartments(
  db: Db,
  areas: readonly (DemoArea & { readonly name: string })[],
): Promise<void> {
  const area = firstOf(areas, "district") ?? areas[0];
  if (!area) return;
  await saveDepartments(
    db,
    DEMO_DEPARTMENTS.map(({ key, ...department }) => ({
      ...department,
      id: idOf(key),
      areaIds: [area.id],
    })),
  );
  await saveDepartments(
    db,
    areas
      .filter(({ kind }) => kind === "community")
      .flatMap(({ id, code, name }) =>
        DEMO_COMMITTEES.map(({ kind, ending }) => ({
          id: `demo-${kind}-${code}`,
          areaIds: [id],
          kind,
          categories: [],
          name: `${name.replace(/社区$/, "")}社区${ending}`,
        })),
      ),
  );
  await seatPeople(db, area);
}

const idOf = (key: string): string => `demo-${key}`;

const PEOPLE = DEMO_DEPARTMENTS.flatMap(({ key, name, categories }) =>
  SEATS.map(({ role, suffix, title }) => ({
    role,
    categories,
    unitId: idOf(key),
    login: `${key}${suffix}`,
    displayName: `${name}${title}`,
  })),
);

async function seatPeople(db: Db, area: DemoArea): Promise<void> {
  const logins = PEOPLE.map(({ login }) => login);
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await insertAccounts(
    db,
    PEOPLE.map(({ login, displayName }) => ({
      id: randomUUID(),
      login,
      displayName,
      passwordHash,
      isDemo: true,
      waitingRoles: [],
    })),
  );
  const accounts = await listDemoAccounts(db, logins);
  const accountIdOf = new Map(accounts.map(({ id, login }) => [login, id]));
  await saveDuties(
    db,
    PEOPLE.map(({ login, ...person }) => ({
      ...person,
      id: `demo-${login}-${person.role}`,
      accountId: accountIdOf.get(login) ?? null,
      areaId: area.id,
      shift: "Mo-Su 00:00-24:00",
      maxOpenCases: 20,
      // They are wherever their rounds take them: nobody is sent from a place that is made up.
      post: null,
    })),
  );
}
