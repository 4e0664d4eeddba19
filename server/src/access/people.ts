import { randomUUID } from "node:crypto";
import { isInScope, ROLES } from "@onegrid/core/access";
import type { DutyBody, NewPersonBody, PersonReply } from "@onegrid/core/access/contract";
import type { Db } from "@onegrid/db";
import {
  allowSso,
  deleteFactor,
  endSessions,
  findPerson,
  insertPerson,
  lockAccount,
  replaceDuties,
  setClosed,
  setPassword,
  type PersonRow,
} from "@onegrid/db/access";
import { listAreas } from "@onegrid/db/organisation";
import type { FastifyRequest } from "fastify";
import { Problem } from "../problem.ts";
import { writeAudit } from "./audit.ts";
import { scopeFor, whoAsks } from "./guard.ts";
import { hashPassword, makeHandedPassword } from "./passwords.ts";
import { localDay } from "./sessions.ts";

/** An administrator at work: who it is, and the areas whose people they look after. */
export interface Administering {
  readonly accountId: string;
  readonly scope: readonly string[];
}

interface Handed {
  readonly person: PersonRow;
  /** Shown once; nothing but its hash is kept. */
  readonly password: string;
}

/** Makes an account with its duties and a password to hand over. */
export async function addPerson(
  db: Db,
  by: Administering,
  { login, displayName, duties }: NewPersonBody,
): Promise<Handed> {
  await requireDuties(db, duties, by.scope);
  const password = makeHandedPassword();
  const id = randomUUID();
  const account = {
    id,
    login,
    displayName,
    passwordHash: await hashPassword(password),
    mustChangePassword: true,
    waitingRoles: [],
  };
  const person = await db.transaction().execute(async (trx) => {
    if (!(await insertPerson(trx, account)))
      throw new Problem({ code: "access.login-taken", login });
    await replaceDuties(trx, account, { scope: by.scope, duties });
    await note(trx, by, { action: "access.add-person", login, detail: { duties } });
    return findPerson(trx, id, by.scope);
  });
  return { person: known(person), password };
}

interface DutyChange {
  readonly id: string;
  readonly duties: readonly DutyBody[];
  readonly now: Date;
  /** Throws what stands against it, looked at inside the transaction. */
  readonly check: (trx: Db) => Promise<void>;
}

/** Refuses what could not be given: to somebody else's person, in another area, with bad dates. */
export async function requireDutiesFor(
  db: Db,
  by: Administering,
  { id, duties }: Pick<DutyChange, "id" | "duties">,
): Promise<void> {
  known(await findPerson(db, id, by.scope));
  await requireDuties(db, duties, by.scope);
}

/** Gives somebody exactly these duties in the administrator's area. */
export async function changeDuties(
  db: Db,
  by: Administering,
  { id, duties, now, check }: DutyChange,
): Promise<PersonRow> {
  await requireDuties(db, duties, by.scope);
  const today = localDay(now);
  if (id === by.accountId && !duties.some((duty) => isAdministration(duty, today)))
    throw new Problem({ code: "access.own-account" });
  return db.transaction().execute(async (trx) => {
    await lockAccount(trx, id);
    const before = known(await findPerson(trx, id, by.scope));
    await check(trx);
    await replaceDuties(trx, before, { scope: by.scope, duties });
    const detail = { before: before.duties, after: duties };
    await note(trx, by, { action: "access.change-duties", login: before.login, detail });
    // Without a duty here, somebody who has others elsewhere is out of sight from now on.
    return (await findPerson(trx, id, by.scope)) ?? { ...before, duties: [] };
  });
}

/** Another password to hand over; whoever knew the old one is out. */
export async function handPassword(db: Db, by: Administering, id: string): Promise<Handed> {
  const password = makeHandedPassword();
  const passwordHash = await hashPassword(password);
  const person = await changeAccount(db, by, {
    id,
    action: "access.reset-password",
    change: (trx) => setPassword(trx, id, { passwordHash, mustChange: true }),
  });
  return { person, password };
}

/** Takes an account out of use at a moment, or back into use. */
export const closeAccount = (
  db: Db,
  by: Administering,
  { id, closedAt }: { id: string; closedAt: Date | null },
): Promise<PersonRow> =>
  changeAccount(db, by, {
    id,
    action: closedAt === null ? "access.reopen-account" : "access.close-account",
    change: (trx) => setClosed(trx, id, closedAt),
  });

/** Takes somebody's second factor away, for a lost telephone; they set up another one. */
export const resetFactor = (db: Db, by: Administering, id: string): Promise<PersonRow> =>
  changeAccount(db, by, {
    id,
    action: "access.reset-factor",
    change: async (trx) => {
      if (!(await deleteFactor(trx, id))) throw new Problem({ code: "access.factor-off" });
    },
  });

/** Lets somebody in by single sign-on (单点登录), or not any more. */
export const changeSso = (
  db: Db,
  by: Administering,
  { id, isAllowed }: { id: string; isAllowed: boolean },
): Promise<PersonRow> =>
  changeAccount(db, by, {
    id,
    action: isAllowed ? "access.allow-sso" : "access.forbid-sso",
    keepsSessions: isAllowed,
    change: (trx) => allowSso(trx, id, isAllowed),
  });

interface AccountChange {
  readonly id: string;
  readonly action: string;
  readonly change: (trx: Db) => Promise<void>;
  /** Takes nothing away: nobody is put out, and it may be one's own account. */
  readonly keepsSessions?: boolean;
}

/** A change that ends every session; never of one's own account, nor of one that others share. */
async function changeAccount(
  db: Db,
  by: Administering,
  { id, action, change, keepsSessions = false }: AccountChange,
): Promise<PersonRow> {
  if (id === by.accountId && !keepsSessions) throw new Problem({ code: "access.own-account" });
  return db.transaction().execute(async (trx) => {
    // Duties are given under the same lock: nobody becomes shared between the look and the change.
    await lockAccount(trx, id);
    const person = known(await findPerson(trx, id, by.scope));
    if (person.isShared) throw new Problem({ code: "access.shared-account" });
    await change(trx);
    if (!keepsSessions) await endSessions(trx, id, {});
    await note(trx, by, { action, login: person.login, detail: {} });
    return known(await findPerson(trx, id, by.scope));
  });
}

function known(person: PersonRow | undefined): PersonRow {
  if (!person) throw new Problem({ code: "access.unknown-person" });
  return person;
}

const note = (
  db: Db,
  { accountId }: Administering,
  entry: { readonly action: string; readonly login: string; readonly detail: object },
): Promise<void> =>
  writeAudit(db, {
    accountId,
    action: entry.action,
    object: entry.login,
    detail: { ...entry.detail },
  });

/** Only known roles, in areas of one's own, from a day to a later one. */
async function requireDuties(
  db: Db,
  duties: readonly DutyBody[],
  scope: readonly string[],
): Promise<void> {
  const areas = await listAreas(db, [...scope]);
  // The list also names what lies above, to show where one is.
  const mine = new Set(areas.filter(({ path }) => isInScope(scope, path)).map(({ id }) => id));
  for (const { role, areaId, validFrom, validTo } of duties) {
    if (!ROLES.some((each) => each === role))
      throw new Problem({ code: "access.unknown-role", role });
    if (!mine.has(areaId)) throw new Problem({ code: "access.unknown-area", areaId });
    if (validTo !== null && validTo <= validFrom)
      throw new Problem({ code: "access.bad-dates", validFrom, validTo });
  }
}

const isAdministration = ({ role, validFrom, validTo }: DutyBody, day: string): boolean =>
  role === "administrator" && validFrom <= day && (validTo === null || validTo > day);

/** Whoever asks, with the areas whose people they look after. */
export const administering = (request: FastifyRequest): Administering => ({
  accountId: whoAsks(request).accountId,
  scope: scopeFor(request, "people.manage"),
});

export const personReply = (person: PersonRow): PersonReply => ({
  id: person.id,
  login: person.login,
  displayName: person.displayName,
  isDemo: person.isDemo,
  isClosed: person.closedAt !== null,
  mustChangePassword: person.mustChangePassword,
  lastSeenAt: person.lastSeenAt?.toISOString() ?? null,
  isShared: person.isShared,
  hasFactor: person.hasFactor,
  isSsoAllowed: person.isSsoAllowed,
  isSsoLinked: person.isSsoLinked,
  duties: [...person.duties],
});
