import type { Jurisdiction, Sight } from "@onegrid/core/access";
import type { CallsReply } from "@onegrid/core/dispatch/whistle-contract";
import { readAs, type Db } from "@onegrid/db";
import { listHelpPending } from "@onegrid/db/dispatch";
import { describeCases } from "../cases/describe-cases.ts";

const MOST = 200;

/** Cases within reach with a call (吹哨) that waits: for its answer, for help, for the supervisor, to be rated. */
export async function pendingCalls(
  db: Db,
  jurisdiction: Jurisdiction,
  sight: Sight,
): Promise<CallsReply> {
  const cases = await readAs(db, sight, (trx) => listHelpPending(trx, jurisdiction, MOST));
  return { cards: await describeCases(db, cases) };
}
