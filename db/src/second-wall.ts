import type { Sight } from "@onegrid/core/access";
import { sql, type RawBuilder } from "kysely";
import type { Db } from "./connect.ts";
import { classPatterns } from "./like-pattern.ts";

/** The role that reads on somebody's behalf: it owns nothing, signs in nowhere, and is held by policies. */
const READER = "onegrid_reader";

/** Seen by everybody who is signed in: names of areas and of bodies, and what stands in the street. */
const OPEN_TABLES = [
  "area",
  "barrier",
  "code_scheme",
  "department",
  "entrance",
  "event_head",
  "gate",
  "land",
  "layer_revision",
  "rule_edition",
  "rule_head",
  "rule_version",
  "service_line",
  "station",
  "way",
  "way_barrier",
];
/** Seen as far as a policy lets. */
const GUARDED_TABLES = [
  "activation",
  "activation_area",
  "base_repair",
  "base_unit",
  "base_version",
  "case_cell",
  "case_event",
  "case_span",
  "case_standing",
  "case_text",
  "city_unit",
  "city_unit_grid",
  "compound",
  "coverage_scenario",
  "coverage_snapshot",
  "dispatch_case",
  "division",
  "division_change",
  "division_grid",
  "division_plan",
  "division_unit",
  "duty_entry",
  "duty_place",
  "emergency_holder",
  "emergency_plan",
  "gate_survey",
  "grid_alias",
  "grid_building",
  "grid_version",
  "hazard_warning",
  "plan_comment",
  "plan_presence",
  "ready_unit",
  "recommendation",
  "unit_building",
  "work_group",
  "work_post",
];
/** Views that stand before the tables of their names, without what not everybody sees. */
const PARTED_TABLES = ["account", "audit", "building"];

export const SEEN_TABLES = { OPEN_TABLES, GUARDED_TABLES, PARTED_TABLES } as const;

/**
 * Makes the reader's role where it is missing and lets this connection take it on. Roles belong to
 * the whole server: several installations share it. Throws where the connection may do neither.
 */
export const ensureReaderRole = async (db: Db): Promise<void> => {
  await sql`
    do $$ begin
      begin
        if not exists (select from pg_roles where rolname = ${sql.lit(READER)}) then
          execute ${sql.lit(`create role ${READER} nologin`)};
        end if;
      -- Another installation was quicker.
      exception when duplicate_object or unique_violation then null;
      end;
      if not pg_has_role(current_user, ${sql.lit(READER)}, 'member') then
        execute ${sql.lit(`grant ${READER} to `)} || quote_ident(current_user);
      end if;
    end $$`.execute(db);
};

/**
 * Raises the second wall (第二道墙) over a migrated schema: the reader's role sees the tables it needs
 * and no other. Done at every start, since roles and rights are no part of a backup.
 */
export async function raiseSecondWall(db: Db): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // Two servers that start at once would change the same rights.
    await sql`select pg_advisory_xact_lock(hashtext('onegrid.second-wall'))`.execute(trx);
    await ensureReaderRole(trx);
    const reader = sql.id(READER);
    const seen = [
      ...[...OPEN_TABLES, ...GUARDED_TABLES].map((table) => sql.id("public", table)),
      ...PARTED_TABLES.map((view) => sql.id("seen", view)),
    ];
    await sql`grant usage on schema public, seen to ${reader}`.execute(trx);
    await sql`grant select on ${sql.join(seen)} to ${reader}`.execute(trx);
    await letIndexesThrough(trx);
  });
}

/**
 * A policy is asked before any condition of the query that might tell about rows in an error, so such
 * a condition cannot use its index. Whether boxes or lists meet never ends in an error that names a
 * value; PostgreSQL takes a superuser's word for that. Without it reads are right, and slower.
 */
const letIndexesThrough = (trx: Db) =>
  sql`
    do $$ declare meets regprocedure; begin
      if not (select rolsuper from pg_roles where rolname = current_user) then return; end if;
      for meets in select p.oid from pg_proc p join pg_operator o on o.oprcode = p.oid
        where not p.proleakproof and o.oprname = '&&'
          and (p.oid = 'arrayoverlap(anyarray, anyarray)'::regprocedure
            or (p.proname = 'geometry_overlaps' and o.oprleft = 'geometry'::regtype))
      loop execute format('alter function %s leakproof', meets); end loop;
    end $$`.execute(trx);

/**
 * Lets a transaction see no more than somebody may, until it ends: a list of expressions for a
 * `select`, so that it may ask something else on the same way.
 */
export function seeing(sight: Sight): RawBuilder<unknown> {
  const { byLevel, bound, ...rest } = sight;
  const duties = bound.map(({ areas, classes, levels }) => ({
    areas,
    levels,
    patterns: classPatterns(classes),
  }));
  const told = JSON.stringify({ ...rest, ...byLevel, bound: duties });
  // Compiling a statement costs more than such a read; the wall's conditions look dear to a planner.
  return sql`set_config('role', ${READER}, true), set_config('search_path', 'seen, public', true),
    set_config('jit', 'off', true), set_config('onegrid.sight', ${told}, true)`;
}

export const seeAs = (trx: Db, sight: Sight): Promise<unknown> =>
  sql`select ${seeing(sight)}`.execute(trx);

/** Reads behind the second wall; `db` is not in a transaction. Nothing can be written. */
export const readAs = <T>(db: Db, sight: Sight, read: (trx: Db) => Promise<T>): Promise<T> =>
  db
    .transaction()
    .setAccessMode("read only")
    .execute(async (trx) => {
      await seeAs(trx, sight);
      return read(trx);
    });

/** The same as of one moment: all its statements see one state of the database. */
export const readMomentAs = <T>(db: Db, sight: Sight, read: (trx: Db) => Promise<T>): Promise<T> =>
  db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (trx) => {
      await seeAs(trx, sight);
      return read(trx);
    });

/** Reads behind the wall in the middle of a transaction that goes on as it was. */
export async function peekAs<T>(trx: Db, sight: Sight, read: (trx: Db) => Promise<T>): Promise<T> {
  // Going back to a savepoint takes back the role and the settings as well.
  await sql`savepoint second_wall`.execute(trx);
  await seeAs(trx, sight);
  const answer = await read(trx);
  await sql`rollback to savepoint second_wall`.execute(trx);
  return answer;
}

/** Those of some areas that lie in one of the sight's parts, by the database's own word. */
export const seenAreas = async (
  trx: Db,
  part: "map" | "plan" | "coverage",
  ids: readonly string[],
): Promise<string[]> => {
  const rows = await trx
    .selectFrom("area")
    .select("id")
    .where(sql<boolean>`id = any(${[...ids]}::text[]) and path && sight_ids(${part})`)
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
};
