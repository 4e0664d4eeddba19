import type { Jurisdiction } from "@onegrid/core/access";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { reached, stored, type StoredCase } from "./cases.ts";

export interface ReportedQuery {
  /** What the reader reaches. */
  readonly jurisdiction: Jurisdiction;
  /** Numbers that are asked for by name; then nothing else narrows. */
  readonly numbers: readonly string[] | null;
  readonly states: readonly string[];
  readonly categoryIds: readonly string[] | null;
  /** Moments of the report; both belong to the period. */
  readonly from: Date;
  readonly to: Date;
  readonly limit: number;
  readonly offset: number;
}

/** Cases within the reader's reach by the moment of their report, the newest first; rehearsals (演练) stay in the house. */
export function listReportedCases(db: Db, query: ReportedQuery): Promise<StoredCase[]> {
  const { jurisdiction, numbers, states, categoryIds, from, to, limit, offset } = query;
  return stored(db)
    .where(reached(jurisdiction))
    .where("is_rehearsal", "=", false)
    .$if(numbers !== null, (qb) =>
      qb.where(sql<boolean>`number = any(${[...(numbers ?? [])]}::text[])`),
    )
    .$if(numbers === null, (qb) =>
      qb
        .where("reported_at", ">=", from)
        .where("reported_at", "<=", to)
        .where(sql<boolean>`state = any(${[...states]}::text[])`),
    )
    .$if(numbers === null && categoryIds !== null, (qb) =>
      qb.where(sql<boolean>`category = any(${[...(categoryIds ?? [])]}::text[])`),
    )
    .orderBy("reported_at", "desc")
    .orderBy("id")
    .limit(limit)
    .offset(offset)
    .execute();
}
