import type { Jurisdiction } from "@onegrid/core/access";
import { FACT_BITS, type CaseEvent } from "@onegrid/core/dispatch";
import { sql, type RawBuilder } from "kysely";
import type { Db } from "../connect.ts";
import { reached, stored, type StoredCase } from "./cases.ts";

export interface FiguresAsked {
  /** What the reader reaches. */
  readonly jurisdiction: Jurisdiction;
  readonly from: Date;
  /** Not included. */
  readonly to: Date;
  readonly areaId: string | null;
  readonly by: "area" | "class";
}

/** How many cases of a group have the same facts; `key` is empty where a case lies in no group. */
export interface GroupTally {
  readonly key: string;
  readonly code: number;
  readonly count: number;
}

/** The class, or the next smaller area below the one asked for, and below the areas the grid. */
const keyOf = ({ areaId, by }: FiguresAsked): RawBuilder<string> =>
  by === "class"
    ? sql<string>`category`
    : sql<string>`coalesce(
        scope_path[coalesce(array_position(scope_path, ${areaId}::text), 1) + 1],
        grid_version_id, '')`;

/** The facts of a case that has not changed since the end of the period. */
const codeOf = ({ from, to }: FiguresAsked): RawBuilder<number> => {
  const bit = (column: string, fact: "isReported" | "isDue" | "isEnded") =>
    sql`case when ${sql.ref(column)} >= ${from} and ${sql.ref(column)} < ${to}
      then ${sql.lit(FACT_BITS[fact])} else 0 end`;
  return sql<number>`(facts + ${bit("reported_at", "isReported")}
    + ${bit("total_due_at", "isDue")} + ${bit("closed_at", "isEnded")})`;
};

/** Cases as they stood at the end of the period, that any of its figures may count. */
const settled = ({ from, to }: FiguresAsked): RawBuilder<boolean> =>
  sql<boolean>`(facts is not null and updated_at < ${to}
    and ((reported_at >= ${from} and reported_at < ${to})
      or (total_due_at >= ${from} and total_due_at < ${to})
      or (closed_at >= ${from} and closed_at < ${to})
      or state = 'parked'))`;

/** Within reach and area, and meant: rehearsals (演练) are in no figure. */
const within = ({ jurisdiction, areaId }: FiguresAsked): RawBuilder<boolean> =>
  areaId === null
    ? sql<boolean>`(${reached(jurisdiction)} and not is_rehearsal)`
    : sql<boolean>`(${reached(jurisdiction)} and not is_rehearsal and scope_path @> ${[areaId]}::text[])`;

/** Cases by group and facts, of those that have not changed since the end of the period: by index. */
export async function tallyFacts(db: Db, asked: FiguresAsked): Promise<GroupTally[]> {
  const { rows } = await sql<GroupTally>`
    select key, code, count(*)::int as count from (
      select ${keyOf(asked)} as key, ${codeOf(asked)} as code from dispatch_case
      where ${settled(asked)} and ${within(asked)}
    ) as counted
    group by key, code order by key, code`.execute(db);
  return rows;
}

/** A case that has gone on since the end of the period, with its events until then. */
export interface UnsettledCase {
  readonly id: string;
  readonly key: string;
  readonly events: readonly CaseEvent[];
}

/** Cases that have to be counted from their log, in pages by id. */
export async function listUnsettledCases(
  db: Db,
  asked: FiguresAsked,
  page: { readonly after: string; readonly limit: number },
): Promise<UnsettledCase[]> {
  const { rows } = await sql<UnsettledCase>`
    with page as materialized (
      select id, ${keyOf(asked)} as key from dispatch_case
      where (facts is null or updated_at >= ${asked.to}) and reported_at < ${asked.to}
        and ${within(asked)} and id > ${page.after}
      order by id limit ${page.limit}
    )
    select page.id, page.key, coalesce(jsonb_agg(e.event order by e.version)
      filter (where e.version is not null), '[]') as events
    from page left join case_event e on e.case_id = page.id and e.at < ${asked.to}
    group by page.id, page.key order by page.id`.execute(db);
  return rows;
}

/** The cases with any of some facts in the period, and some by id; the newest first. */
export const listCasesOfFacts = (
  db: Db,
  asked: FiguresAsked,
  wanted: {
    readonly codes: readonly number[];
    /** Those that were counted from their log. */
    readonly ids: readonly string[];
    /** `null`: those of every group. */
    readonly group: string | null;
    readonly offset: number;
    readonly limit: number;
  },
): Promise<StoredCase[]> =>
  stored(db)
    .where(
      sql<boolean>`((${settled(asked)} and ${codeOf(asked)} = any(${[...wanted.codes]}::int[]))
        or id = any(${[...wanted.ids]}::text[]))`,
    )
    .where(within(asked))
    .$if(wanted.group !== null, (qb) => qb.where(sql<boolean>`${keyOf(asked)} = ${wanted.group}`))
    .orderBy("reported_at", "desc")
    .orderBy("id")
    .limit(wanted.limit)
    .offset(wanted.offset)
    .execute();

export interface PlaceName {
  readonly id: string;
  readonly name: string;
  readonly isArea: boolean;
}

/** Names of areas, and of grids in the version that cases lie in. */
export async function findPlaceNames(db: Db, ids: readonly string[]): Promise<PlaceName[]> {
  const { rows } = await sql<PlaceName>`
    select id, name, true as "isArea" from area where id = any(${[...ids]}::text[])
    union all
    select id, name, false from grid_version where id = any(${[...ids]}::text[])`.execute(db);
  return rows;
}
