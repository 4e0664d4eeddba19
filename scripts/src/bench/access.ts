import {
  reachesOf,
  sightOf,
  type BoundedDuty,
  type Jurisdiction,
  type Sight,
} from "@onegrid/core/access";
import { OPEN_STATES } from "@onegrid/core/dispatch";
import { readAs, type Db } from "@onegrid/db";
import { listCases, type CaseQuery } from "@onegrid/db/dispatch";
import {
  beginLayerRead,
  listAreas,
  loadLayerRevision,
  searchObjects,
} from "@onegrid/db/organisation";
import { findServedLayer, layerTile, type Tile } from "@onegrid/tiles";
import { OperationNodeTransformer, RawNode, type KyselyPlugin, type QueryId } from "kysely";
import { openCity, pickTiles, quantile } from "./city.ts";
import { measureStream } from "./stream-price.ts";

const TILES = 80;
const ROUNDS = 60;
const DAY = "2026-11-20";

/** A reader of the city and what narrows their queries. */
interface Reader {
  readonly name: string;
  readonly scope: readonly string[];
  readonly jurisdiction: Jurisdiction;
  readonly sight: Sight;
}

/**
 * What jurisdiction costs on the generated city: the same reads with no wall, with the predicate,
 * and with the predicate behind row-level security, turn by turn in one run. Needs a PostGIS server:
 * TEST_DATABASE_URL names a database that may be filled.
 */
export async function benchAccess(): Promise<void> {
  const city = await openCity({ openCases: 10_000, days: 60 });
  const { db } = city;
  try {
    const readers = readersOf(await listAreas(db, city.roots));
    process.stdout.write(
      `${city.buildings} buildings, ${city.cases} cases, of which 10,000 open; ms, p50 / p99\n\n` +
        "| what | reader | no wall | predicate | predicate and row-level security | price, p50 |\n|---|---|---|---|---|---|\n",
    );
    for (const reader of readers) await measureLists(db, reader);
    for (const reader of readers)
      for (const [layer, zoom] of [
        ["buildings", 14],
        ["buildings", 15],
        ["buildings", 16],
        ["compounds", 14],
      ] as const)
        await measureTiles(db, reader, { layer, zoom });
    for (const reader of readers) await measureSearch(db, reader);
    for (const reader of readers.slice(0, 1)) await measureStream(db, reader);
  } finally {
    await db.destroy();
  }
}

/** A leader of the whole city, a street's desk, and a handler bound to one major class. */
function readersOf(areas: readonly { id: string; kind: string }[]): Reader[] {
  const first = (kind: string) => areas.find((area) => area.kind === kind)?.id ?? "";
  const duty = (
    role: BoundedDuty["role"],
    areaKind: string,
    categories: string[],
  ): BoundedDuty => ({
    id: "duty",
    role,
    areaId: first(areaKind),
    areaKind,
    areaPath: [],
    categories,
  });
  const named: readonly (readonly [string, BoundedDuty])[] = [
    ["command desk, city", duty("command_desk", "city", [])],
    ["desk, street", duty("street_desk", "street", [])],
    ["handler of one class, city", duty("unit_handler", "city", ["event.01"])],
  ];
  return named.map(([name, held]) => ({
    name,
    scope: [held.areaId],
    jurisdiction: { reaches: reachesOf([held], "case.read"), ownIds: ["somebody"] },
    sight: sightOf([held], ["somebody"]),
  }));
}

async function measureLists(db: Db, reader: Reader): Promise<void> {
  const query: CaseQuery = {
    jurisdiction: reader.jurisdiction,
    states: OPEN_STATES,
    areaId: null,
    category: null,
    text: null,
    memberId: null,
    level: null,
    severity: null,
    limit: 100,
    after: null,
  };
  await print("open cases, counted and 100 listed", reader, ROUNDS, {
    ...without(db, reader, (open) => () => listCases(open, query)),
    predicate: () => listCases(db, query),
    both: () => readAs(db, reader.sight, (trx) => listCases(trx, query)),
  });
}

async function measureTiles(
  db: Db,
  reader: Reader,
  { layer, zoom }: { layer: string; zoom: number },
): Promise<void> {
  const served = findServedLayer(layer);
  if (!served) throw new Error(`no layer ${layer}`);
  const tiles = await pickTiles(db, { table: served.table, zoom, most: TILES });
  const view = { scope: reader.scope, day: DAY };
  // Together with the layer's revision, as the server reads it.
  const read = (from: Db, tile: Tile, isSeen: boolean): Promise<unknown> =>
    from.transaction().execute(async (trx) => {
      await (isSeen ? beginLayerRead(trx, reader.sight, layer) : loadLayerRevision(trx, layer));
      return layerTile(trx, served, tile, view);
    });
  // Each way meets every tile once, and never as the only one that meets it first.
  const met = new Map<string, number>();
  const next = (way: string): Tile => {
    const at = met.get(way) ?? 0;
    met.set(way, at + 1);
    return tiles[at % tiles.length] ?? { z: zoom, x: 0, y: 0 };
  };
  await print(`tile of ${layer}, zoom ${zoom}`, reader, tiles.length, {
    ...without(db, reader, (open) => () => read(open, next("none"), false)),
    predicate: () => read(db, next("predicate"), false),
    both: () => read(db, next("both"), true),
  });
}

async function measureSearch(db: Db, reader: Reader): Promise<void> {
  const query = { text: "小区", limit: 12, scope: reader.scope, day: DAY };
  await print("search for a name", reader, 15, {
    predicate: () => searchObjects(db, query),
    both: () => readAs(db, reader.sight, (trx) => searchObjects(trx, query)),
  });
}

interface Ways {
  /** Left out where the answer would be another one. */
  readonly none?: () => Promise<unknown>;
  readonly predicate: () => Promise<unknown>;
  readonly both: () => Promise<unknown>;
}

/** Every round takes all ways, in turns of order, after one that is not counted. */
async function print(what: string, reader: Reader, rounds: number, ways: Ways): Promise<void> {
  const times: Record<keyof Ways, number[]> = { none: [], predicate: [], both: [] };
  const names = (["none", "predicate", "both"] as const).filter((name) => ways[name]);
  for (const name of names) await ways[name]?.();
  for (let round = 0; round < rounds; round += 1)
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length] ?? "both";
      const started = performance.now();
      await ways[name]?.();
      times[name].push(performance.now() - started);
    }
  const cells = (["none", "predicate", "both"] as const).map((name) =>
    ways[name]
      ? [0.5, 0.99].map((part) => quantile(times[name], part).toFixed(1)).join(" / ")
      : "—",
  );
  const over = (from: keyof Ways, to: keyof Ways): string => {
    const percent = (quantile(times[to], 0.5) / quantile(times[from], 0.5) - 1) * 100;
    return `${percent >= 0 ? "+" : ""}${percent.toFixed(0)} %`;
  };
  const price = ways.none
    ? `${over("none", "predicate")}; ${over("none", "both")}`
    : `—; ${over("predicate", "both")} on the predicate`;
  process.stdout.write(`| ${[what, reader.name, ...cells, price].join(" | ")} |\n`);
}

/** As `inScope` and `isReachedSql` write it. */
const PREDICATE = /^ (in \(select id from area where path )?&& ::text\[\]\)?$/;
/** As tiles of buildings ask whose they are. */
const WHOSE = /left join area mine\s+on mine\.id = b\.community_id and mine\.path && $/;

/** Takes the predicate out of a query, wherever a scope or a reach is asked. */
class WithoutPredicate extends OperationNodeTransformer {
  protected override transformRaw(node: RawNode, queryId?: QueryId): RawNode {
    const { sqlFragments, parameters } = node;
    if (PREDICATE.test(sqlFragments.join(""))) return RawNode.createWithSql("true");
    const at = sqlFragments.findIndex((fragment) => WHOSE.test(fragment));
    if (at < 0) return super.transformRaw(node, queryId);
    const open = sqlFragments.map((fragment, index) => {
      if (index === at) return fragment.replace(WHOSE, "left join (select '' as id) mine on ");
      return index === at + 1 ? fragment.replace("::text[]", "::text[] is not null") : fragment;
    });
    return super.transformRaw(RawNode.create(open, parameters), queryId);
  }
}
const stripping = new WithoutPredicate();
const withoutPredicate: KyselyPlugin = {
  transformQuery: ({ node, queryId }) => stripping.transformNode(node, queryId),
  transformResult: async ({ result }) => result,
};

/** The same question without its predicate, for whoever sees everything: only their answer stays. */
const without = (db: Db, { sight }: Reader, ask: (open: Db) => () => Promise<unknown>) =>
  sight.byLevel.district.length > 0 ? { none: ask(db.withPlugin(withoutPredicate)) } : {};
