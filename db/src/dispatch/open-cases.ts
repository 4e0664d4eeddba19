import type { Jurisdiction } from "@onegrid/core/access";
import { OPEN_STATES, type Case } from "@onegrid/core/dispatch";
import type { Position } from "@onegrid/core/geometry";
import { sql, type RawBuilder } from "kysely";
import type { Db } from "../connect.ts";
import { likePattern } from "../like-pattern.ts";
import { latOf, lngOf, pointInside, positionOf } from "../postgis.ts";
import { reached } from "./cases.ts";

/** What lists and maps hold of an open case; times in milliseconds since 1970. */
export interface OpenCaseRow {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly level: string;
  readonly severity: string;
  readonly category: string;
  readonly lng: number | null;
  readonly lat: number | null;
  readonly communityId: string | null;
  readonly gridVersionId: string | null;
  readonly assigneeId: string | null;
  readonly reportedAt: number;
  readonly dueAt: number | null;
  readonly soonAt: number | null;
  /** Of cases that were stored before their warning was: it has to be counted from the fold. */
  readonly unwarned: Case | null;
}

const milliseconds = (column: string): RawBuilder<unknown> =>
  sql`(extract(epoch from ${sql.ref(column)}) * 1000)::float8`;

const isOpen = sql<boolean>`state = any(${[...OPEN_STATES]}::text[])`;

/** All open cases within a reader's reach: read as columns, without their cards. */
export async function listOpenColumns(trx: Db, jurisdiction: Jurisdiction): Promise<OpenCaseRow[]> {
  const { rows } = await sql<OpenCaseRow>`
    select id, version, state, level, severity, category,
      ${lngOf(sql.ref("place"))} as lng, ${latOf(sql.ref("place"))} as lat,
      community_id as "communityId", grid_version_id as "gridVersionId",
      assignee_id as "assigneeId", ${milliseconds("reported_at")} as "reportedAt",
      ${milliseconds("due_at")} as "dueAt", ${milliseconds("soon_at")} as "soonAt",
      case when due_at is not null and soon_at is null then card end as unwarned
    from dispatch_case
    where ${isOpen} and ${reached(jurisdiction)}`.execute(trx);
  return rows;
}

/** Ids of the open cases within reach that have some words in number, address or description. */
export async function findOpenCases(
  trx: Db,
  asked: { readonly jurisdiction: Jurisdiction; readonly text: string; readonly limit: number },
): Promise<string[]> {
  const like = likePattern(asked.text);
  const { rows } = await sql<{ id: string }>`
    select id from dispatch_case
    where ${isOpen} and ${reached(asked.jurisdiction)}
      and (number ilike ${like} or address ilike ${like} or card ->> 'description' ilike ${like})
    order by reported_at desc, id limit ${asked.limit}`.execute(trx);
  return rows.map(({ id }) => id);
}

export interface GridPlaceRow {
  readonly id: string;
  readonly name: string;
  readonly center: Position;
}

/** Names of grids in the versions that cases lie in, each with a point inside. */
export async function listGridCenters(trx: Db, ids: readonly string[]): Promise<GridPlaceRow[]> {
  const { rows } = await sql<GridPlaceRow>`
    select id, name, ${positionOf(pointInside(sql.ref("geom")))} as center
    from grid_version where id = any(${[...ids]}::text[]) order by id`.execute(trx);
  return rows;
}
