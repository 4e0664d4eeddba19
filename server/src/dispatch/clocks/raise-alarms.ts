import { alarmsDue, deadlinesOf, type Case } from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import { TIME_RULES } from "../cases/case-card.ts";
import { storeEvent, type OpenCase } from "../cases/store-event.ts";

/** Writes the yellow and red marks that are due by now, each once; answers the case after them. */
export async function raiseAlarms(
  trx: Db,
  open: OpenCase & { readonly folded: Case },
  now: Date,
): Promise<Case> {
  let { folded } = open;
  for (const event of alarmsDue(folded, deadlinesOf(folded, TIME_RULES), now.getTime())) {
    folded = await storeEvent(trx, { ...open, folded }, event);
  }
  return folded;
}
