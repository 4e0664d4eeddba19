import type { Jurisdiction, Sight } from "@onegrid/core/access";
import {
  FIELD_VERBS,
  type FieldVerb,
  type FieldWorkReply,
} from "@onegrid/core/dispatch/field-contract";
import type { Verb } from "@onegrid/core/dispatch";
import { readAs, type Db } from "@onegrid/db";
import {
  listCaseEvents,
  listCases,
  listMeetingPending,
  type StoredCase,
} from "@onegrid/db/dispatch";
import type { SignedIn } from "../../access/sessions.ts";
import { replyOf } from "../cases/reply-of.ts";
import { hasOwnTask } from "../consultation/meeting-work.ts";
import { timelineOf } from "../cases/timeline.ts";
import { verbsFor } from "../rights/offered-verbs.ts";
import { rulesOf, type Rules } from "../rules/rules-in-force.ts";

/** Where field staff have something to do. */
const STATES = ["verifying", "dispatched", "in_progress", "resolved"];
const MOST_READ = 500;
const MOST_SENT = 60;

const isFieldVerb = (verb: Verb): verb is FieldVerb => FIELD_VERBS.some((each) => each === verb);

/** What one was sent to do goes before what one may check. */
const isSentTo = (verbs: readonly FieldVerb[]): boolean =>
  verbs.some((verb) => verb !== "pass" && verb !== "fail");

/** The open cases on which somebody has a step to take on site, or a task of a meeting, the next due first. */
export async function fieldWork(
  db: Db,
  signedIn: SignedIn,
  asked: { readonly jurisdiction: Jurisdiction; readonly sight: Sight; readonly now: Date },
): Promise<FieldWorkReply> {
  const { jurisdiction, sight, now } = asked;
  const rules = await rulesOf(db);
  const read = await readAs(db, sight, async (trx) => {
    const mine = await waitingFor(trx, signedIn, { jurisdiction, now, rules });
    const first = mine.toSorted((a, b) => Number(b.isSent) - Number(a.isSent)).slice(0, MOST_SENT);
    const found: { stored: StoredCase; logged: Awaited<ReturnType<typeof listCaseEvents>> }[] = [];
    for (const { stored } of first)
      found.push({ stored, logged: await listCaseEvents(trx, stored.case.id) });
    return { total: mine.length, found };
  });
  const cases: FieldWorkReply["cases"] = [];
  for (const { stored, logged } of read.found)
    cases.push({
      ...(await replyOf(db, stored, signedIn, now)),
      entries: await timelineOf(db, logged),
    });
  return { serverAt: now.getTime(), cases, total: read.total };
}

interface Waiting {
  readonly stored: StoredCase;
  readonly isSent: boolean;
}

/** What waits for a step, the next due first; then what waits for a task alone. */
async function waitingFor(
  trx: Db,
  signedIn: SignedIn,
  asked: { readonly jurisdiction: Jurisdiction; readonly now: Date; readonly rules: Rules },
): Promise<Waiting[]> {
  const { jurisdiction, now, rules } = asked;
  const tasks = (await listMeetingPending(trx, jurisdiction, MOST_READ)).filter((stored) =>
    hasOwnTask(stored.case, rules, signedIn, now),
  );
  const withTask = new Set(tasks.map((stored) => stored.case.id));
  const steps = (await openWork(trx, jurisdiction)).flatMap((stored): Waiting[] => {
    const verbs = verbsFor(stored.case, rules, signedIn, now).filter(isFieldVerb);
    const isSent = isSentTo(verbs) || withTask.has(stored.case.id);
    return verbs.length === 0 ? [] : [{ stored, isSent }];
  });
  const known = new Set(steps.map(({ stored }) => stored.case.id));
  const rest = tasks.filter((stored) => !known.has(stored.case.id));
  return [...steps, ...rest.map((stored) => ({ stored, isSent: true }))];
}

const openWork = async (db: Db, jurisdiction: Jurisdiction): Promise<StoredCase[]> =>
  (
    await listCases(db, {
      jurisdiction,
      states: STATES,
      areaId: null,
      category: null,
      text: null,
      memberId: null,
      level: null,
      severity: null,
      limit: MOST_READ,
      after: null,
    })
  ).cases;
