import type { BoardSpan } from "@onegrid/core/dispatch";
import type { Position } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { holds, pointFrom } from "../postgis.ts";
import { insertSpans } from "./board-spans.ts";
import type { NewCaseEvent } from "./case-events.ts";
import type { CaseRow } from "./cases.ts";

/** Those of the source ids that are cases already. */
export async function findKnownSources(
  db: Db,
  sourceIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select source_id as id from dispatch_case
    where source_id = any(${[...sourceIds]}::text[])`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

export interface PlacedPoint {
  /** Ids from the root down to the smallest area that holds the point; `null` outside all of them. */
  readonly path: readonly string[] | null;
  readonly gridVersionId: string | null;
  readonly gridCode: string | null;
}

/** Where many points lay, each on its day: one statement whatever their number. */
export async function locateSet(
  db: Db,
  points: readonly { readonly position: Position | null; readonly day: string }[],
): Promise<PlacedPoint[]> {
  const { rows } = await sql<PlacedPoint>`
    with point as (
      select n, day, ${pointFrom(sql.ref("lng"), sql.ref("lat"))} as geom
      from unnest(
        ${points.map(({ position }) => position?.[0] ?? null)}::double precision[],
        ${points.map(({ position }) => position?.[1] ?? null)}::double precision[],
        ${points.map(({ day }) => day)}::date[]
      ) with ordinality as given (lng, lat, day, n)
    )
    select area.path, grid.id as "gridVersionId", grid.code as "gridCode"
    from point
    left join lateral (
      select a.path from area a
      where a.valid_to is null and ${holds(sql.ref("a.geom"), sql.ref("point.geom"))}
      order by cardinality(a.path) desc, a.code limit 1
    ) area on true
    left join lateral (
      select v.id, v.code from grid_version v
      where ${holds(sql.ref("v.geom"), sql.ref("point.geom"))} and v.community_id = any(area.path) and v.valid_from <= point.day
        and (v.valid_to is null or v.valid_to > point.day)
      order by v.code limit 1
    ) grid on true
    order by point.n`.execute(db);
  return rows;
}

export interface CaseHistory {
  readonly row: Omit<CaseRow, "number"> & { readonly sourceId: string };
  /** Day of the report, for the number. */
  readonly day: string;
  readonly events: readonly NewCaseEvent[];
  readonly spans: readonly BoardSpan[];
}

/** Stores whole cases with their events and words, set by set. */
export async function insertCaseHistories(
  trx: Db,
  histories: readonly CaseHistory[],
): Promise<void> {
  if (histories.length === 0) return;
  await insertRows(trx, histories);
  const events = histories.flatMap((history) => history.events);
  // One document for all: an array of documents is escaped twice and read several times slower.
  const logged = events.map(({ event, previousHash, hash }) => [event, previousHash, hash]);
  await sql`
    insert into case_event (case_id, version, verb, at, actor_id, role, event, previous_hash, hash)
    select e ->> 'caseId', (e ->> 'version')::int, e ->> 'verb',
      to_timestamp((e ->> 'at')::double precision / 1000), e -> 'actor' ->> 'id',
      e -> 'actor' ->> 'role', e, previous_hash, hash
    from (
      select entry -> 0 as e, entry ->> 1 as previous_hash, entry ->> 2 as hash
      from jsonb_array_elements(${JSON.stringify(logged)}::jsonb) as given (entry)
    ) as logged`.execute(trx);
  const texts = events.flatMap(({ event, texts: own }) =>
    own.map((text) => ({ ...text, caseId: event.caseId, version: event.version })),
  );
  await sql`
    insert into case_text (case_id, version, field, body, salt)
    select * from unnest(
      ${texts.map(({ caseId }) => caseId)}::text[],
      ${texts.map(({ version }) => version)}::int[],
      ${texts.map(({ field }) => field)}::text[],
      ${texts.map(({ body }) => body)}::text[],
      ${texts.map(({ salt }) => salt)}::text[]
    )`.execute(trx);
  await insertSpans(
    trx,
    histories.map(({ row, spans }) => ({ caseId: row.case.id, spans })),
  );
}

const instant = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString();

async function insertRows(trx: Db, histories: readonly CaseHistory[]): Promise<void> {
  const rows = histories.map(({ row, day }) => ({
    id: row.case.id,
    day: day.replaceAll("-", ""),
    version: row.case.version,
    state: row.case.state,
    category: row.case.categoryId,
    level: row.case.level,
    severity: row.case.severity,
    channel: row.case.channel,
    source_id: row.sourceId,
    address: row.case.place.address,
    lng: row.case.place.position?.[0] ?? null,
    lat: row.case.place.position?.[1] ?? null,
    grid_version_id: row.case.place.gridVersionId,
    community_id: row.case.place.communityId,
    scope_path: row.scopePath,
    assignee_id: row.case.assignee?.memberId ?? row.case.assignee?.unitId ?? null,
    reported_at: instant(row.case.reportedAt),
    due_at: instant(row.dueAt),
    soon_at: instant(row.soonAt),
    closed_at: instant(row.case.closedAt),
    updated_at: instant(row.case.updatedAt),
    alarm_at: instant(row.alarmAt),
    facts: row.facts,
    total_due_at: instant(row.totalDueAt),
    card: row.case,
  }));
  await sql`
    insert into dispatch_case (id, number, version, state, category, level, severity, channel,
      source_id, address, place, grid_version_id, community_id, scope_path, assignee_id,
      reported_at, due_at, soon_at, closed_at, updated_at, alarm_at, facts, total_due_at, card, has_spans)
    select id, day || '-' || lpad(nextval('case_number')::text, 6, '0'), version, state, category,
      level, severity, channel, source_id, address,
      ${pointFrom(sql.ref("lng"), sql.ref("lat"))}, grid_version_id, community_id,
      array(select jsonb_array_elements_text(scope_path)), assignee_id,
      reported_at, due_at, soon_at, closed_at, updated_at, alarm_at, facts, total_due_at, card, true
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (
      id text, day text, version int, state text, category text, level text, severity text,
      channel text, source_id text, address text, lng double precision, lat double precision,
      grid_version_id text, community_id text, scope_path jsonb, assignee_id text,
      reported_at timestamptz, due_at timestamptz, soon_at timestamptz, closed_at timestamptz,
      updated_at timestamptz, alarm_at timestamptz, facts int, total_due_at timestamptz, card jsonb)`.execute(
    trx,
  );
}
