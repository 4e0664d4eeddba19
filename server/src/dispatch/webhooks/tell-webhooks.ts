import { eventRuleOf, type Reachable } from "@onegrid/core/access";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { Db } from "@onegrid/db";
import { listBehind, saveDeliveries, takeWebhook, type NewDelivery } from "@onegrid/db/dispatch";
import { head, readAfter, type StoredEvent } from "@onegrid/db/events";
import { hearingOf, type Hears } from "./key-holder.ts";

/** Events in one transaction. */
const PAGE = 500;

/**
 * Puts on its way to every receiver what has happened since it was last told: each event once, whatever
 * restarts, since the receiver's place in the log is kept with its deliveries. Answers how many.
 */
export async function tellWebhooks(db: Db, now: Date): Promise<number> {
  let told = 0;
  for (const { id } of await listBehind(db)) told += await tell(db, id, now);
  return told;
}

const tell = (db: Db, id: string, now: Date): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const webhook = await takeWebhook(trx, id);
    if (!webhook) return 0;
    const log = await head(trx);
    // In another log the old place means nothing: it is told of what comes from now on.
    const isSameLog = log.epoch === webhook.epoch;
    const events = isSameLog ? await readAfter(trx, webhook.position, PAGE) : [];
    const hears = await hearingOf(trx, webhook.keyId, now);
    const deliveries = hears ? events.flatMap((event) => deliveryOf(event, hears) ?? []) : [];
    const position = isSameLog ? (events.at(-1)?.position ?? webhook.position) : log.position;
    await saveDeliveries(trx, { id, epoch: log.epoch, position, now }, deliveries);
    return deliveries.length;
  });

/** Where a case lies after an event and before it, as whoever wrote the event has said. */
interface CasePayload {
  readonly caseId?: string;
  readonly version?: number;
  readonly verb?: string;
  readonly reach?: Reachable | null;
  readonly was?: Reachable | null;
  readonly card?: Pick<CaseCard, "emergency">;
}

function deliveryOf(
  { kind, position, at, payload }: StoredEvent,
  hears: Hears,
): NewDelivery | null {
  if (eventRuleOf(kind) !== "case") return null;
  // The server writes its own events.
  const { caseId, version, verb, reach, was, card }: CasePayload = Object(payload);
  // What is practised (演练) stays in the house; made real, it is told of as a whole.
  if (card?.emergency?.isRehearsal === true) return null;
  if (caseId === undefined || version === undefined || !(hears(reach) || hears(was))) return null;
  return { position, caseId, version, verb: verb ?? "", at };
}
