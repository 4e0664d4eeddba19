import { spansOf } from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import { insertSpans, markSpansMade, takeCasesWithoutSpans } from "@onegrid/db/dispatch";
import { holdRules } from "../rules/rules-in-force.ts";

/** Few at a time: a transaction keeps everybody else of the embedded database waiting. */
const BATCH = 100;

/**
 * Makes the spans of cases from before there was a replay, of their logs. Each portion is whole by
 * itself: whatever stops it, the next start goes on. Answers how many cases it has made ready.
 */
export async function makeMissingSpans(
  db: Db,
  isStopped: () => boolean = () => false,
): Promise<number> {
  let made = 0;
  for (;;) {
    if (isStopped()) return made;
    const count = await db.transaction().execute(makeSome);
    if (count === 0) return made;
    made += count;
  }
}

async function makeSome(trx: Db): Promise<number> {
  const { book } = await holdRules(trx);
  const logs = await takeCasesWithoutSpans(trx, BATCH);
  await insertSpans(
    trx,
    logs.map(({ caseId, events }) => ({ caseId, spans: spansOf(events, book) })),
  );
  await markSpansMade(
    trx,
    logs.map(({ caseId }) => caseId),
  );
  return logs.length;
}

/** Makes them beside the server's other work, once after its start. */
export function startSpanMaking(
  db: Db,
  onError: (error: unknown) => void,
): { readonly stop: () => Promise<void> } {
  let isStopped = false;
  const making = makeMissingSpans(db, () => isStopped).catch((error: unknown) => {
    // The next start goes on from there.
    if (!isStopped) onError(error);
  });
  return {
    stop: async () => {
      isStopped = true;
      await making;
    },
  };
}
