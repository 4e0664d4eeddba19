import { COMMITTEE_KINDS } from "@onegrid/core/dispatch";
import { sql } from "kysely";
import type { Db } from "../connect.ts";

/** A body (部门) that may be called for help, or a committee. */
export interface DepartmentRow {
  readonly id: string;
  /** It serves these, and all that lies in them. */
  readonly areaIds: readonly string[];
  readonly name: string;
  readonly kind: string;
  /** Its duty list (责任清单); empty: every class. */
  readonly categories: readonly string[];
}

/** Somebody with an account acts for the body on a day: its calls are heard. */
const isStaffed = (day: string) => sql<boolean>`exists (select from duty d
  where d.unit_id = department.id and d.account_id is not null
    and (d.role in ('unit_intake', 'unit_leader', 'unit_handler')
      or d.role = 'team_member' and not ${isDepartment})
    and d.valid_from <= ${day}::date and (d.valid_to is null or d.valid_to > ${day}::date))`;

/** Committees come to meetings (会商); they are not called for help. */
const isDepartment = sql<boolean>`department.kind <> all(${[...COMMITTEE_KINDS]}::text[])`;

const isInUse = (day: string) =>
  sql<boolean>`(department.valid_to is null or department.valid_to > ${day}::date)`;

/** One of its areas lies in one of some areas, or holds one: a street's desk calls bodies of its district. */
export const servesAny = (areaIds: readonly string[]) => sql<boolean>`exists (
  select from area where area.id = any(department.area_ids)
    and (area.path && ${[...areaIds]}::text[] or exists (select from area as own
      where own.id = any(${[...areaIds]}::text[]) and own.path && array[area.id])))`;

/** Those of some bodies that somebody with an account acts for. */
export async function listStaffed(
  db: Db,
  { ids, day }: { readonly ids: readonly string[]; readonly day: string },
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom("department")
    .select("id")
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .where(isStaffed(day))
    .orderBy("id")
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export interface ListedDepartment extends DepartmentRow {
  readonly isStaffed: boolean;
}

/** Bodies in use that serve one of some areas. */
export const listDepartments = (
  db: Db,
  { areaIds, day }: { readonly areaIds: readonly string[]; readonly day: string },
): Promise<ListedDepartment[]> =>
  db
    .selectFrom("department")
    .select(["id", "area_ids as areaIds", "name", "kind"])
    .select(["categories", isStaffed(day).as("isStaffed")])
    .where(servesAny(areaIds))
    .where(isInUse(day))
    .where(isDepartment)
    .orderBy("name")
    .orderBy("id")
    .execute();

/** Whether a body serves one of the areas a case lies in, and somebody hears its calls. */
export async function servesCase(
  db: Db,
  asked: {
    readonly departmentId: string;
    readonly scopePath: readonly string[];
    readonly day: string;
  },
): Promise<boolean> {
  const rows = await db
    .selectFrom("department")
    .select("id")
    .where("id", "=", asked.departmentId)
    .where(sql<boolean>`area_ids && ${[...asked.scopePath]}::text[]`)
    .where(isInUse(asked.day))
    .where(isStaffed(asked.day))
    .where(isDepartment)
    .execute();
  return rows.length > 0;
}

/** Bodies and committees that serve a place, given by its areas: those of the smallest area first. */
export const listBodies = (
  db: Db,
  { scopePath, day }: { readonly scopePath: readonly string[]; readonly day: string },
): Promise<Pick<ListedDepartment, "id" | "name" | "kind" | "isStaffed">[]> =>
  db
    .selectFrom("department")
    .select(["id", "name", "kind", isStaffed(day).as("isStaffed")])
    .where(sql<boolean>`area_ids && ${[...scopePath]}::text[]`)
    .where(isInUse(day))
    .orderBy(
      sql`(select max(cardinality(area.path)) from area
        where area.id = any(department.area_ids) and area.id = any(${[...scopePath]}::text[]))`,
      "desc",
    )
    .orderBy("name")
    .orderBy("id")
    .execute();
