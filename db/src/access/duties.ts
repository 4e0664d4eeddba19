import type { Position } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { pointFrom } from "../postgis.ts";

export interface NewDuty {
  readonly id: string;
  readonly accountId: string | null;
  readonly role: string;
  readonly areaId: string;
  readonly displayName: string;
  readonly categories: readonly string[];
  readonly shift: string;
  readonly maxOpenCases: number;
  /** Where the holder starts from; degrees. */
  readonly post: Position | null;
  /** The body (部门) that it is held in; without it the team of the area. */
  readonly unitId?: string;
}

/** Writes duties as one statement, whatever their number; a duty with a known id is replaced. */
export async function saveDuties(db: Db, duties: readonly NewDuty[]): Promise<void> {
  if (duties.length === 0) return;
  await sql`
    insert into duty (id, account_id, role, area_id, display_name, categories, shift,
      max_open_cases, post, unit_id)
    select d.id, d.account_id, d.role, d.area_id, d.display_name,
      array(select jsonb_array_elements_text(d.categories)), d.shift, d.max_open_cases,
      ${pointFrom(sql.ref("d.lng"), sql.ref("d.lat"))}, d.unit_id
    from jsonb_to_recordset(${JSON.stringify(
      duties.map((duty) => ({
        id: duty.id,
        account_id: duty.accountId,
        role: duty.role,
        area_id: duty.areaId,
        display_name: duty.displayName,
        categories: duty.categories,
        shift: duty.shift,
        max_open_cases: duty.maxOpenCases,
        lng: duty.post?.[0] ?? null,
        lat: duty.post?.[1] ?? null,
        unit_id: duty.unitId ?? null,
      })),
    )}::jsonb) as d (id text, account_id text, role text, area_id text, display_name text,
      categories jsonb, shift text, max_open_cases int, lng double precision, lat double precision,
      unit_id text)
    on conflict (id) do update set account_id = excluded.account_id, role = excluded.role,
      area_id = excluded.area_id, display_name = excluded.display_name,
      categories = excluded.categories, shift = excluded.shift,
      max_open_cases = excluded.max_open_cases, post = excluded.post,
      unit_id = excluded.unit_id`.execute(db);
}

/** Duties that somebody holds with an account. */
export async function countDuties(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from duty where account_id is not null`.execute(db);
  return rows[0]?.count ?? 0;
}
