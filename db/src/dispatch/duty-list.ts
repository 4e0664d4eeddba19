import type { DutyEntry, DutyPlaceKind, DutyTarget, NearLane } from "@onegrid/core/dispatch";
import type { Geometry, LineString, MultiLineString, Position } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { asGeometry, covers, fromGeoJson, holds, meetsDegrees, pointInside } from "../postgis.ts";

/** One change of the list at a time: what is checked against it is still so when it is written. */
export const lockDutyList = (trx: Db): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtext('onegrid.duty-list'))`.execute(trx);

/** The places of the duty list that may own what happens at a point. */
export interface DutyPlacesAt {
  /** Special grids and property areas that hold it, their borders included. */
  readonly areaIds: readonly string[];
  /** Lanes that may be near enough: which of them owns it is not asked here. */
  readonly lanes: readonly NearLane[];
}

/** The farthest that a lane reaches, in degrees of a far northern district. */
export const LANE_DEGREES = 0.004;

export async function findDutyPlacesAt(
  db: Db,
  position: Position,
  day: string,
): Promise<DutyPlacesAt> {
  const geom = sql.ref("geom");
  const { rows } = await sql<{
    id: string;
    code: string;
    bufferMetres: number | null;
    line: LineString | MultiLineString | null;
  }>`
    select id, code, buffer_metres as "bufferMetres",
      case when kind = 'lane' then ${asGeometry(geom)} end as line
    from duty_place
    where ${meetsDegrees(geom, position, LANE_DEGREES)} and ${isInForce(day)}
      and (kind = 'lane' or ${covers(geom, position)})
    order by id`.execute(db);
  return {
    areaIds: rows.flatMap(({ id, line }) => (line === null ? [id] : [])),
    lanes: rows.flatMap(({ id, code, bufferMetres, line }) =>
      line === null ? [] : [{ id, code, bufferMetres: bufferMetres ?? 0, line }],
    ),
  };
}

const isInForce = (day: string) =>
  sql<boolean>`valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`;

/** What a place is called, or was last. */
export async function findDutyPlaceName(db: Db, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const { rows } = await sql<{ name: string }>`
    select name from duty_place where id = ${id} order by valid_from desc limit 1`.execute(db);
  return rows[0]?.name ?? null;
}

/** The entries in force on a day that name one of some areas, grids and places. */
export async function listDutyEntriesFor(
  db: Db,
  { areaIds, day }: { readonly areaIds: readonly string[]; readonly day: string },
): Promise<NamedDutyEntry[]> {
  const { rows } = await sql<NamedDutyEntry>`
    select ${ENTRY}, ${AREA_NAME} from duty_entry
    where area_id = any(${[...areaIds]}::text[]) and ${isInForce(day)} order by id`.execute(db);
  return rows;
}

const ENTRY = sql`id, unit_id as "unitId", area_id as "areaId", area_kind as "areaKind",
  nullif(categories, '{}') as categories, priority, clause,
  to_char(valid_from, 'YYYY-MM-DD') as "validFrom", to_char(valid_to, 'YYYY-MM-DD') as "validTo"`;

export interface NamedDutyEntry extends DutyEntry {
  /** Of the area, the grid or the place, as it was called last. */
  readonly areaName: string | null;
}

const AREA_NAME = sql`coalesce(
    (select a.name from area a where a.id = area_id),
    (select g.name from grid_version g where g.code = area_id order by g.valid_from desc limit 1),
    (select p.name from duty_place p where p.id = area_id order by p.valid_from desc limit 1)
  ) as "areaName"`;

/** Whether a district has a list on a day: without one nobody is refused for it. */
export async function hasDutyList(
  db: Db,
  { rootId, day }: { readonly rootId: string; readonly day: string },
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from duty_entry e join area a on a.id = e.scope_id
      where a.path && array[${rootId}]::text[] and ${isInForceOf("e", day)}) as found`.execute(db);
  return rows[0]?.found ?? false;
}

const isInForceOf = (table: string, day: string) =>
  sql<boolean>`${sql.ref(`${table}.valid_from`)} <= ${day}::date
    and (${sql.ref(`${table}.valid_to`)} is null or ${sql.ref(`${table}.valid_to`)} > ${day}::date)`;

export interface DutyEntryRow extends NamedDutyEntry {
  readonly scopeId: string;
}

/** What holds in some areas: what is said of them, of those below and of those above. Null: everything. */
const inScope = (scope: readonly string[] | null) =>
  scope === null
    ? sql<boolean>`true`
    : sql<boolean>`scope_id in
        (select unnest(path) from area where path && ${[...scope]}::text[])`;

/** The entries of the list, those of other days too. */
export async function listDutyEntries(
  db: Db,
  scope: readonly string[] | null,
): Promise<DutyEntryRow[]> {
  const { rows } = await sql<DutyEntryRow>`
    select ${ENTRY}, scope_id as "scopeId", ${AREA_NAME} from duty_entry where ${inScope(scope)} order by valid_from, id`.execute(
    db,
  );
  return rows;
}

export interface DutyPlaceRow {
  readonly id: string;
  readonly kind: DutyPlaceKind;
  readonly code: string;
  readonly name: string;
  readonly scopeId: string;
  readonly bufferMetres: number | null;
  readonly geometry: Geometry;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** The places of the list with their outlines, those of other days too. */
export async function listDutyPlaces(
  db: Db,
  scope: readonly string[] | null,
): Promise<DutyPlaceRow[]> {
  const { rows } = await sql<DutyPlaceRow>`
    select id, kind, code, name, scope_id as "scopeId", buffer_metres as "bufferMetres",
      ${asGeometry(sql.ref("geom"))} as geometry, to_char(valid_from, 'YYYY-MM-DD') as "validFrom",
      to_char(valid_to, 'YYYY-MM-DD') as "validTo"
    from duty_place where ${inScope(scope)} order by kind, code, valid_from`.execute(db);
  return rows;
}

/** Something that an entry may name, with the area that it lies in. */
export interface ScopedTarget extends DutyTarget {
  readonly scopeId: string;
}

/** Areas of the tree, grids in force on a day, and places that have not ended by then. */
export async function listDutyTargets(db: Db, day: string): Promise<ScopedTarget[]> {
  const { rows } = await sql<ScopedTarget>`
    select id, kind, code, name, id as "scopeId" from area
      where valid_to is null and kind in ('district', 'street', 'community')
    union all
    select code, 'grid', code, name, community_id from grid_version where ${isInForce(day)}
    union all
    select distinct on (id) id, kind, code, name, scope_id from duty_place
      where valid_to is null or valid_to > ${day}::date
    order by kind, code, id`.execute(db);
  return rows;
}

/** The smallest area that holds a shape; of one that sticks out at the district's edge, the district. */
export async function findScopeOf(db: Db, geometry: object): Promise<string | null> {
  const shape = sql`given.geom`;
  const { rows } = await sql<{ id: string }>`
    select a.id from (select ${fromGeoJson(sql`${JSON.stringify(geometry)}::text`)} as geom) given
    join area a on a.valid_to is null
      and (${holds(sql.ref("a.geom"), shape)}
        or (a.parent_id is null and ${holds(sql.ref("a.geom"), pointInside(shape))}))
    order by cardinality(a.path) desc, a.code limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** Who wrote it, and when. */
export interface Written {
  readonly accountId: string | null;
  readonly at: Date;
}

export interface PlaceToSave extends Omit<DutyPlaceRow, "geometry"> {
  readonly geometry: object;
}

export async function saveDutyPlaces(
  trx: Db,
  places: readonly PlaceToSave[],
  { accountId, at }: Written,
): Promise<void> {
  if (places.length === 0) return;
  await sql`
    insert into duty_place (id, kind, code, name, scope_id, geom, buffer_metres, valid_from,
      valid_to, made_by, made_at)
    select id, kind, code, name, "scopeId", ${fromGeoJson(sql`geometry::text`)}, "bufferMetres",
      "validFrom", "validTo", ${accountId}::text, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as given (id text, kind text,
      code text, name text, "scopeId" text, geometry jsonb, "bufferMetres" int, "validFrom" date,
      "validTo" date)`.execute(trx);
}

export type EntryToSave = DutyEntry & { readonly scopeId: string };

export async function saveDutyEntries(
  trx: Db,
  entries: readonly EntryToSave[],
  { accountId, at }: Written,
): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    insert into duty_entry (id, unit_id, categories, area_kind, area_id, scope_id, priority, clause,
      valid_from, valid_to, made_by, made_at)
    select id, "unitId",
      array(select jsonb_array_elements_text(coalesce(nullif(categories, 'null'::jsonb), '[]'))),
      "areaKind", "areaId", "scopeId", priority, clause, "validFrom", "validTo",
      ${accountId}::text, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as given (id text, "unitId" text,
      categories jsonb, "areaKind" text, "areaId" text, "scopeId" text, priority int, clause text,
      "validFrom" date, "validTo" date)`.execute(trx);
}

/** The first day on which an entry, or a version of a place, does not hold any more. */
export interface DutyEnd {
  readonly id: string;
  readonly validTo: string;
}

export const endDutyEntries = (
  trx: Db,
  ends: readonly DutyEnd[],
  { accountId, at }: Written,
): Promise<unknown> =>
  sql`
    update duty_entry e set valid_to = given."validTo", ended_by = ${accountId}::text,
      ended_at = ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(ends)}::jsonb) as given (id text, "validTo" date)
    where e.id = given.id`.execute(trx);

/** Ends the version of each place that begins on a day. */
export const endDutyPlaces = (
  trx: Db,
  ends: readonly (DutyEnd & { readonly validFrom: string })[],
  { accountId, at }: Written,
): Promise<unknown> =>
  sql`
    update duty_place p set valid_to = given."validTo", ended_by = ${accountId}::text,
      ended_at = ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(ends)}::jsonb)
      as given (id text, "validFrom" date, "validTo" date)
    where p.id = given.id and p.valid_from = given."validFrom"`.execute(trx);
