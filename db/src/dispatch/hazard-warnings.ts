import type { CapReference, CapWarning, Severity } from "@onegrid/core/dispatch";
import type { Geometry, Position } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { asGeometry, covers, fromWkb, groundOf, holds, partsOf, sharesGround } from "../postgis.ts";
import { writeWkb } from "../write-wkb.ts";
import { stored, type StoredCase } from "./cases.ts";

/** One warning at a time; a report waits for it, so that either sees the other. */
export const holdWarnings = (trx: Db): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtext('onegrid.warning'))`.execute(trx);

/** What a report holds while it looks for warnings where it lies: many may at once. */
export const readWarningsFirst = (trx: Db): Promise<unknown> =>
  sql`select pg_advisory_xact_lock_shared(hashtext('onegrid.warning'))`.execute(trx);

export interface NewWarning extends Omit<CapWarning, "kind" | "area" | "replaces"> {
  readonly id: string;
  readonly floor: Severity | null;
  readonly areaWords: string;
  readonly shape: WarningShape;
  readonly scopePath: readonly string[];
  readonly receivedAt: Date;
  readonly receivedBy: string;
}

/** What was drawn, and areas by their codes; together they are where it holds. */
export interface WarningShape {
  readonly rings: readonly (readonly Position[])[];
  readonly codes: readonly string[];
}

/** Drawn lines may cross: they are put right. Areas by code count only within the scope. */
function shapeOf({ rings, codes }: WarningShape, scope: readonly string[]) {
  const drawn = writeWkb({ type: "MultiPolygon", coordinates: rings.map((ring) => [ring]) });
  return groundOf(
    sql`${partsOf(fromWkb(sql`${drawn}::bytea`))} union all select geom from area
      where code = any(${[...codes]}::text[]) and valid_to is null
        and path && ${[...scope]}::text[]`,
  );
}

/** Areas within a scope that a shape meets, with all above them. */
export async function findWarnedPath(
  db: Db,
  shape: WarningShape,
  scope: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with shape as (select ${shapeOf(shape, scope)} as geom)
    select distinct unnest(a.path) as id from area a, shape
    where a.valid_to is null and a.path && ${[...scope]}::text[]
      and ${sharesGround(sql.ref("a.geom"), sql.ref("shape.geom"))}
    order by id`.execute(db);
  return rows.map(({ id }) => id);
}

export async function insertWarning(
  trx: Db,
  given: NewWarning,
  scope: readonly string[],
): Promise<void> {
  await trx
    .insertInto("hazard_warning")
    .values({
      id: given.id,
      sender: given.sender,
      identifier: given.identifier,
      status: given.status,
      event: given.event,
      headline: given.headline,
      area_words: given.areaWords,
      severity: given.severity,
      urgency: given.urgency,
      certainty: given.certainty,
      floor: given.floor,
      area: shapeOf(given.shape, scope),
      scope_path: [...given.scopePath],
      sender_scope: [...scope],
      sent_at: new Date(given.sentAt),
      effective_at: new Date(given.effectiveAt),
      expires_at: new Date(given.expiresAt),
      received_at: given.receivedAt,
      received_by: given.receivedBy,
    })
    .execute();
}

export const findWarning = (
  db: Db,
  { sender, identifier }: CapReference,
): Promise<{ id: string; scopePath: string[] } | undefined> =>
  db
    .selectFrom("hazard_warning")
    .select(["id", "scope_path as scopePath"])
    .where("sender", "=", sender)
    .where("identifier", "=", identifier)
    .executeTakeFirst();

/** Ends those of some messages that have not ended, of one sender and within a scope. */
export async function endWarnings(
  trx: Db,
  { sender, identifiers, scope }: EndedMessages,
  now: Date,
): Promise<{ id: string; scopePath: string[] }[]> {
  const rows = await trx
    .updateTable("hazard_warning")
    .set({ ended_at: now })
    .where("sender", "=", sender)
    .where(sql<boolean>`identifier = any(${[...identifiers]}::text[])`)
    .where(sql<boolean>`scope_path && ${[...scope]}::text[]`)
    .where("ended_at", "is", null)
    .returning(["id", "scope_path as scopePath"])
    .execute();
  return rows;
}

interface EndedMessages {
  readonly sender: string;
  readonly identifiers: readonly string[];
  readonly scope: readonly string[];
}

const inForce = (db: Db, now: Date) =>
  db.selectFrom("hazard_warning").where("ended_at", "is", null).where("expires_at", ">", now);

/** Warnings in force that raise cases at a place. */
export const findWarningsAt = (
  db: Db,
  position: Position,
  { path, now }: { readonly path: readonly string[]; readonly now: Date },
): Promise<{ id: string; headline: string; floor: string }[]> =>
  inForce(db, now)
    .select(["id", "headline", "floor"])
    .$narrowType<{ floor: string }>()
    .where("floor", "is not", null)
    .where(sql<boolean>`sender_scope && ${[...path]}::text[]`)
    .where((eb) => covers(eb.ref("area"), [position[0], position[1]]))
    .orderBy("received_at", "desc")
    .orderBy("id")
    .execute();

export interface WarningRow {
  readonly id: string;
  readonly event: string;
  readonly headline: string;
  readonly areaWords: string;
  readonly status: string;
  readonly severity: string;
  readonly floor: string | null;
  readonly effectiveAt: Date;
  readonly expiresAt: Date;
  readonly geometry: Extract<Geometry, { type: "MultiPolygon" }>;
}

/** Warnings in force that meet a scope, those that end last first. */
export const listWarnings = (
  db: Db,
  scope: readonly string[],
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<WarningRow[]> =>
  inForce(db, now)
    .select((eb) => [
      "id",
      "event",
      "headline",
      "area_words as areaWords",
      "status",
      "severity",
      "floor",
      "effective_at as effectiveAt",
      "expires_at as expiresAt",
      asGeometry<WarningRow["geometry"]>(eb.ref("area")).as("geometry"),
    ])
    .where(sql<boolean>`scope_path && ${[...scope]}::text[]`)
    .orderBy("expires_at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();

/** Open cases within a warning, of some severities, in order of their ids, held until the transaction ends. */
export const takeWarnedCases = (
  trx: Db,
  { warningId, scope, severities, states, after, limit }: WarnedCases,
): Promise<StoredCase[]> =>
  stored(trx)
    .where(sql<boolean>`state = any(${[...states]}::text[])`)
    .where(sql<boolean>`severity = any(${[...severities]}::text[])`)
    .where(sql<boolean>`scope_path && ${[...scope]}::text[]`)
    .where(
      sql<boolean>`exists (select 1 from hazard_warning w where w.id = ${warningId}
        and ${holds(sql.ref("w.area"), sql.ref("dispatch_case.place"))})`,
    )
    .where("id", ">", after)
    .orderBy("id")
    .limit(limit)
    .forUpdate()
    .execute();

interface WarnedCases {
  readonly warningId: string;
  readonly scope: readonly string[];
  readonly severities: readonly string[];
  readonly states: readonly string[];
  readonly after: string;
  readonly limit: number;
}
