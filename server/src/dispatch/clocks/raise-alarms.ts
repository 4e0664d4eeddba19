import { alarmsDue, deadlinesOf, SIDE_CLOCKS, type Case } from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import { holdRules } from "../rules/rules-in-force.ts";
import { storeEvent, type OpenCase } from "../cases/store-event.ts";

/** Writes the yellow and red marks that are due by now, each once; answers the case after them. */
export async function raiseAlarms(
  trx: Db,
  open: OpenCase & { readonly folded: Case },
  now: Date,
): Promise<Case> {
  let { folded } = open;
  const { book } = await holdRules(trx);
  const at = now.getTime();
  const ways = [
    (seen: Case) => alarmsDue(seen, deadlinesOf(seen, book), at),
    ...SIDE_CLOCKS.map((clock) => (seen: Case) => clock.alarmsDue(seen, book.calendar, at)),
  ];
  for (const due of ways)
    for (const event of due(folded)) folded = await storeEvent(trx, { ...open, folded }, event);
  return folded;
}
