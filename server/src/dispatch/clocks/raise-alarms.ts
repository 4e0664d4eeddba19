import {
  alarmsDue,
  cooperationAlarmsDue,
  deadlinesOf,
  meetingDayAlarmsDue,
  taskAlarmsDue,
  type Case,
} from "@onegrid/core/dispatch";
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
  for (const event of alarmsDue(folded, deadlinesOf(folded, book), now.getTime())) {
    folded = await storeEvent(trx, { ...open, folded }, event);
  }
  for (const event of cooperationAlarmsDue(folded, book.calendar, now.getTime())) {
    folded = await storeEvent(trx, { ...open, folded }, event);
  }
  for (const event of taskAlarmsDue(folded, book.calendar, now.getTime())) {
    folded = await storeEvent(trx, { ...open, folded }, event);
  }
  for (const event of meetingDayAlarmsDue(folded, book.calendar, now.getTime())) {
    folded = await storeEvent(trx, { ...open, folded }, event);
  }
  return folded;
}
