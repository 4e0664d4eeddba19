import { connect, type Db } from "@onegrid/db";
import { listRootAreas } from "@onegrid/db/organisation";
import { findServedLayer, layerTile, type Tile } from "@onegrid/tiles";
import { sql } from "kysely";
import { fillCity, pickTiles, quantile } from "./city.ts";

/** Layers as a user meets them while panning; columns and zooms for which both sides hold the same rows. */
const MEASURED = [
  {
    layer: "buildings",
    table: "building",
    columns: "id, storeys, building_use, household_count, household_source",
    zooms: [14],
  },
  {
    layer: "buildings",
    table: "building",
    columns: "id, name, storeys, building_use, household_count, household_source",
    zooms: [15, 16],
  },
  { layer: "ways", table: "way", columns: "id, class, name", zooms: [15, 16] },
  { layer: "areas", table: "area", columns: "id, kind, name, code", zooms: [10, 12] },
] as const;
const TILES_PER_ZOOM = 60;

/**
 * Tile latency on the generated city: our encoder against ST_AsMVT, the same tiles on the same server
 * in the same run. Needs a PostGIS server: TEST_DATABASE_URL names a database that may be emptied.
 */
export async function benchTiles(): Promise<void> {
  const url = process.env["TEST_DATABASE_URL"];
  if (!url) throw new Error("bench tiles needs TEST_DATABASE_URL: a PostGIS database to fill");
  const db = connect(url, { queryTimeoutMs: 30 * 60_000 });
  try {
    await fillCity(db);
    const [root] = await listRootAreas(db);
    const scope = root ? [root.id] : [];
    process.stdout.write(
      "| layer | zoom | tiles | features, median | ours cold p50 / p99 ms | ours warm p50 / p99 ms | ST_AsMVT cold p50 / p99 ms | warm p50 / p99 ms | bytes ours / theirs |\n|---|---|---|---|---|---|---|---|---|\n",
    );
    for (const { layer, table, columns, zooms } of MEASURED) {
      for (const zoom of zooms) await measure(db, { layer, table, columns, zoom, scope });
    }
  } finally {
    await db.destroy();
  }
}

interface Task {
  readonly layer: string;
  readonly table: string;
  readonly columns: string;
  readonly zoom: number;
  readonly scope: readonly string[];
}

async function measure(db: Db, task: Task): Promise<void> {
  const tiles = await pickTiles(db, { ...task, most: TILES_PER_ZOOM });
  const served = findServedLayer(task.layer);
  if (!served) throw new Error(`no layer ${task.layer}`);
  const view = { scope: task.scope, day: "2026-11-20" };
  const ours = (tile: Tile) => layerTile(db, served, tile, view);
  const theirs = (tile: Tile) => postgisTile(db, task, tile);
  // Cold: the first time this process and the server's caches meet the tile. A and B take turns.
  const cold = { ours: [] as Timed[], theirs: [] as Timed[] };
  for (const [at, tile] of tiles.entries()) {
    const first = at % 2 === 0 ? "ours" : "theirs";
    const second = first === "ours" ? "theirs" : "ours";
    const make = { ours, theirs };
    cold[first].push(await timed(() => make[first](tile)));
    cold[second].push(await timed(() => make[second](tile)));
  }
  const warm = { ours: [] as Timed[], theirs: [] as Timed[] };
  for (const tile of tiles) {
    warm.ours.push(await timed(() => ours(tile)));
    warm.theirs.push(await timed(() => theirs(tile)));
  }
  const features = await Promise.all(tiles.slice(0, 15).map((tile) => countIn(db, task, tile)));
  const cells = [
    task.layer,
    task.zoom,
    tiles.length,
    quantile(features, 0.5),
    ...[cold.ours, warm.ours, cold.theirs, warm.theirs].map(twoQuantiles),
    `${medianBytes(warm.ours)} / ${medianBytes(warm.theirs)}`,
  ];
  process.stdout.write(`| ${cells.join(" | ")} |\n`);
}

interface Timed {
  readonly ms: number;
  readonly bytes: number;
}

async function timed(make: () => Promise<Uint8Array>): Promise<Timed> {
  const started = performance.now();
  const { length } = await make();
  return { ms: performance.now() - started, bytes: length };
}

const twoQuantiles = (times: readonly Timed[]): string => {
  const ms = times.map((each) => each.ms);
  return `${quantile(ms, 0.5).toFixed(1)} / ${quantile(ms, 0.99).toFixed(1)}`;
};

const medianBytes = (times: readonly Timed[]): number =>
  quantile(
    times.map(({ bytes }) => bytes),
    0.5,
  );

const envelope = ({ z, x, y }: Tile) =>
  sql`ST_TileEnvelope(${z}, ${x}, ${y}, margin => 64.0 / 4096)`;

/** The peer: PostGIS cuts and encodes the same rows by itself. */
async function postgisTile(
  db: Db,
  { layer, table, columns }: Task,
  tile: Tile,
): Promise<Uint8Array> {
  const { rows } = await sql<{ tile: Uint8Array }>`
    select ST_AsMVT(cut, ${layer}, 4096, 'shape') as tile from (
      select ${sql.raw(columns)},
        ST_AsMVTGeom(geom_3857, ST_TileEnvelope(${tile.z}, ${tile.x}, ${tile.y}), 4096, 64, true) as shape
      from ${sql.table(table)} where geom_3857 && ${envelope(tile)} order by id
    ) cut where shape is not null`.execute(db);
  return rows[0]?.tile ?? new Uint8Array();
}

async function countIn(db: Db, { table }: Task, tile: Tile): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)}
    where geom_3857 && ${envelope(tile)}`.execute(db);
  return rows[0]?.count ?? 0;
}
