import type { Position } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { positionOf } from "../postgis.ts";

/** Somebody who could go: a duty in force with where they start and what they already carry. */
export interface DutyHolder {
  readonly dutyId: string;
  readonly accountId: string;
  readonly displayName: string;
  readonly role: string;
  readonly areaId: string;
  readonly areaPath: readonly string[];
  readonly categories: readonly string[];
  readonly shift: string;
  readonly maxOpenCases: number;
  readonly post: Position | null;
  /** Cases dispatched to them that are not resolved yet. */
  readonly openCases: number;
  /** Where the case they work on is; a busy person starts from there. */
  readonly presentJob: Position | null;
}

/** Holders of field roles whose area lies below, or above, one of the given areas. */
export async function listDutyHolders(
  db: Db,
  query: { roles: readonly string[]; areaPath: readonly string[]; day: string },
): Promise<DutyHolder[]> {
  const { rows } = await sql<DutyHolder>`
    select d.id as "dutyId", d.account_id as "accountId", d.display_name as "displayName", d.role,
      d.area_id as "areaId", a.path as "areaPath", d.categories, d.shift,
      d.max_open_cases as "maxOpenCases",
      case when d.post is not null then ${positionOf(sql.ref("d.post"))} end as post,
      coalesce(load.open, 0)::int as "openCases",
      case when load.place is not null then ${positionOf(sql.ref("load.place"))} end as "presentJob"
    from duty d join area a on a.id = d.area_id
    left join lateral (
      select count(*) as open,
        (array_agg(c.place order by c.updated_at desc)
          filter (where c.state = 'in_progress' and c.place is not null))[1] as place
      from dispatch_case c
      where c.assignee_id = d.account_id and c.state in ('dispatched', 'in_progress')
    ) load on true
    where d.role = any(${[...query.roles]}::text[]) and d.account_id is not null
      and a.path && ${[...query.areaPath]}::text[]
      and d.valid_from <= ${query.day}::date and (d.valid_to is null or d.valid_to > ${query.day}::date)
    order by d.id`.execute(db);
  return rows;
}
