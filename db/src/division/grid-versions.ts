import type { MultiPolygon, Polygon } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { asMultiPolygon, fromWkb } from "../postgis.ts";
import { writeWkb } from "../write-wkb.ts";

export interface NewGridVersion {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly pinyin: string;
  readonly initials: string;
  readonly communityId: string;
  readonly planId: string | null;
  readonly baseId: string | null;
  readonly households: number;
  readonly buildingIds: readonly string[];
  readonly predecessors: readonly string[];
  /** First day in force, `YYYY-MM-DD`. */
  readonly validFrom: string;
  /** Its id in the plan's division. */
  readonly gridId: string | null;
  readonly geometry: Polygon | MultiPolygon;
}

export interface GridVersionRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly households: number;
  readonly planId: string | null;
  /** Its id in the plan's division; `null`: not known. */
  readonly gridId: string | null;
  /** First day in force, and the first day no longer; `null`: no end is known. */
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly buildingIds: readonly string[];
}

/** Grids of a community that are in force on a day. */
export async function listGridsOn(
  db: Db,
  communityId: string,
  day: string,
): Promise<GridVersionRow[]> {
  const { rows } = await sql<GridVersionRow>`
    select g.id, g.code, g.name, g.household_count as households, g.plan_id as "planId",
      g.grid_id as "gridId", g.valid_from::text as "validFrom", g.valid_to::text as "validTo",
      array(select building_id from grid_building b where b.grid_version_id = g.id) as "buildingIds"
    from grid_version g
    where g.community_id = ${communityId} and g.valid_from <= ${day}::date
      and (g.valid_to is null or g.valid_to > ${day}::date)
    order by g.code`.execute(db);
  return rows;
}

/** A plan whose grids of this community begin on a day or later: two plans may not overlap. */
export const findPlanFrom = (
  db: Db,
  communityId: string,
  day: string,
): Promise<string | undefined> => findPlan(db, communityId, [">=", day]);

/** A plan whose grids of this community begin after a day. */
export const findPlanAfter = (
  db: Db,
  communityId: string,
  day: string,
): Promise<string | undefined> => findPlan(db, communityId, [">", day]);

async function findPlan(
  db: Db,
  communityId: string,
  [is, day]: readonly [">" | ">=", string],
): Promise<string | undefined> {
  const row = await db
    .selectFrom("grid_version")
    .select("plan_id")
    .where("community_id", "=", communityId)
    .where("valid_from", is, day)
    .limit(1)
    .executeTakeFirst();
  return row && (row.plan_id ?? "");
}

/** Keeps other plans of these communities waiting until the transaction ends. */
export async function holdCommunities(trx: Db, ids: readonly string[]): Promise<void> {
  await trx
    .selectFrom("area")
    .select("id")
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();
}

/**
 * Takes the grids of a plan back that has not begun: those that it would have ended go on. Two
 * statements: in one, the old grids would be open again before the new ones have given up the code.
 */
export async function removePlannedGrids(trx: Db, planId: string): Promise<void> {
  const { rows } = await sql<{ communityId: string; day: string }>`
    delete from grid_version where plan_id = ${planId}
    returning community_id as "communityId", valid_from::text as day`.execute(trx);
  await sql`
    update grid_version set valid_to = null
    from unnest(
      ${rows.map((row) => row.communityId)}::text[], ${rows.map((row) => row.day)}::date[]
    ) as gone (community_id, day)
    where grid_version.community_id = gone.community_id
      and grid_version.valid_to = gone.day`.execute(trx);
}

/** Ends the grids of a community on a day: they were in force up to, not including, it. */
export async function endGrids(trx: Db, communityId: string, day: string): Promise<void> {
  await trx
    .updateTable("grid_version")
    .set({ valid_to: day })
    .where("community_id", "=", communityId)
    .where("valid_to", "is", null)
    .execute();
}

/** Those of some grid versions that are no longer in force on a day (`YYYY-MM-DD`). */
export async function listRetiredGrids(
  db: Db,
  ids: readonly string[],
  day: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom("grid_version")
    .select("id")
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .where("valid_to", "<=", day)
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}

/** Every code a community has ever used: a number is never used again. */
export async function listUsedCodes(db: Db, communityId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("grid_version")
    .select("code")
    .distinct()
    .where("community_id", "=", communityId)
    .execute();
  return rows.map((row) => row.code);
}

export async function insertGridVersions(trx: Db, grids: readonly NewGridVersion[]): Promise<void> {
  if (grids.length === 0) return;
  await sql`
    insert into grid_version (id, code, name, pinyin, initials, community_id, plan_id, base_id,
      household_count, building_count, predecessors, valid_from, grid_id, geom)
    select g.id, g.code, g.name, g.pinyin, g.initials, g.community_id, g.plan_id, g.base_id,
      g.households, g.buildings,
      array(select jsonb_array_elements_text(g.predecessors::jsonb)), g.valid_from, g.grid_id,
      ${asMultiPolygon(fromWkb(sql.ref("g.wkb")))}
    from unnest(
      ${grids.map((grid) => grid.id)}::text[], ${grids.map((grid) => grid.code)}::text[],
      ${grids.map((grid) => grid.name)}::text[], ${grids.map((grid) => grid.pinyin)}::text[],
      ${grids.map((grid) => grid.initials)}::text[],
      ${grids.map((grid) => grid.communityId)}::text[],
      ${grids.map((grid) => grid.planId)}::text[], ${grids.map((grid) => grid.baseId)}::text[],
      ${grids.map((grid) => grid.households)}::int[],
      ${grids.map((grid) => grid.buildingIds.length)}::int[],
      ${grids.map((grid) => JSON.stringify(grid.predecessors))}::text[],
      ${grids.map((grid) => grid.validFrom)}::date[],
      ${grids.map((grid) => grid.gridId)}::text[],
      ${grids.map((grid) => writeWkb(grid.geometry))}::bytea[]
    ) as g (id, code, name, pinyin, initials, community_id, plan_id, base_id, households,
      buildings, predecessors, valid_from, grid_id, wkb)`.execute(trx);
  const members = grids.flatMap(({ id, buildingIds }) =>
    buildingIds.map((buildingId) => ({ id, buildingId })),
  );
  await sql`
    insert into grid_building (grid_version_id, building_id)
    select m.grid_version_id, m.building_id from unnest(
      ${members.map(({ id }) => id)}::text[], ${members.map(({ buildingId }) => buildingId)}::text[]
    ) as m (grid_version_id, building_id)
    where exists (select 1 from building b where b.id = m.building_id)`.execute(trx);
}
