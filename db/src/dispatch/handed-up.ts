import type { Jurisdiction, Level } from "@onegrid/core/access";
import { OPEN_STATES } from "@onegrid/core/dispatch";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { reached } from "./cases.ts";

export interface HandedUpQuery {
  readonly accountId: string;
  /** What the reader reaches: such cases are in their lists anyway. */
  readonly jurisdiction: Jurisdiction;
  /** Areas in which they read cases now, of whatever level. */
  readonly areaIds: readonly string[];
  readonly since: Date;
  readonly limit: number;
}

export interface HandedUpRow {
  readonly id: string;
  readonly number: string;
  readonly categoryId: string;
  readonly address: string;
  readonly handedUpAt: Date;
  readonly level: Level;
  readonly isOpen: boolean;
}

/**
 * Cases that somebody has handed up themselves and that lie above their level since, the last first. Not
 * behind the second wall, which knows levels only: by their own act, and in areas that are still theirs.
 */
export async function listHandedUp(db: Db, query: HandedUpQuery): Promise<HandedUpRow[]> {
  const { accountId, jurisdiction, areaIds, since, limit } = query;
  const { rows } = await sql<HandedUpRow>`
    select c.id, c.number, c.category as "categoryId", c.address, mine.at as "handedUpAt", c.level,
      c.state = any(${[...OPEN_STATES]}::text[]) as "isOpen"
    from (select case_id, max(at) as at from case_event
      where actor_id = ${accountId} and verb = 'escalate' and at >= ${since}
      group by case_id) mine
    join dispatch_case c on c.id = mine.case_id
    where c.scope_path && ${[...areaIds]}::text[] and (${reached(jurisdiction)}) is not true
    order by mine.at desc, c.id limit ${limit}`.execute(db);
  return rows;
}
