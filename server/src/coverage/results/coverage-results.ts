import { createHash } from "node:crypto";
import {
  DEFAULT_SPEEDS,
  type Coverage,
  type CoverageDefinition,
  type Measure,
} from "@onegrid/core/coverage";
import type { ScenarioMark } from "@onegrid/core/coverage/scenario-contract";
import type { CoverageQuery } from "@onegrid/core/coverage/contract";
import type { Db } from "@onegrid/db";
import { listStations, type StationPlace } from "@onegrid/db/coverage";
import { listLayerRevisions } from "@onegrid/db/organisation";
import { isProblem, Problem } from "../../problem.ts";
import { PlacesCache, type Places } from "./building-places.ts";
import type { BuildingTimes } from "./building-times.ts";
import { sumLeaves, type LeafSums } from "./leaf-sums.ts";
import { Polygons } from "./polygons.ts";
import { coverRegion, merge, shortHash, type RegionCoverage } from "./region-coverage.ts";
import { isInRegion, type Region } from "./regions.ts";
import { momentAsked, offering, openAt } from "./station-choice.ts";
import {
  changesIn,
  gateStateOf,
  markOf,
  stationsOf,
  type AskedScenario,
} from "../scenarios/scenario-inputs.ts";
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
  readonly question: Question;
  /** What it was computed under; `null`: the state in force. */
  readonly scenario: ScenarioMark | null;
  /** The question without the state of the data: what figures of different days have in common. */
  readonly seriesId: string;
  /** Of the layers it was computed from. */
  readonly dataVersion: string;
  /** Station kinds that count. */
  readonly kinds: readonly string[];
  readonly coverage: Pick<Coverage, "definition" | "strandedStations">;
  readonly places: Places;
  /** What was computed of each building. */
  readonly times: BuildingTimes;
  readonly sums: LeafSums;
  /** Those that count: of the kinds, with the service, open at the hour. */
  readonly stations: readonly StationPlace[];
  /** Of the kinds, whatever their services and hours. */
  readonly allStations: readonly StationPlace[];
  /** What was computed together: one for each region that has a network. */
  readonly parts: readonly RegionCoverage[];
  readonly inferredGates: number;
  readonly inferredCompounds: number;
}

interface Question {
  readonly query: CoverageQuery;
  readonly day: string;
  readonly scenario: AskedScenario | null;
}

/** A result with all inferred gates shut and open. */
export interface Bounds {
  readonly pessimistic: CoverageResult;
  readonly optimistic: CoverageResult;
}

/** Computes what is asked once, and keeps it while the data stay as they are. */
export class CoverageResults {
  readonly networks: NetworkCache;
  readonly polygons: Polygons;
  readonly places: PlacesCache;
  readonly #db: Db;
  readonly #kept = new Map<string, Promise<CoverageResult>>();
  readonly #questions = new Map<string, Question>();
  /** How often the computing thread was lost: results of before have no network there. */
  #losses = 0;

  constructor(db: Db) {
    this.#db = db;
    this.networks = new NetworkCache(db);
    this.polygons = new Polygons(this.networks.thread);
    this.places = new PlacesCache(db);
  }

  /** `scenario`: who asks may open it; whoever finds the result by its key is asked again. */
  async ask(
    query: CoverageQuery,
    day: string,
    scenario: AskedScenario | null = null,
  ): Promise<CoverageResult> {
    const revisions = await listLayerRevisions(this.#db);
    const stamp = JSON.stringify([
      partsOf(query),
      day,
      revisions,
      scenario && [scenario.id, scenario.revision, scenario.version],
    ]);
    const key = createHash("sha256").update(stamp).digest("base64url").slice(0, 16);
    this.#dropLost();
    const known = this.#kept.get(key);
    const question = { query, day, scenario };
    const result = known ?? this.#compute({ key, dataVersion: versionOf(revisions) }, question);
    if (!known) result.catch(() => this.#kept.delete(key));
    keep(this.#kept, key, { value: result, most: MOST_KEPT });
    keep(this.#questions, key, { value: question, most: MOST_REMEMBERED });
    return result;
  }

  seriesOf(query: CoverageQuery): string {
    return shortHash(JSON.stringify(partsOf(query)));
  }

  async dataVersion(): Promise<string> {
    return versionOf(await listLayerRevisions(this.#db));
  }

  /** The same question with all inferred gates shut and open; `null` when there are none. */
  async bounds(result: CoverageResult): Promise<Bounds | null> {
    if (result.inferredGates === 0) return null;
    const { query, day, scenario } = result.question;
    const at = async (gates: Gates): Promise<CoverageResult> =>
      gates === gatesOf(query) ? result : this.ask({ ...query, gates }, day, scenario);
    return { pessimistic: await at("pessimistic"), optimistic: await at("optimistic") };
  }

  /** A result that was asked for before; refused when the data have changed since: ask again. */
  async find(key: string): Promise<CoverageResult> {
    this.#dropLost();
    const question = this.#questions.get(key);
    const known = this.#kept.get(key);
    if (known) return known;
    const again = question && (await this.ask(question.query, question.day, question.scenario));
    if (again?.key !== key) throw new Problem({ code: "coverage.unknown-key", key });
    return again;
  }

  #dropLost(): void {
    const { losses } = this.networks.thread;
    if (losses !== this.#losses) this.#kept.clear();
    this.#losses = losses;
  }

  async #compute(
    names: Pick<CoverageResult, "key" | "dataVersion">,
    question: Question,
  ): Promise<CoverageResult> {
    const { query, day, scenario } = question;
    const kinds = kindsOf(query);
    const [places, present] = await Promise.all([
      this.places.get(day),
      listStations(this.#db, scenario ? null : kinds),
    ]);
    const supposed = scenario ? await stationsOf(this.#db, scenario, present) : present;
    const allStations = supposed.filter(({ kind }) => kinds.includes(kind));
    if (places.buildings.length === 0) throw new Problem({ code: "coverage.no-buildings" });
    const stations = openAt(offering(allStations, query.service), momentAsked(query));
    const definition = definitionOf(query, { places, stations, scenario });
    const parts: RegionCoverage[] = [];
    for (const ground of places.regions) {
      const { region } = ground;
      const network = await this.#networkOf(region, scenario);
      const near = stations.filter(({ position }) => isInRegion(region, position));
      if (!network) continue;
      const gateState = gateStateOf(scenario, network.network);
      const part = { ...ground, stations: near, network, gateState };
      parts.push(await coverRegion(this.networks.thread, part, { definition }));
    }
    if (parts.length === 0) throw new Problem({ code: "coverage.no-ways" });
    const mark = scenario && markOf(scenario, present, parts);
    const merged = merge({ definition, places, stations, parts });
    const sums = await sumLeaves(places, merged.times);
    const seriesId = this.seriesOf(query);
    return { ...merged, ...names, sums, question, seriesId, allStations, kinds, scenario: mark };
  }

  /** `undefined`: nobody has drawn a way there yet. */
  async #networkOf(
    region: Region,
    scenario: AskedScenario | null,
  ): Promise<ReadyNetwork | undefined> {
    try {
      return await this.networks.get("foot", region, scenario ? changesIn(region, scenario) : []);
    } catch (error) {
      if (isProblem(error, "coverage.no-ways")) return undefined;
      throw error;
    }
  }
}

/** Puts it at the end of the map, and lets the one that was used longest ago go. */
function keep<T>(map: Map<string, T>, key: string, { value, most }: { value: T; most: number }) {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

/** Layers that walks and households come from: a new division of grids changes neither. */
const SOURCES = ["areas", "buildings", "compounds", "entrances", "gates", "stations", "ways"];

const versionOf = (revisions: readonly { layer: string; revision: number }[]): string =>
  shortHash(JSON.stringify(revisions.filter(({ layer }) => SOURCES.includes(layer))));

const partsOf = (query: CoverageQuery): readonly unknown[] => [
  measureOf(query),
  gatesOf(query),
  kindsOf(query),
  [momentAsked(query), query.service],
];

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

type Gates = NonNullable<CoverageQuery["gates"]>;

const gatesOf = ({ gates = "optimistic" }: CoverageQuery): Gates => gates;

/** What is asked of every region; versions and gates are known when all of them are computed. */
function definitionOf(
  query: CoverageQuery,
  data: {
    readonly places: Places;
    readonly stations: readonly StationPlace[];
    readonly scenario: AskedScenario | null;
  },
): CoverageDefinition {
  const moment = momentAsked(query);
  const stationSet = data.stations.map(({ id, position }) => `${id}@${position.join()}`).join();
  return {
    measure: measureOf(query),
    direction: "home-to-station",
    gates: gatesOf(query),
    households: data.places.householdSource,
    kinds: kindsOf(query),
    ...(moment === undefined ? {} : { moment }),
    ...(query.service === undefined ? {} : { service: query.service }),
    networkVersion: "",
    stationSetVersion: shortHash(stationSet),
    ...(data.scenario?.version && { scenarioVersion: data.scenario.version }),
  };
}
