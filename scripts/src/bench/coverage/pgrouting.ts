import { connect, type Db } from "@onegrid/db";
import type { Network } from "@onegrid/core/coverage";
import { sql } from "kysely";
import type { PlainArcs } from "./plain-arcs.ts";

export interface PgRoutingPeer {
  readonly version: string;
  /** How many nodes it reaches from one of them, within a box of the plane that holds the walk. */
  countWithin(node: number, units: number): Promise<number>;
  /** Least units to each node from all stations, within a limit. */
  fromStations(units: number): Promise<Map<number, number>>;
  close(): Promise<void>;
}

const SCHEMA = "onegrid_bench";
/** Metres a walk of a unit can lead away at most, and the longest edge beyond it. */
const METRES_A_UNIT = 0.125;
const LONGEST_EDGE_METRES = 120;
const ROWS_AT_ONCE = 100_000;

/**
 * pgRouting over the arcs, in a schema of its own that goes when it is closed; `null` where the server
 * has no pgRouting (Debian `postgresql-15-pgrouting`). The role must be allowed to create extensions.
 */
export async function openPgRouting(
  url: string,
  { network, arcs, stations }: { network: Network; arcs: PlainArcs; stations: number },
): Promise<PgRoutingPeer | null> {
  const db = connect(url, { queryTimeoutMs: 30 * 60_000 });
  const { rows } = await sql<{ version: string; installed: boolean }>`
    select default_version as version, installed_version is not null as installed
    from pg_available_extensions where name = 'pgrouting'`.execute(db);
  const [extension] = rows;
  if (extension === undefined) {
    await db.destroy();
    return null;
  }
  await sql`create extension if not exists postgis`.execute(db);
  await sql`create extension if not exists pgrouting`.execute(db);
  await loadArcs(db, network, arcs);
  const targets = Array.from({ length: stations }, (_, i) => arcs.firstStation + i);
  return {
    version: extension.version,
    countWithin: (node, units) => countWithin(db, { node, units, network }),
    fromStations: async (units) => {
      // `equicost` gives too few rows: without it every pair comes, and the least is taken here.
      const found = await sql<{ node: string; units: number }>`
        select node, min(agg_cost) as units
        from pgr_drivingDistance(${`select id, source, target, cost from ${SCHEMA}.arc`},
          ${targets}::bigint[], ${units}::float8, directed := true, equicost := false)
        group by node`.execute(db);
      return new Map(found.rows.map((row) => [Number(row.node), row.units]));
    },
    close: async () => {
      await sql`drop schema ${sql.id(SCHEMA)} cascade`.execute(db);
      if (!extension.installed) await sql`drop extension pgrouting`.execute(db);
      await db.destroy();
    },
  };
}

async function countWithin(
  db: Db,
  { node, units, network }: { node: number; units: number; network: Network },
): Promise<number> {
  const [x, y] = [network.nodeX[node] ?? 0, network.nodeY[node] ?? 0];
  const reach = units * METRES_A_UNIT + LONGEST_EDGE_METRES;
  const box = [x - reach, y - reach, x + reach, y + reach].join(", ");
  const inner = `select id, source, target, cost from ${SCHEMA}.arc where way && ST_MakeEnvelope(${box})`;
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from pgr_drivingDistance(${inner}, ${node}::bigint, ${units}::float8, directed := true)`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

async function loadArcs(db: Db, network: Network, arcs: PlainArcs): Promise<void> {
  await sql`drop schema if exists ${sql.id(SCHEMA)} cascade`.execute(db);
  await sql`create schema ${sql.id(SCHEMA)}`.execute(db);
  const table = sql.id(SCHEMA, "arc");
  await sql`create table ${table} (id bigint, source bigint, target bigint, cost float8,
    way geometry(LineString))`.execute(db);
  // A station's own node has no place: its arc lies where it leads to, and grows no box.
  const tailsAt = arcs.tails.map((tail, at) =>
    tail < network.nodeCount ? tail : (arcs.heads[at] ?? 0),
  );
  for (let from = 0; from < arcs.tails.length; from += ROWS_AT_ONCE) {
    const tails = [...arcs.tails.subarray(from, from + ROWS_AT_ONCE)];
    const heads = [...arcs.heads.subarray(from, from + ROWS_AT_ONCE)];
    const units = [...arcs.units.subarray(from, from + ROWS_AT_ONCE)];
    const placed = [...tailsAt.subarray(from, from + ROWS_AT_ONCE)];
    await sql`
      insert into ${table}
      select ${from} + row_number() over (), tail, head, units,
        ST_MakeLine(ST_MakePoint(ax, ay), ST_MakePoint(bx, by))
      from unnest(${tails}::bigint[], ${heads}::bigint[], ${units}::float8[],
        ${at(placed, network.nodeX)}::float8[], ${at(placed, network.nodeY)}::float8[],
        ${at(heads, network.nodeX)}::float8[], ${at(heads, network.nodeY)}::float8[])
        as arc(tail, head, units, ax, ay, bx, by)`.execute(db);
  }
  await sql`create index on ${table} using gist (way)`.execute(db);
  await sql`analyze ${table}`.execute(db);
}

const at = (nodes: readonly number[], columns: Float64Array): number[] =>
  nodes.map((node) => columns[node] ?? 0);
