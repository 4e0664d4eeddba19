import { OPEN_STATES } from "@onegrid/core/dispatch";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { stored, type StoredCase } from "./cases.ts";
import { listStaffed, servesAny, type DepartmentRow } from "./departments.ts";

/** One change of the directory at a time: what is checked against it is still so when it is written. */
export const lockDepartments = (trx: Db): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtext('onegrid.departments'))`.execute(trx);

export interface DepartmentToSave extends DepartmentRow {
  /** The first day without it; not there: in use. */
  readonly validTo?: string | null;
}

/** By whom, and the day from which it is so; without it, of those who set the place up. */
interface Written {
  readonly accountId: string | null;
  readonly day: string;
  readonly at: Date;
}

const list = (column: string) =>
  sql`array(select jsonb_array_elements_text(${sql.ref(`d.${column}`)}))`;

/**
 * Writes bodies, whatever their number; one with a known id is replaced, and how it was stays among its versions.
 */
export async function saveDepartments(
  db: Db,
  rows: readonly DepartmentToSave[],
  written?: Written,
): Promise<void> {
  if (rows.length === 0) return;
  const given = JSON.stringify(
    rows.map(({ areaIds, validTo = null, ...row }) => ({
      ...row,
      area_ids: areaIds,
      valid_to: validTo,
    })),
  );
  const wanted = sql`jsonb_to_recordset(${given}::jsonb)
    as d (id text, name text, kind text, area_ids jsonb, categories jsonb, valid_to date)`;
  await sql`
    insert into department (id, name, kind, area_ids, categories, valid_to)
    select d.id, d.name, d.kind, ${list("area_ids")}, ${list("categories")}, d.valid_to from ${wanted}
    on conflict (id) do update set name = excluded.name, kind = excluded.kind,
      area_ids = excluded.area_ids, categories = excluded.categories,
      valid_to = excluded.valid_to`.execute(db);
  const { accountId = null, day = null, at = new Date() } = written ?? {};
  await sql`
    insert into department_version
      (id, department_id, name, kind, area_ids, categories, valid_to, since, made_by, made_at)
    select gen_random_uuid()::text, d.id, d.name, d.kind, ${list("area_ids")}, ${list("categories")},
      d.valid_to, ${day}::date, ${accountId}, ${at} from ${wanted}`.execute(db);
}

export interface KeptDepartment extends DepartmentRow {
  readonly validTo: string | null;
  readonly isStaffed: boolean;
}

const KEPT = sql<string | null>`to_char(department.valid_to, 'YYYY-MM-DD')`;

/** The bodies that serve one of some areas, those that were given up too. */
export async function listDirectory(
  db: Db,
  { areaIds, day }: { readonly areaIds: readonly string[]; readonly day: string },
): Promise<KeptDepartment[]> {
  const rows = await db
    .selectFrom("department")
    .select(["id", "area_ids as areaIds", "name", "kind", "categories", KEPT.as("validTo")])
    .where(servesAny(areaIds))
    .orderBy("name")
    .orderBy("id")
    .execute();
  const staffed = await listStaffed(db, { ids: rows.map(({ id }) => id), day });
  return rows.map((row) => ({ ...row, isStaffed: staffed.has(row.id) }));
}

export interface DepartmentVersion extends Omit<DepartmentRow, "id"> {
  readonly departmentId: string;
  readonly validTo: string | null;
  readonly since: string | null;
  readonly madeBy: string | null;
}

/** Every state that some bodies were in, the newest first. */
export async function listDepartmentVersions(
  db: Db,
  ids: readonly string[],
): Promise<DepartmentVersion[]> {
  const { rows } = await sql<DepartmentVersion>`
    select v.department_id as "departmentId", v.name, v.kind, v.area_ids as "areaIds", v.categories,
      to_char(v.valid_to, 'YYYY-MM-DD') as "validTo", to_char(v.since, 'YYYY-MM-DD') as since,
      account.display_name as "madeBy"
    from department_version v left join account on account.id = v.made_by
    where v.department_id = any(${[...ids]}::text[])
    order by v.made_at desc, v.id`.execute(db);
  return rows;
}

/** Open cases that have something to do with one of some bodies. */
export const listCasesOfBodies = (db: Db, ids: readonly string[]): Promise<StoredCase[]> =>
  stored(db)
    .where(sql<boolean>`state = any(${[...OPEN_STATES]}::text[])`)
    .where(
      sql<boolean>`(helper_ids && ${[...ids]}::text[]
        or card -> 'assignee' ->> 'unitId' = any(${[...ids]}::text[]))`,
    )
    .orderBy("number")
    .execute();

/** How many entries of the duty list (责任清单) name each of some bodies today or later. */
export async function countEntriesOfBodies(
  db: Db,
  { ids, day }: { readonly ids: readonly string[]; readonly day: string },
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    select unit_id as id, count(*)::int as count from duty_entry
    where unit_id = any(${[...ids]}::text[])
      and (valid_to is null or valid_to > greatest(${day}::date, valid_from))
    group by unit_id order by unit_id`.execute(db);
  return new Map(rows.map(({ id, count }) => [id, count]));
}
