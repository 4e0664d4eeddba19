import type { Jurisdiction } from "@onegrid/core/access";
import type { BoardFacts } from "@onegrid/core/dispatch";
import { sql } from "kysely";
import { isReachedSql } from "../access/index.ts";
import type { Db } from "../connect.ts";
import { latOf, lngOf } from "../postgis.ts";

/** An open case as it stood on the board at an instant. */
export interface PastCaseRow extends Omit<BoardFacts, "assignee"> {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly address: string;
  readonly communityId: string | null;
  readonly isRehearsal: boolean;
  /** Degrees; both or none. */
  readonly lng: number | null;
  readonly lat: number | null;
  readonly reportedAt: number;
  /** When it came to stand so. */
  readonly from: number;
  readonly unitId: string | null;
  readonly memberId: string | null;
}

/** Hours that spans of each class are shorter than, as the migration has them; the last is endless. */
const LENGTHS = [1, 4, 16, 64, 256, 1024, 4096, Infinity];
const HOUR_MS = 3_600_000;

/** For each class of length, the moment after which a span began that may hold an instant. */
const begunAfter = (instant: Date): Date[] =>
  LENGTHS.map((hours) => new Date(Math.max(0, instant.getTime() - hours * HOUR_MS)));

/** Milliseconds since 1970 of a column. */
const ms = (column: string) =>
  sql`(extract(epoch from ${sql.ref(column)}) * 1000)::double precision`;

const OF_C = {
  path: "c.scope_path",
  category: "c.category",
  level: "c.level",
  assignee: "c.assignee_id",
  helpers: "c.helper_ids",
};

/**
 * The cases that were open at an instant, as they stood then, of those within the reader's reach
 * today. A span is found by its length: it began at most so long ago.
 */
export async function listCasesAt(
  db: Db,
  asked: { readonly jurisdiction: Jurisdiction; readonly instant: Date; readonly limit: number },
): Promise<PastCaseRow[]> {
  const { instant, jurisdiction, limit } = asked;
  const reached = isReachedSql(OF_C, jurisdiction);
  // `offset 0` keeps to this order: first the few spans, by index, then the case of each.
  const { rows } = await sql<PastCaseRow>`
    with span as (
      select s.*
      from unnest(${begunAfter(instant)}::timestamptz[]) with ordinality as length (after, nth),
        lateral (
          select * from case_span where length_class = length.nth::int - 1
            and from_at > length.after and from_at <= ${instant} and to_at > ${instant} offset 0
        ) s
      union all
      select s.* from case_span s where s.to_at is null and s.from_at <= ${instant}
    )
    select c.id, c.number, coalesce(s.place ->> 'address', c.address) as address,
      case when s.place is null then c.community_id else s.place ->> 'communityId' end
        as "communityId",
      case when s.place is null then ${lngOf(sql.ref("c.place"))}
        else (s.place #>> '{position,0}')::double precision end as lng,
      case when s.place is null then ${latOf(sql.ref("c.place"))}
        else (s.place #>> '{position,1}')::double precision end as lat,
      ${ms("c.reported_at")} as "reportedAt", c.is_rehearsal as "isRehearsal",
      s.version, ${ms("s.from_at")} as "from", s.state, s.step, s.level, s.category as "categoryId",
      s.severity, s.unit_id as "unitId", s.member_id as "memberId", s.is_running as "isRunning",
      ${ms("s.yellow_at")} as "yellowAt", ${ms("s.due_at")} as "dueAt"
    from span s, lateral (select * from dispatch_case where id = s.case_id offset 0) c
    where ${reached}
    limit ${limit}`.execute(db);
  return rows;
}

/** Cases within reach whose past is not made ready yet. */
export async function countCasesWithoutSpans(db: Db, jurisdiction: Jurisdiction): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from dispatch_case c where not has_spans and ${isReachedSql(
      OF_C,
      jurisdiction,
    )}`.execute(db);
  return rows[0]?.count ?? 0;
}
