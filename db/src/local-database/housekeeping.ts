import type { Turns } from "./turns.ts";

/**
 * What a PostgreSQL server has background processes for. PGlite runs none of them: its log of changes
 * would grow, and its planner guess, for as long as the process lives.
 */
export function keepHouse(turns: Turns, everyMs: number): { readonly stop: () => void } {
  const timer = setInterval(() => void tidy(turns), everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

const CHECKPOINT_BYTES = 64 * 1024 * 1024;

const LOG_BYTES = `select pg_current_wal_lsn() - redo_lsn from pg_control_checkpoint()`;

/** The thresholds of PostgreSQL's own autovacuum: 50 rows and a tenth, or a fifth, of the table. */
const MOST_CHANGED = `
  select format('%I.%I', schemaname, relname) from pg_stat_user_tables
  where n_mod_since_analyze > 50 + 0.1 * n_live_tup or n_dead_tup > 50 + 0.2 * n_live_tup
  order by n_mod_since_analyze + n_dead_tup desc limit 1`;

export async function tidy(turns: Turns): Promise<void> {
  // Tables first: just after a checkpoint each page that is touched goes into the log whole.
  const table = firstValue(await turns.runWhenFree(MOST_CHANGED));
  if (table) await turns.runWhenFree(`vacuum (analyze) ${table}`);
  const logBytes = firstValue(await turns.runWhenFree(LOG_BYTES));
  if (Number(logBytes) > CHECKPOINT_BYTES) await turns.runWhenFree("checkpoint");
}

/** The only column of the first row of a raw answer, as text. */
export function firstValue(answer: Buffer | undefined): string | undefined {
  if (!answer) return undefined;
  for (let at = 0; at + 5 <= answer.length; at += 1 + answer.readUInt32BE(at + 1)) {
    if (answer.readUInt8(at) !== 0x44) continue; // D, a data row
    const length = answer.readInt32BE(at + 7);
    return length < 0 ? undefined : answer.toString("utf8", at + 11, at + 11 + length);
  }
  return undefined;
}
