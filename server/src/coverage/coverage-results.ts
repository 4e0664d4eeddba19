import { createHash } from "node:crypto";
import {
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

export interface CoverageResult {
  readonly key: string;
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
  readonly #polygons = new WeakMap<CoverageResult, MultiPolygon>();

  constructor(db: Db) {
    this.#db = db;
    this.networks = new NetworkCache(db);
  }

  async ask(query: CoverageQuery, day: string): Promise<CoverageResult> {
    const revisions = await listLayerRevisions(this.#db);
    const stamp = JSON.stringify([measureOf(query), query.gates, query.kinds, day, revisions]);
    const key = createHash("sha256").update(stamp).digest("base64url").slice(0, 16);
    const known = this.#kept.get(key);
    if (known) return known;
    const result = this.#compute(key, query, day);
    this.#kept.set(key, result);
    result.catch(() => this.#kept.delete(key));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) break;
      this.#kept.delete(oldest);
    }
    return result;
  }

  /** A result that was asked for before; refused when it is gone: ask again. */
  async find(key: string): Promise<CoverageResult> {
    const known = this.#kept.get(key);
    if (!known) throw new Problem({ code: "coverage.unknown-key", key });
    return known;
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
    const kinds = query.kinds?.split(",") ?? CIRCLE_KINDS;
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
    return { key, coverage: computed.value, buildings, indexOf, stations, network };
  }
}

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
  const geometry = buildFieldGeometry(network.network, attachPoints(finder, positions));
  const limit = limitUnits(coverage.definition.measure);
  const values = fieldValues(geometry, reach, { buildingUnits: coverage.units, maxUnits: limit });
  const traced = isochrone({ geometry, values, limit, buildings: positions });
  if (!traced.ok) throw new Problem(traced.error);
  return traced.value;
}
