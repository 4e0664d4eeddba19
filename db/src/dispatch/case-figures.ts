import type { Jurisdiction } from "@onegrid/core/access";
import { FACT_BITS, type CaseEvent } from "@onegrid/core/dispatch";
import { sql, type RawBuilder } from "kysely";
import { CASE_COLUMNS, isReachedSql } from "../access/index.ts";
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

/** Reports from a moment (included) to another (not included). */
interface Reported {
  readonly from: Date;
  readonly before: Date;
}

/** Hours that cases of each class of length are shorter than, as the migration has them; the last is endless. */
const LENGTHS = [1, 4, 16, 64, 256, 1024, 4096, Infinity];
const HOUR_MS = 3_600_000;
const EVER = new Date(0);

/** For each class of length, when a case was reported at the earliest that lasted until a moment. */
const reportedSince = (moment: Date, earliest = EVER): Date[] =>
  LENGTHS.map(
    (hours) => new Date(Math.max(earliest.getTime(), moment.getTime() - hours * HOUR_MS)),
  );

/** The class, or the next smaller area below the one asked for, and below the areas the grid. */
export const groupKeyOf = ({ areaId, by }: FiguresAsked): RawBuilder<string> =>
  by === "class"
    ? sql<string>`category`
    : sql<string>`coalesce(
        scope_path[coalesce(array_position(scope_path, ${areaId}::text), 1) + 1],
        grid_version_id, '')`;

/** Within reach and area, and meant: rehearsals (演练) are in no figure. */
export const within = ({ jurisdiction, areaId }: FiguresAsked): RawBuilder<boolean> =>
  areaId === null
    ? sql<boolean>`(${reached(jurisdiction)} and not is_rehearsal)`
    : sql<boolean>`(${reached(jurisdiction)} and not is_rehearsal and scope_path @> ${[areaId]}::text[])`;

/** Of a cell, which is nobody's own. */
const COLUMNS = { ...CASE_COLUMNS, assignee: "id" };

/**
 * What the reader reaches within the area: cells in which all cases are theirs, and cases elsewhere
 * that are in their own hands or that they are called to; each with the key of its group.
 */
function mine(asked: FiguresAsked): RawBuilder<unknown> {
  const { jurisdiction, areaId } = asked;
  const ownIds = [...jurisdiction.ownIds];
  const isWhole = isReachedSql(COLUMNS, { ...jurisdiction, ownIds: [] });
  const inArea =
    areaId === null ? sql<boolean>`true` : sql<boolean>`scope_path @> ${[areaId]}::text[]`;
  return sql`cell as materialized (
      select id, ${groupKeyOf(asked)} as key from case_cell where ${isWhole} and ${inArea}
    ), own as materialized (
      select id, ${groupKeyOf(asked)} as key from dispatch_case
      where (assignee_id = any(${ownIds}::text[]) or helper_ids && ${ownIds}::text[])
        and not ${isWhole} and ${inArea} and not is_rehearsal
    )`;
}

/**
 * The groups by number, and for each cell the number of its group: looking a number up in a list takes
 * a fraction of the time of a join when there are a million rows.
 */
const numbered = sql`groups as materialized (
      select key, (row_number() over ())::int as no
      from (select key from cell union select key from own) as keys
    ), place as materialized (
      select array_agg(groups.no order by n) as nos
      from generate_series(1, (select max(id) from cell)) n
        left join cell on cell.id = n left join groups using (key)
    )`;

/** Number of the group that a row's cell belongs to; null for a cell that is not in `mine`. */
const noOfCell = sql`(select nos from place)[s.cell_id]`;

/** Rows that a condition holds of, among those of each class of length. */
const lasting = (since: readonly Date[], before: Date, holds: RawBuilder<boolean>) =>
  // A comparison of rows is a range of the index, and does not look narrower to a planner than it is.
  sql`unnest(${[...since]}::timestamptz[]) with ordinality as length (since, nth),
    lateral (
      select case_id, cell_id, facts, reported_at, total_due_at, closed_at, updated_at
      from case_standing where (length_class, reported_at) >= (nth::int - 1, since)
        and (length_class, reported_at) < (nth::int - 1, ${before}::timestamptz) and ${holds} offset 0
    ) s`;

/** The facts of a case in the period. */
const codeOf = ({ from, to }: FiguresAsked): RawBuilder<number> => {
  const bit = (column: string, fact: "isReported" | "isDue" | "isEnded") =>
    sql`case when ${sql.ref(column)} >= ${from} and ${sql.ref(column)} < ${to}
      then ${sql.lit(FACT_BITS[fact])} else 0 end`;
  return sql<number>`(s.facts + ${bit("s.reported_at", "isReported")}
    + ${bit("s.total_due_at", "isDue")} + ${bit("s.closed_at", "isEnded")})`;
};

/** That a case stood at the end of the period as it does today. */
const isSettled = ({ to }: FiguresAsked): RawBuilder<boolean> =>
  sql<boolean>`(facts is not null and updated_at < ${to})`;

/** That one of its dates falls into the period. */
const isInPeriod = ({ from, to }: FiguresAsked): RawBuilder<boolean> =>
  sql<boolean>`(reported_at >= ${from} and reported_at < ${to}
    or coalesce(total_due_at >= ${from} and total_due_at < ${to}, false)
    or coalesce(closed_at >= ${from} and closed_at < ${to}, false))`;

const isParked = sql<boolean>`facts & ${sql.lit(FACT_BITS.isParked)} <> 0`;

/** Settled cases that any figure of the period may count, by the moments of their reports. */
function settled(asked: FiguresAsked, { from, before }: Reported): RawBuilder<unknown> {
  const code = codeOf(asked);
  const reported = sql<boolean>`reported_at >= ${from} and reported_at < ${before}`;
  const inPeriod = sql<boolean>`${isSettled(asked)} and ${isInPeriod(asked)}`;
  const parkedOnly = sql<boolean>`${isParked} and ${isSettled(asked)} and not ${isInPeriod(asked)}`;
  return sql`
    select s.case_id, s.reported_at, ${code} as code, ${noOfCell} as no
    from ${lasting(reportedSince(asked.from, from), before, inPeriod)}
    union all
    select s.case_id, s.reported_at, ${code} as code, ${noOfCell} as no
    from case_standing s where ${parkedOnly} and ${reported}
    union all
    select s.case_id, s.reported_at, ${code} as code, groups.no
    from own join groups using (key) join case_standing s on s.case_id = own.id
    where ${reported} and ${isSettled(asked)} and (${isInPeriod(asked)} or ${isParked})`;
}

/**
 * The wall's conditions look so dear to a planner that beside them a sort of a million rows seems to
 * cost nothing; they are counted by hashes, in memory. Until the transaction ends.
 */
const countByHashes = (trx: Db): Promise<unknown> =>
  sql`select set_config('enable_sort', 'off', true), set_config('work_mem', '64MB', true)`.execute(
    trx,
  );

/**
 * Cases by group and facts, of those that have not changed since the end of the period. Whose they are
 * is asked of the cells: a year of a million cases has some hundred thousand.
 */
export async function tallyFacts(trx: Db, asked: FiguresAsked): Promise<GroupTally[]> {
  await countByHashes(trx);
  const { rows } = await sql<GroupTally>`
    with ${mine(asked)}, ${numbered}, counted as (
      select no, code, count(*)::int as count
      from (${settled(asked, { from: EVER, before: asked.to })}) as settled
      where no is not null group by no, code
    )
    select key, code, count from counted join groups using (no)`.execute(trx);
  return rows;
}

/** A case that has gone on since the end of the period, or is from before figures were kept. */
export interface UnsettledCase {
  readonly id: string;
  readonly key: string;
  /** Its last change, in milliseconds since 1970. */
  readonly updatedAt: number;
}

/** Cases that have to be counted from their log. */
export async function listUnsettledCases(db: Db, asked: FiguresAsked): Promise<UnsettledCase[]> {
  const { to } = asked;
  const hasGoneOn = sql<boolean>`facts is not null and updated_at >= ${to}`;
  const shown = sql`s.case_id as id, (extract(epoch from s.updated_at) * 1000)::float8 as "updatedAt"`;
  const { rows } = await sql<UnsettledCase>`
    with ${mine(asked)}
    select ${shown}, cell.key
    from ${lasting(reportedSince(to), to, hasGoneOn)} join cell on cell.id = s.cell_id
    union all
    select ${shown}, cell.key from case_standing s join cell on cell.id = s.cell_id
    where s.facts is null and s.reported_at < ${to}
    union all
    select ${shown}, own.key from own join case_standing s on s.case_id = own.id
    where s.reported_at < ${to} and (s.facts is null or s.updated_at >= ${to})
    order by id`.execute(db);
  return rows;
}

/** The events of some cases before a moment. */
export async function listLogsUntil(
  db: Db,
  caseIds: readonly string[],
  to: Date,
): Promise<{ caseId: string; events: CaseEvent[] }[]> {
  const { rows } = await sql<{ caseId: string; events: CaseEvent[] }>`
    select case_id as "caseId", jsonb_agg(event order by version) as events from case_event
    where case_id = any(${[...caseIds]}::text[]) and at < ${to}
    group by case_id`.execute(db);
  return rows;
}

export interface FactsWanted {
  readonly codes: readonly number[];
  /** Cases that were counted from their log. */
  readonly ids: readonly string[];
  /** `null`: those of every group. */
  readonly group: string | null;
  readonly offset: number;
  readonly limit: number;
}

const DAY_MS = 86_400_000;
/** Days before the end of the period: most pages are full after the first stretch. */
const STRETCHES = [0, 7, 42, Infinity];

/** The cases with any of some facts in the period, and some by id; the newest first. */
export async function listCasesOfFacts(
  db: Db,
  asked: FiguresAsked,
  wanted: FactsWanted,
): Promise<StoredCase[]> {
  const ids: string[] = [];
  const most = wanted.offset + wanted.limit;
  const end = asked.to.getTime();
  for (const [at, days] of STRETCHES.slice(1).entries()) {
    const before = new Date(end - (STRETCHES[at] ?? 0) * DAY_MS);
    const from = new Date(Math.max(0, end - days * DAY_MS));
    ids.push(
      ...(await idsOfFacts(db, asked, { ...wanted, from, before, most: most - ids.length })),
    );
    if (ids.length >= most) break;
  }
  const page = ids.slice(wanted.offset);
  const found = await stored(db)
    .where(sql<boolean>`id = any(${page}::text[])`)
    .execute();
  const byId = new Map(found.map((one) => [one.case.id, one]));
  return page.flatMap((id) => byId.get(id) ?? []);
}

async function idsOfFacts(
  db: Db,
  asked: FiguresAsked,
  wanted: FactsWanted & Reported & { readonly most: number },
): Promise<string[]> {
  const { from, before, group, codes, ids, most } = wanted;
  const { rows } = await sql<{ id: string }>`
    with ${mine(asked)}, ${numbered}, behind as (
      select case_id, reported_at from (${settled(asked, { from, before })}) as settled
      where code = any(${[...codes]}::int[]) and no is not null
        and (${group}::text is null or no = (select no from groups where key = ${group}))
      union all
      select case_id, reported_at from case_standing
      where case_id = any(${[...ids]}::text[]) and reported_at >= ${from} and reported_at < ${before}
    )
    select case_id as id from behind order by reported_at desc, case_id limit ${most}`.execute(db);
  return rows.map(({ id }) => id);
}

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
