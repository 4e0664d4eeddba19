import type { Sight } from "@onegrid/core/access";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { seeing } from "../second-wall.ts";

export interface LayerState {
  readonly layer: string;
  readonly revision: number;
}

/** The present revision of each layer; a layer nobody has written yet is at 0. */
export const listLayerRevisions = (db: Db): Promise<LayerState[]> =>
  db.selectFrom("layer_revision").select(["layer", "revision"]).orderBy("layer").execute();

export async function loadLayerRevision(db: Db, layer: string): Promise<number> {
  const row = await db
    .selectFrom("layer_revision")
    .select("revision")
    .where("layer", "=", layer)
    .executeTakeFirst();
  return row?.revision ?? 0;
}

/** Raises the revision of layers whose rows the same transaction has changed. */
export async function raiseLayerRevisions(
  db: Db,
  layers: readonly string[],
): Promise<LayerState[]> {
  const { rows } = await sql<LayerState>`
    insert into layer_revision (layer, revision)
    select layer, 1 from unnest(${[...new Set(layers)].toSorted()}::text[]) as layer
    on conflict (layer) do update set revision = layer_revision.revision + 1
    returning layer, revision`.execute(db);
  return rows;
}

/** The revision of a layer, and from then on the transaction sees what somebody may: one way for both. */
export async function beginLayerRead(trx: Db, sight: Sight, layer: string): Promise<number> {
  const { rows } = await sql<{ revision: number }>`
    select coalesce((select revision from layer_revision where layer = ${layer}), 0) as revision,
      ${seeing(sight)}`.execute(trx);
  return rows[0]?.revision ?? 0;
}
