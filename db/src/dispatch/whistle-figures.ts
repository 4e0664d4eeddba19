import type { Cooperation } from "@onegrid/core/dispatch";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { groupKeyOf, within, type FiguresAsked } from "./case-figures.ts";

/** The calls of a case and the group it counts in. */
export interface CalledCase {
  readonly id: string;
  readonly key: string;
  readonly cooperations: readonly Cooperation[];
}

/** Cases with a call in a period: the latest call of a case may be later than the one that is meant. */
export async function listCalledCases(db: Db, asked: FiguresAsked): Promise<CalledCase[]> {
  const { rows } = await sql<CalledCase>`
    select id, ${groupKeyOf(asked)} as key, card -> 'cooperations' as cooperations
    from dispatch_case
    where called_at >= ${asked.from} and reported_at < ${asked.to} and ${within(asked)}
    order by id`.execute(db);
  return rows;
}

/** How many cases of each group were reported in a period. */
export async function countReported(
  db: Db,
  asked: FiguresAsked,
): Promise<{ readonly key: string; readonly count: number }[]> {
  const { rows } = await sql<{ key: string; count: number }>`
    select key, count(*)::int as count from (
      select ${groupKeyOf(asked)} as key from dispatch_case
      where reported_at >= ${asked.from} and reported_at < ${asked.to} and ${within(asked)}
    ) as reported
    group by key order by key`.execute(db);
  return rows;
}
