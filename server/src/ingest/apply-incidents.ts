import type { Db } from "@onegrid/db";
import { listStagedIncidents, type Applied } from "@onegrid/db/ingest";
import { importIncidents } from "../dispatch/cases/import-incidents.ts";

/** Cases a statement: bounded memory, however many there are. */
const BATCH = 1000;

/** Makes cases of a batch's incidents, inside the caller's transaction. */
export async function applyIncidents(trx: Db, batchId: string, now: Date): Promise<Applied[]> {
  let after = -1;
  const sum = { added: 0, updated: 0 };
  for (;;) {
    const staged = await listStagedIncidents(trx, batchId, after, BATCH);
    const last = staged.at(-1);
    if (!last) break;
    after = last.number;
    const done = await importIncidents(
      trx,
      staged.map(({ record }) => record),
      now,
    );
    sum.added += done.added;
    sum.updated += done.known;
  }
  return sum.added + sum.updated === 0 ? [] : [{ layer: "incidents", ...sum }];
}
