import { COMMITTEE_KINDS } from "@onegrid/core/dispatch";
import { sql } from "kysely";
import type { Db } from "../connect.ts";

/** A body (部门) that may be called for help. */
export interface DepartmentRow {
  readonly id: string;
  readonly areaId: string;
  readonly name: string;
  readonly kind: string;
  /** Its duty list (责任清单); empty: every class. */
  readonly categories: readonly string[];
}

/** Writes bodies in one statement; one with a known id is replaced. */
export async function saveDepartments(db: Db, rows: readonly DepartmentRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto("department")
    .values(
      rows.map(({ areaId, categories, ...row }) => ({
        ...row,
        area_id: areaId,
        categories: [...categories],
      })),
    )
    .onConflict((on) =>
      on.column("id").doUpdateSet((eb) => ({
        area_id: eb.ref("excluded.area_id"),
        name: eb.ref("excluded.name"),
        kind: eb.ref("excluded.kind"),
        categories: eb.ref("excluded.categories"),
      })),
    )
    .execute();
}

/** Somebody with an account acts for the body on a day: its calls are heard. */
const isStaffed = (day: string) => sql<boolean>`exists (select from duty d
  where d.unit_id = department.id and d.account_id is not null
    and d.role in ('unit_intake', 'unit_leader', 'unit_handler')
    and d.valid_from <= ${day}::date and (d.valid_to is null or d.valid_to > ${day}::date))`;

/** Committees come to meetings (会商); they are not called for help. */
const isDepartment = sql<boolean>`department.kind <> all(${[...COMMITTEE_KINDS]}::text[])`;

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

/** Bodies whose area lies in one of some areas, or holds it: a street's desk calls those of its district. */
export const listDepartments = (
  db: Db,
  { areaIds, day }: { readonly areaIds: readonly string[]; readonly day: string },
): Promise<ListedDepartment[]> =>
  db
    .selectFrom("department")
    .innerJoin("area", "area.id", "department.area_id")
    .select(["department.id", "area_id as areaId", "department.name", "department.kind"])
    .select(["categories", isStaffed(day).as("isStaffed")])
    .where(
      sql<boolean>`(area.path && ${[...areaIds]}::text[] or exists (select from area as own
        where own.id = any(${[...areaIds]}::text[]) and own.path && array[department.area_id]))`,
    )
    .where(isDepartment)
    .orderBy("department.name")
    .orderBy("department.id")
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
    .where(sql<boolean>`area_id = any(${[...asked.scopePath]}::text[])`)
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
    .innerJoin("area", "area.id", "department.area_id")
    .select(["department.id", "department.name", "department.kind"])
    .select(isStaffed(day).as("isStaffed"))
    .where(sql<boolean>`department.area_id = any(${[...scopePath]}::text[])`)
    .orderBy(sql`cardinality(area.path)`, "desc")
    .orderBy("department.name")
    .orderBy("department.id")
    .execute();
