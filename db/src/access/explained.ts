import type { DatedDuty } from "@onegrid/core/access";
import { sql, type RawBuilder } from "kysely";
import type { Db } from "../connect.ts";
import { placedDuties, type DutyRow } from "./accounts.ts";
import { likePattern } from "../like-pattern.ts";

export type DatedDutyRow = DutyRow & Pick<DatedDuty, "validFrom" | "validTo">;

/** An account with every duty it was ever given, whatever the dates. */
export interface ExplainedPerson {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  readonly isClosed: boolean;
  readonly mustChangePassword: boolean;
  readonly duties: readonly DatedDutyRow[];
}

/** Somebody with all their duties, wherever they lie; what of it is shown is for the asker to narrow. */
export async function loadExplainedPerson(
  db: Db,
  accountId: string,
): Promise<ExplainedPerson | undefined> {
  const account = await db
    .selectFrom("account")
    .select([
      "id",
      "login",
      "display_name as displayName",
      sql<boolean>`closed_at is not null`.as("isClosed"),
      "must_change_password as mustChangePassword",
    ])
    .where("id", "=", accountId)
    .executeTakeFirst();
  return account && { ...account, duties: await listDatedDuties(db, [accountId]) };
}

/** All duties of accounts, whatever their dates, by id. */
const listDatedDuties = (db: Db, accountIds: readonly string[]): Promise<DatedDutyRow[]> =>
  placedDuties(db)
    .select(["duty.valid_from as validFrom", "duty.valid_to as validTo"])
    .where(sql<boolean>`duty.account_id = any(${[...accountIds]}::text[])`)
    .orderBy("duty.id")
    .execute();

/** Things of the map that one can ask about; cases are found by their number. */
export type ExplainedKind = "area" | "grid" | "plan" | "building" | "station";

export interface ExplainedThing {
  readonly id: string;
  readonly name: string;
  /** The code, community or address that tells two equal names apart. */
  readonly detail: string;
  /** Where it lies, ids from the root down; a plan lies in every one of its communities. */
  readonly paths: readonly (readonly string[])[];
}

/** `paths` is a JSON array of arrays; `isMine` holds when all of it lies in a scope. */
interface ThingSource {
  readonly rows: RawBuilder<unknown>;
  readonly isMine: (scope: readonly string[]) => RawBuilder<boolean>;
}

const onePath = sql`json_build_array(coalesce(a.path, '{}'::text[]))`;
const inOnePath = (scope: readonly string[]) => sql<boolean>`t.path && ${[...scope]}::text[]`;

const SOURCES: Record<ExplainedKind, ThingSource> = {
  area: {
    rows: sql`select a.id, a.name, a.code as detail, a.path, ${onePath} as paths
      from area a where a.valid_to is null`,
    isMine: inOnePath,
  },
  grid: {
    rows: sql`select g.id, g.name, g.code as detail, a.path, ${onePath} as paths
      from grid_version g join area a on a.id = g.community_id where g.valid_to is null`,
    isMine: inOnePath,
  },
  building: {
    rows: sql`select b.id, case when b.name = '' then b.address else b.name end as name,
        coalesce(a.name, '') as detail, a.path, ${onePath} as paths
      from building b left join area a on a.id = b.community_id`,
    isMine: inOnePath,
  },
  station: {
    rows: sql`select s.id, s.name, s.address as detail, a.path, ${onePath} as paths
      from station s left join area a on a.id = s.community_id`,
    isMine: inOnePath,
  },
  plan: {
    rows: sql`select p.id, p.name, p.state as detail, array_agg(a.id) as communities,
        json_agg(a.path order by a.code) as paths
      from division_plan p join division d on d.plan_id = p.id
        join area a on a.id = d.community_id
      group by p.id`,
    isMine: (scope) => sql<boolean>`not exists (select 1 from area c
      where c.id = any(t.communities) and not c.path && ${[...scope]}::text[])`,
  },
};

/** One thing with where it lies; `undefined` when it is not there. */
export async function findExplainedThing(
  db: Db,
  kind: ExplainedKind,
  id: string,
): Promise<ExplainedThing | undefined> {
  const { rows } = await sql<ExplainedThing>`select t.id, t.name, t.detail, t.paths
    from (${SOURCES[kind].rows}) t where t.id = ${id}`.execute(db);
  return rows[0];
}

/** Things of a scope whose name or detail holds a text, shortest name first. */
export async function searchExplainedThings(
  db: Db,
  asked: {
    readonly kind: ExplainedKind;
    readonly text: string;
    readonly scope: readonly string[];
    readonly limit: number;
  },
): Promise<ExplainedThing[]> {
  const { kind, text, scope, limit } = asked;
  const like = likePattern(text);
  const { rows, isMine } = SOURCES[kind];
  const found = await sql<ExplainedThing>`select t.id, t.name, t.detail, t.paths
    from (${rows}) t where ${isMine(scope)} and (t.name ilike ${like} or t.detail ilike ${like})
    order by length(t.name), t.name, t.id limit ${limit}`.execute(db);
  return found.rows;
}

export interface AreaFacts {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly path: readonly string[];
}

/** Names and kinds of present areas, by id, without anything that has to be counted. */
export const listAreaFacts = (db: Db, ids: readonly string[]): Promise<AreaFacts[]> =>
  db
    .selectFrom("area")
    .select(["id", "name", "kind", "path"])
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .where("valid_to", "is", null)
    .execute();

/** Open accounts that hold one of the roles in one of the areas on a day, the nearest area first. */
export async function listRoleHolders(
  db: Db,
  asked: {
    readonly roles: readonly string[];
    readonly areaIds: readonly string[];
    readonly day: string;
    readonly limit: number;
  },
): Promise<string[]> {
  const { rows } = await sql<{ displayName: string }>`
    select p.display_name as "displayName"
    from duty d join account p on p.id = d.account_id join area a on a.id = d.area_id
    where p.closed_at is null and d.role = any(${[...asked.roles]}::text[])
      and d.area_id = any(${[...asked.areaIds]}::text[]) and d.valid_from <= ${asked.day}::date
      and (d.valid_to is null or d.valid_to > ${asked.day}::date)
    group by p.id, p.display_name
    order by max(cardinality(a.path)) desc, p.display_name limit ${asked.limit}`.execute(db);
  return rows.map(({ displayName }) => displayName);
}
