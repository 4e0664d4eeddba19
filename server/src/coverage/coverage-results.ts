import { createHash } from "node:crypto";
import {
  attachBuildings,
  attachPoints,
  buildFieldGeometry,
  computeCoverage,
  DEFAULT_SPEEDS,
  fieldValues,
  isochrone,
  limitUnits,
  StationReach,
  type Coverage,
  type CoverageDefinition,
  type Measure,
} from "@onegrid/core/coverage";
import type { CoverageQuery } from "@onegrid/core/coverage/contract";
import type { MultiPolygon } from "@onegrid/core/geometry";
import type { Db } from "@onegrid/db";
import {
  listBuildingPlaces,
  listStations,
  type BuildingPlace,
  type StationPlace,
} from "@onegrid/db/coverage";
import { listLayerRevisions } from "@onegrid/db/organisation";
import { Problem } from "../problem.ts";
import { NetworkCache, type ReadyNetwork } from "./walking-network.ts";

/** Kinds that count for the ten-minute circle; start values of the domain. */
const CIRCLE_KINDS = [
  "service_centre",
  "red_station",
  "compound_station",
  "pioneer_station",
  "party_square",
  "worker_stop",
];
/** Results kept for tiles, polygons and files that ask for them by key. */
const MOST_KEPT = 12;
/** Questions remembered by key: a result that was let go is computed again for whoever still shows it. */
const MOST_REMEMBERED = 2000;

export interface CoverageResult {
  readonly key: string;
  /** Station kinds that count. */
  readonly kinds: readonly string[];
  readonly coverage: Coverage;
  readonly buildings: readonly BuildingPlace[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly stations: readonly StationPlace[];
  readonly network: ReadyNetwork;
}

/** Computes what is asked once, and keeps it while the data stay as they are. */
export class CoverageResults {
  readonly networks: NetworkCache;
  readonly #db: Db;
  readonly #kept = new Map<string, Promise<CoverageResult>>();
  readonly #questions = new Map<string, { readonly query: CoverageQuery; readonly day: string }>();
  readonly #polygons = new WeakMap<CoverageResult, MultiPolygon>();

  constructor(db: Db) {
    this.#db = db;
    this.networks = new NetworkCache(db);
  }

  async ask(query: CoverageQuery, day: string): Promise<CoverageResult> {
    const revisions = await listLayerRevisions(this.#db);
    const stamp = JSON.stringify([
      measureOf(query),
      query.gates ?? "optimistic",
      kindsOf(query),
      day,
      revisions,
    ]);
    const key = createHash("sha256").update(stamp).digest("base64url").slice(0, 16);
    const known = this.#kept.get(key);
    const result = known ?? this.#compute(key, query, day);
    if (!known) result.catch(() => this.#kept.delete(key));
    keep(this.#kept, key, { value: result, most: MOST_KEPT });
    keep(this.#questions, key, { value: { query, day }, most: MOST_REMEMBERED });
    return result;
  }

  /** The same question with all inferred gates shut and open; `null` when there are none. */
  async bounds(
    { network }: CoverageResult,
    query: CoverageQuery,
    day: string,
  ): Promise<{ pessimistic: CoverageResult; optimistic: CoverageResult } | null> {
    if (network.inferredGates === 0) return null;
    const pessimistic = await this.ask({ ...query, gates: "pessimistic" }, day);
    return { pessimistic, optimistic: await this.ask({ ...query, gates: "optimistic" }, day) };
  }

  /** A result that was asked for before; refused when the data have changed since: ask again. */
  async find(key: string): Promise<CoverageResult> {
    const question = this.#questions.get(key);
    const known = this.#kept.get(key);
    if (known) return known;
    const again = question && (await this.ask(question.query, question.day));
    if (again?.key !== key) throw new Problem({ code: "coverage.unknown-key", key });
    return again;
  }

  /** The area reached within the limit: a building is inside if and only if it is covered. */
  polygonOf(result: CoverageResult): MultiPolygon {
    const known = this.#polygons.get(result);
    if (known) return known;
    const polygon = tracePolygon(result);
    this.#polygons.set(result, polygon);
    return polygon;
  }

  async #compute(key: string, query: CoverageQuery, day: string): Promise<CoverageResult> {
    const kinds = kindsOf(query);
    const [network, buildings, stations] = await Promise.all([
      this.networks.get("foot"),
      listBuildingPlaces(this.#db, day),
      listStations(this.#db, kinds),
    ]);
    const computed = computeCoverage({
      finder: network.finder,
      buildings,
      stations,
      definition: definitionOf(query, network, { buildings, stations }),
    });
    if (!computed.ok) throw new Problem(computed.error);
    const indexOf = new Map(buildings.map((building, index) => [building.id, index]));
    return { key, kinds, coverage: computed.value, buildings, indexOf, stations, network };
  }
}

/** Puts it at the end of the map, and lets the one that was used longest ago go. */
function keep<T>(map: Map<string, T>, key: string, { value, most }: { value: T; most: number }) {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

const kindsOf = ({ kinds }: CoverageQuery): readonly string[] =>
  kinds === undefined ? CIRCLE_KINDS : [...new Set(kinds.split(","))].toSorted();

function measureOf(query: CoverageQuery): Measure {
  if (query.basis === "distance") return { basis: "distance", metres: query.metres ?? 500 };
  const profile = query.profile ?? "adult";
  return {
    basis: "time",
    seconds: Math.round((query.minutes ?? 10) * 60),
    profile,
    metresPerSecond: query.speed ?? DEFAULT_SPEEDS[profile],
  };
}

function definitionOf(
  query: CoverageQuery,
  network: ReadyNetwork,
  data: { buildings: readonly BuildingPlace[]; stations: readonly StationPlace[] },
): CoverageDefinition {
  const sources = new Set(
    data.buildings.map(({ householdSource }) => householdSource).filter((s) => s !== "unknown"),
  );
  const [only = "unknown"] = sources;
  const stationSet = data.stations.map(({ id, position }) => `${id}@${position.join()}`).join();
  return {
    measure: measureOf(query),
    direction: "home-to-station",
    gates: network.inferredGates === 0 ? "surveyed" : (query.gates ?? "optimistic"),
    households: sources.size > 1 ? "mixed" : only,
    networkVersion: network.network.version,
    stationSetVersion: createHash("sha256").update(stationSet).digest("hex").slice(0, 16),
  };
}

function tracePolygon({ coverage, buildings, stations, network }: CoverageResult): MultiPolygon {
  const { finder } = network;
  const positions = buildings.map((building) => building.position);
  const reach = new StationReach(network.network, {
    stations: attachPoints(
      finder,
      stations.map((station) => station.position),
    ),
    definition: coverage.definition,
  });
  const geometry = buildFieldGeometry(network.network, attachBuildings(finder, buildings));
  const limit = limitUnits(coverage.definition.measure);
  const values = fieldValues(geometry, reach, { buildingUnits: coverage.units, maxUnits: limit });
  const traced = isochrone({ geometry, values, limit, buildings: positions });
  if (!traced.ok) throw new Problem(traced.error);
  return traced.value;
}
