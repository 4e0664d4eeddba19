import {
  OPEN_STATES,
  raisedByWarning,
  severitiesBelow,
  SEVERITIES,
  type Case,
  type RaisingWarning,
} from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import {
  findWarningsAt,
  readWarningsFirst,
  takeWarnedCases,
  type StoredCase,
} from "@onegrid/db/dispatch";
import type { NewEvent } from "@onegrid/db/events";
import { reachableOf } from "../rights/case-jurisdiction.ts";
import { describeCases } from "../cases/describe-cases.ts";
import { storeEvent, type OpenCase } from "../cases/store-event.ts";

const PAGE = 500;

interface Within {
  readonly scope: readonly string[];
  readonly now: Date;
}

/** Raises every open case in a warning's area; one event each, answered for the stream. */
export async function raiseCases(
  trx: Db,
  warning: RaisingWarning,
  { scope, now }: Within,
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  const severities = severitiesBelow(warning.floor);
  const asked = { warningId: warning.id, scope, severities, states: OPEN_STATES, limit: PAGE };
  for (let after = ""; ;) {
    const page = await takeWarnedCases(trx, { ...asked, after });
    events.push(...(await raisePage(trx, page, warning, now)));
    if (page.length < PAGE) return events;
    after = page.at(-1)?.case.id ?? "";
  }
}

async function raisePage(
  trx: Db,
  page: readonly StoredCase[],
  warning: RaisingWarning,
  now: Date,
): Promise<NewEvent[]> {
  const raised: { readonly was: StoredCase; readonly number: string; readonly case: Case }[] = [];
  for (const was of page) {
    const { number, scopePath, case: folded } = was;
    const event = raisedByWarning(folded, warning, now.getTime());
    if (!event) continue;
    raised.push({ was, number, case: await storeEvent(trx, { number, scopePath, folded }, event) });
  }
  const cards = await describeCases(trx, raised);
  return raised.map(({ was, case: folded }, at) => ({
    kind: "dispatch.case-changed",
    subject: folded.id,
    scopePath: was.scopePath,
    payload: {
      caseId: folded.id,
      version: folded.version,
      verb: "warn",
      actorId: "system",
      card: cards[at],
      reach: reachableOf({ case: folded, scopePath: was.scopePath }),
      was: reachableOf(was),
    },
  }));
}

/** Steps after which a case may lie in a warning that it was not in, or be less grave than one asks for. */
const COMES_UNDER: readonly string[] = [
  "relocate",
  "reclassify",
  "reopen",
  "unmerge",
  // While it was practised (演练) a warning left it alone.
  "make_real",
];

/**
 * Before the row of a case is held: whoever raises cases holds the warnings first and their rows after, and
 * the other way round two would wait for each other.
 */
export const awaitWarnings = async (trx: Db, verb: string): Promise<void> => {
  if (COMES_UNDER.includes(verb)) await readWarningsFirst(trx);
};

/** A case that was moved, put into another class, opened again or made real is as grave as a warning there asks for. */
export const raiseMoved = async (
  trx: Db,
  open: OpenCase & { readonly folded: Case },
  { verb, now }: { readonly verb: string; readonly now: Date },
): Promise<Case> => (COMES_UNDER.includes(verb) ? raiseWhereItLies(trx, open, now) : open.folded);

/** A new case where a warning is in force is as grave as that asks for, from its second event on. */
export async function raiseReported(
  trx: Db,
  open: OpenCase & { readonly folded: Case },
  now: Date,
): Promise<Case> {
  if (open.folded.place.position === null) return open.folded;
  await readWarningsFirst(trx);
  return raiseWhereItLies(trx, open, now);
}

async function raiseWhereItLies(
  trx: Db,
  open: OpenCase & { readonly folded: Case },
  now: Date,
): Promise<Case> {
  const { position } = open.folded.place;
  let { folded } = open;
  if (position === null) return folded;
  for (const { id, headline, floor } of await findWarningsAt(trx, position, {
    path: open.scopePath,
    now,
  })) {
    const known = SEVERITIES.find((severity) => severity === floor);
    const event = known && raisedByWarning(folded, { id, headline, floor: known }, now.getTime());
    if (event) folded = await storeEvent(trx, { ...open, folded }, event);
  }
  return folded;
}
