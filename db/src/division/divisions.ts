import type { DivisionChange, Lock } from "@onegrid/core/division";
import type { UnitCut } from "@onegrid/core/topology";
import { sql } from "kysely";
import type { MultiPolygon, Polygon } from "@onegrid/core/geometry";
import type { Db } from "../connect.ts";
import { asMultiPolygon, fromWkb } from "../postgis.ts";
import { writeWkb } from "../write-wkb.ts";

export interface DivisionRow {
  readonly id: string;
  readonly planId: string;
  readonly planState: "draft" | "review" | "published" | "retired";
  readonly communityId: string;
  readonly path: readonly string[];
  readonly baseId: string;
  readonly revision: number;
  readonly settings: DivisionSettings;
}

/** What a division keeps beside its units. */
export interface DivisionSettings {
  readonly target?: number;
  readonly locks?: readonly Lock[];
  /** Units of the base that were cut (切割); the units of the division follow from them. */
  readonly cuts?: readonly UnitCut[];
}

const divisions = (db: Db) =>
  db
    .selectFrom("division as d")
    .innerJoin("division_plan as p", "p.id", "d.plan_id")
    .innerJoin("area as a", "a.id", "d.community_id")
    .select([
      "d.id",
      "d.plan_id as planId",
      "p.state as planState",
      "d.community_id as communityId",
      "a.path",
      "d.base_id as baseId",
      "d.revision",
      "d.settings",
    ])
    .$narrowType<{ settings: DivisionSettings }>();

export const loadDivision = (db: Db, id: string): Promise<DivisionRow | undefined> =>
  divisions(db).where("d.id", "=", id).executeTakeFirst();

/** The division that a plan has for a community. */
export async function findDivisionId(
  db: Db,
  planId: string,
  communityId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom("division")
    .select("id")
    .where("plan_id", "=", planId)
    .where("community_id", "=", communityId)
    .executeTakeFirst();
  return row?.id;
}

/**
 * Loads a division and holds its row until the transaction ends. The plan is held, too: whoever had
 * to wait for the row would else see the state that the plan had before the wait.
 */
export const loadDivisionForUpdate = (trx: Db, id: string): Promise<DivisionRow | undefined> =>
  divisions(trx).where("d.id", "=", id).forUpdate("d").forShare("p").executeTakeFirst();

/** Grid of each unit in the base's order; `null`: not in any grid yet. */
export async function loadAssignment(db: Db, divisionId: string): Promise<(string | null)[]> {
  const rows = await db
    .selectFrom("division_unit")
    .select("grid_id")
    .where("division_id", "=", divisionId)
    .orderBy("unit_number")
    .execute();
  return rows.map((row) => row.grid_id);
}

export interface DivisionGridRow {
  readonly gridId: string;
  readonly isLocked: boolean;
}

export const loadGrids = (db: Db, divisionId: string): Promise<DivisionGridRow[]> =>
  db
    .selectFrom("division_grid")
    .select(["grid_id as gridId", "is_locked as isLocked"])
    .where("division_id", "=", divisionId)
    .orderBy("grid_id")
    .execute();

export interface GridToStore {
  readonly gridId: string;
  readonly isLocked: boolean;
  readonly households: number;
  readonly units: number;
  readonly metrics: Readonly<Record<string, unknown>>;
  /** `null`: the grid has no units. */
  readonly geometry: Polygon | MultiPolygon | null;
}

/** Writes grids as they are now; grids that are not named and not removed stay as they were. */
export async function saveGrids(
  trx: Db,
  divisionId: string,
  grids: readonly GridToStore[],
  removed: readonly string[],
): Promise<void> {
  if (removed.length > 0) {
    await sql`delete from division_grid where division_id = ${divisionId}
      and grid_id = any(${[...removed]}::text[])`.execute(trx);
  }
  if (grids.length === 0) return;
  await sql`
    insert into division_grid
      (division_id, grid_id, is_locked, household_count, unit_count, metrics, geom)
    select ${divisionId}, g.grid_id, g.is_locked, g.households, g.units, g.metrics::jsonb,
      ${asMultiPolygon(fromWkb(sql.ref("g.wkb")))}
    from unnest(
      ${grids.map((grid) => grid.gridId)}::text[],
      ${grids.map((grid) => grid.isLocked)}::bool[],
      ${grids.map((grid) => grid.households)}::int[],
      ${grids.map((grid) => grid.units)}::int[],
      ${grids.map((grid) => JSON.stringify(grid.metrics))}::text[],
      ${grids.map((grid) => (grid.geometry ? writeWkb(grid.geometry) : null))}::bytea[]
    ) as g (grid_id, is_locked, households, units, metrics, wkb)
    on conflict (division_id, grid_id) do update set is_locked = excluded.is_locked,
      household_count = excluded.household_count, unit_count = excluded.unit_count,
      metrics = excluded.metrics, geom = excluded.geom`.execute(trx);
}

/** Two statements' work in one, whatever the size of the change: arrays, not a parameter per unit. */
export async function saveAssignment(
  trx: Db,
  divisionId: string,
  moved: readonly { readonly unit: number; readonly gridId: string | null }[],
): Promise<void> {
  if (moved.length === 0) return;
  await sql`
    update division_unit set grid_id = moved.grid_id
    from unnest(
      ${moved.map(({ unit }) => unit)}::int[],
      ${moved.map(({ gridId }) => gridId)}::text[]
    ) as moved (unit_number, grid_id)
    where division_unit.division_id = ${divisionId}
      and division_unit.unit_number = moved.unit_number`.execute(trx);
}

export async function saveSettings(
  trx: Db,
  divisionId: string,
  settings: DivisionSettings,
): Promise<void> {
  await trx
    .updateTable("division")
    .set({ settings: JSON.stringify(settings) })
    .where("id", "=", divisionId)
    .execute();
}

export interface NewDivisionChange {
  readonly divisionId: string;
  readonly revision: number;
  readonly accountId: string | null;
  readonly intent: unknown;
  readonly change: unknown;
  readonly inverse: unknown;
  readonly undoes: number | null;
  readonly idempotencyKey: string | null;
}

/** Raises the revision and writes what raised it. */
export async function saveChange(trx: Db, change: NewDivisionChange): Promise<void> {
  await trx
    .updateTable("division")
    .set({ revision: change.revision })
    .where("id", "=", change.divisionId)
    .execute();
  await trx
    .insertInto("division_change")
    .values({
      division_id: change.divisionId,
      revision: change.revision,
      account_id: change.accountId,
      intent: JSON.stringify(change.intent),
      change: JSON.stringify(change.change),
      inverse: JSON.stringify(change.inverse),
      undoes: change.undoes,
      idempotency_key: change.idempotencyKey,
    })
    .execute();
}

export interface DivisionChangeRow {
  readonly revision: number;
  readonly at: Date;
  readonly by: string | null;
  readonly accountId: string | null;
  readonly intent: unknown;
  readonly change: DivisionChange;
  readonly inverse: DivisionChange;
  readonly undoes: number | null;
  readonly idempotencyKey: string | null;
}

/** The log of a division, oldest first. */
export const listChanges = (db: Db, divisionId: string): Promise<DivisionChangeRow[]> =>
  db
    .selectFrom("division_change as c")
    .leftJoin("account as a", "a.id", "c.account_id")
    .select([
      "c.revision",
      "c.at",
      "a.display_name as by",
      "c.account_id as accountId",
      "c.intent",
      "c.change",
      "c.inverse",
      "c.undoes",
      "c.idempotency_key as idempotencyKey",
    ])
    .$narrowType<{ change: DivisionChange; inverse: DivisionChange }>()
    .where("c.division_id", "=", divisionId)
    .orderBy("c.revision")
    .execute();
