import type { ScenarioChange } from "@onegrid/core/coverage";
import { sql } from "kysely";
import type { Db } from "../connect.ts";

export interface ScenarioRow {
  readonly id: string;
  readonly areaId: string;
  readonly areaName: string;
  readonly path: readonly string[];
  readonly name: string;
  readonly note: string;
  readonly isShared: boolean;
  readonly ownerId: string;
  readonly owner: string | null;
  readonly revision: number;
  readonly changes: readonly ScenarioChange[];
  readonly version: string | null;
  readonly day: string;
  readonly changedAt: Date;
}

/** Whose scenarios: shared ones of areas in, around or below the scope, and one's own. */
export interface ScenarioReader {
  readonly accountId: string;
  readonly scope: readonly string[];
}

/** Scenarios (情景) that somebody may open, last changed first. */
export const listScenarios = (db: Db, reader: ScenarioReader): Promise<ScenarioRow[]> =>
  selectScenarios(db, reader, null);

export async function loadScenario(
  db: Db,
  id: string,
  reader: ScenarioReader,
): Promise<ScenarioRow | undefined> {
  const [scenario] = await selectScenarios(db, reader, id);
  return scenario;
}

async function selectScenarios(
  db: Db,
  { accountId, scope }: ScenarioReader,
  id: string | null,
): Promise<ScenarioRow[]> {
  const { rows } = await sql<ScenarioRow>`
    select s.id, s.area_id as "areaId", a.name as "areaName", a.path, s.name, s.note,
      s.is_shared as "isShared", s.owner_id as "ownerId", w.display_name as owner, s.revision,
      s.changes, s.version, s.day, s.changed_at as "changedAt"
    from coverage_scenario s join area a on a.id = s.area_id
      left join account w on w.id = s.owner_id
    where (s.is_shared or s.owner_id = ${accountId})
      and (a.path && ${[...scope]}::text[] or s.area_id in (
        select unnest(path) from area where id = any(${[...scope]}::text[])))
      and (${id}::text is null or s.id = ${id})
    order by s.changed_at desc, s.id`.execute(db);
  return rows;
}

export type NewScenario = Omit<ScenarioRow, "areaName" | "path" | "owner" | "revision">;

export const insertScenario = (trx: Db, scenario: NewScenario): Promise<unknown> =>
  trx
    .insertInto("coverage_scenario")
    .values({
      id: scenario.id,
      area_id: scenario.areaId,
      owner_id: scenario.ownerId,
      revision: 1,
      day: scenario.day,
      made_at: scenario.changedAt,
      ...columnsOf(scenario),
    })
    .execute();

export type ScenarioUpdate = Pick<
  ScenarioRow,
  "id" | "name" | "note" | "isShared" | "changes" | "version" | "changedAt"
> & { readonly expectedRevision: number };

/** Writes over the revision that was read; false when there is another one by now. */
export async function updateScenario(trx: Db, update: ScenarioUpdate): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("coverage_scenario")
    .set({ revision: update.expectedRevision + 1, ...columnsOf(update) })
    .where("id", "=", update.id)
    .where("revision", "=", update.expectedRevision)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function deleteScenario(
  trx: Db,
  { id, expectedRevision }: { readonly id: string; readonly expectedRevision: number },
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("coverage_scenario")
    .where("id", "=", id)
    .where("revision", "=", expectedRevision)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

const columnsOf = (scenario: Omit<ScenarioUpdate, "id" | "expectedRevision">) => ({
  name: scenario.name,
  note: scenario.note,
  is_shared: scenario.isShared,
  changes: JSON.stringify(scenario.changes),
  version: scenario.version,
  changed_at: scenario.changedAt,
});
