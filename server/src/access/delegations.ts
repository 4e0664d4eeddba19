import { randomUUID } from "node:crypto";
import { delegationFault, isLent, LONGEST_DELEGATION_DAYS } from "@onegrid/core/access";
import type {
  DelegationReply,
  DelegationsReply,
  NewDelegationBody,
} from "@onegrid/core/access/contract";
import type { Db } from "@onegrid/db";
import {
  endDelegation,
  findDelegation,
  findLentAreas,
  insertDelegation,
  listColleagues,
  listDelegations,
  listDuties,
  type ColleagueRow,
  type DelegationRow,
  type DutyRow,
} from "@onegrid/db/access";
import { Problem } from "../problem.ts";
import { writeAudit } from "./audit.ts";
import { localDay } from "./local-day.ts";

/** How far back the list of one's delegations goes. */
const KEPT_IN_SIGHT_MS = 90 * 86_400_000;
const MOST_AT_ONCE = 20;
const MOST_COLLEAGUES = 50;

/** What somebody has handed to others, and others to them. */
export async function delegationsOf(
  db: Db,
  accountId: string,
  now: Date,
): Promise<DelegationsReply> {
  const since = new Date(now.getTime() - KEPT_IN_SIGHT_MS);
  const rows = await listDelegations(db, accountId, { since, day: localDay(now) });
  const replies = rows.map((row) => delegationReply(row, now));
  return {
    given: replies.filter(({ giver }) => giver.id === accountId),
    received: replies.filter(({ receiver }) => receiver.id === accountId),
  };
}

/** Who may stand in for one of somebody's duties. */
export async function colleaguesFor(
  db: Db,
  accountId: string,
  { dutyId, text, now }: { dutyId: string; text: string | null; now: Date },
): Promise<ColleagueRow[]> {
  const { areaPath } = await ownDuty(db, accountId, { dutyId, now });
  const near = { exceptId: accountId, path: areaPath, day: localDay(now) };
  return listColleagues(db, { ...near, text, only: null, limit: MOST_COLLEAGUES });
}

/** Hands a duty, or a part of it, to a colleague from a moment to a moment. */
export const delegate = (
  db: Db,
  accountId: string,
  body: NewDelegationBody,
  now: Date,
): Promise<DelegationReply> =>
  db.transaction().execute(async (trx) => {
    const duty = await ownDuty(trx, accountId, { dutyId: body.dutyId, now });
    const near = { exceptId: accountId, path: duty.areaPath, day: localDay(now), text: null };
    const [receiver] = await listColleagues(trx, { ...near, only: body.receiverId, limit: 1 });
    if (!receiver) throw new Problem({ code: "access.not-a-colleague" });
    await refuseFaults(trx, duty, { body, now });
    await refuseTooMany(trx, accountId, now);
    const id = randomUUID();
    // Nobody has stood in before it was said.
    const from = new Date(Math.max(Date.parse(body.from), now.getTime()));
    const to = new Date(body.to);
    const lent = { areaIds: [...new Set(body.areaIds)], categories: [...new Set(body.categories)] };
    const whose = { dutyId: duty.id, receiverId: receiver.id };
    await insertDelegation(trx, { id, ...whose, ...lent, from, to, madeAt: now });
    const detail = {
      ...lent,
      role: duty.role,
      to: receiver.login,
      from: body.from,
      until: body.to,
    };
    await writeAudit(trx, { accountId, action: "access.delegate", object: id, detail });
    return delegationReply(await knownDelegation(trx, accountId, { id, now }), now);
  });

/** Ends a delegation before its time: whoever gave it, or whoever has it. */
export const endEarly = (
  db: Db,
  accountId: string,
  { id, now }: { id: string; now: Date },
): Promise<DelegationReply> =>
  db.transaction().execute(async (trx) => {
    const before = await knownDelegation(trx, accountId, { id, now });
    await endDelegation(trx, id, now);
    const detail = { role: before.duty.role, giver: before.giverId, receiver: before.receiverId };
    await writeAudit(trx, { accountId, action: "access.end-delegation", object: id, detail });
    return delegationReply(await knownDelegation(trx, accountId, { id, now }), now);
  });

/** A duty that somebody holds themselves: what they hold for another is not theirs to hand on. */
async function ownDuty(
  db: Db,
  accountId: string,
  { dutyId, now }: { dutyId: string; now: Date },
): Promise<DutyRow> {
  const duties = await listDuties(db, accountId, localDay(now));
  const duty = duties.find(({ id }) => id === dutyId);
  if (!duty) throw new Problem({ code: "access.unknown-duty" });
  return duty;
}

async function refuseFaults(
  trx: Db,
  duty: DutyRow,
  { body, now }: { body: NewDelegationBody; now: Date },
): Promise<void> {
  const areas = await findLentAreas(trx, body.areaIds);
  if (areas.length < new Set(body.areaIds).size)
    throw new Problem({ code: "access.delegation-area" });
  const [from, to] = [Date.parse(body.from), Date.parse(body.to)];
  const lent = { id: "", areas, categories: body.categories, from, to };
  switch (delegationFault(duty, lent, now.getTime())) {
    case "area":
      throw new Problem({ code: "access.delegation-area" });
    case "category":
      throw new Problem({ code: "access.delegation-category" });
    case "too-long":
      throw new Problem({
        code: "access.delegation-too-long",
        mostDays: LONGEST_DELEGATION_DAYS,
      });
    case "ended":
    case "backwards":
      throw new Problem({ code: "access.delegation-dates" });
    case null:
  }
}

async function refuseTooMany(trx: Db, accountId: string, now: Date): Promise<void> {
  const rows = await listDelegations(trx, accountId, { since: now, day: localDay(now) });
  const open = rows.filter(({ giverId, endedAt }) => giverId === accountId && endedAt === null);
  if (open.length >= MOST_AT_ONCE)
    throw new Problem({ code: "access.too-many-delegations", most: MOST_AT_ONCE });
}

/** One's own, given or received; anybody else's is not known. */
async function knownDelegation(
  db: Db,
  accountId: string,
  { id, now }: { id: string; now: Date },
): Promise<DelegationRow> {
  const row = await findDelegation(db, id, localDay(now));
  if (!row || (row.giverId !== accountId && row.receiverId !== accountId))
    throw new Problem({ code: "access.unknown-delegation" });
  return row;
}

const delegationReply = (row: DelegationRow, now: Date): DelegationReply => ({
  id: row.id,
  giver: { id: row.giverId, name: row.giverName },
  receiver: { id: row.receiverId, name: row.receiverName },
  role: row.duty.role,
  areas: row.areas.map(({ id, name }) => ({ id, name })),
  categories: [...row.categories],
  from: row.from.toISOString(),
  to: row.to.toISOString(),
  state: stateOf(row, now.getTime()),
});

function stateOf({ from, to, endedAt, isHeld }: DelegationRow, at: number) {
  if (endedAt !== null) return "ended";
  const times = { from: from.getTime(), to: to.getTime() };
  if (times.to <= at) return "over";
  // The giver does not have it any more, so there is nothing to stand in for.
  if (!isHeld) return "ended";
  return isLent(times, at) ? "active" : "coming";
}
