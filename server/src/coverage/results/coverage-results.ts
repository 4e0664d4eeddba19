import { createHash } from "node:crypto";
import type { Coverage, Moment, SpecialDays } from "@onegrid/core/coverage";
import type { CoverageStep } from "@onegrid/core/coverage/progress-contract";
import type { ScenarioMark } from "@onegrid/core/coverage/scenario-contract";
import type { CoverageQuery } from "@onegrid/core/coverage/contract";
import type { Db } from "@onegrid/db";
import { listStations, type StationPlace } from "@onegrid/db/coverage";
import { listLayerRevisions } from "@onegrid/db/organisation";
import { isProblem, Problem } from "../../problem.ts";
import { PlacesCache, type Places } from "./building-places.ts";
import type { BuildingTimes } from "./building-times.ts";
import { sumLeaves, type LeafSums } from "./leaf-sums.ts";
import { definitionOf, gatesOf, kindsOf, partsOf, seriesOf, type Gates } from "./question.ts";
import { SecondNearest } from "./second-nearest.ts";
import { SharedAnswer, type Work } from "./shared-answer.ts";
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
  /** Of every other kind: they are told, and count for nothing. */
  readonly otherStations: readonly Pick<StationPlace, "kind" | "communityPath">[];
  /** What was computed together: one for each region that has a network. */
  readonly parts: readonly RegionCoverage[];
  readonly inferredGates: number;
  readonly inferredCompounds: number;
}

interface Question {
  readonly query: CoverageQuery;
  readonly day: string;
  readonly scenario: AskedScenario | null;
  /** The hour, as the working calendar had it when it was asked. */
  readonly moment: Moment | undefined;
}

interface AskedBy {
  readonly scenario?: AskedScenario | null;
  /** Aborted when whoever asked is gone: what nobody waits for any more is given up. */
  readonly leaving?: AbortSignal | undefined;
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
  readonly second: SecondNearest;
  readonly places: PlacesCache;
  readonly #db: Db;
  readonly #specialDays: () => Promise<SpecialDays>;
  readonly #kept = new Map<string, SharedAnswer<CoverageResult, CoverageStep>>();
  /** What is being computed, by its question alone: who waits asks how far it is without the data. */
  readonly #underWay = new Map<string, SharedAnswer<CoverageResult, CoverageStep>>();
  readonly #questions = new Map<string, Question>();
  /** How often the computing thread was lost: results of before have no network there. */
  #losses = 0;

  /** `specialDays`: days off and moved working days (放假, 调休) that are in force. */
  constructor(db: Db, specialDays: () => Promise<SpecialDays>) {
    this.#db = db;
    this.#specialDays = specialDays;
    this.networks = new NetworkCache(db);
    this.polygons = new Polygons(this.networks.thread);
    this.second = new SecondNearest(this.networks.thread);
    this.places = new PlacesCache(db);
  }

  /** `scenario`: who asks may open it; whoever finds the result by its key is asked again. */
  async ask(
    query: CoverageQuery,
    day: string,
    { scenario = null, leaving }: AskedBy = {},
  ): Promise<CoverageResult> {
    const revisions = await listLayerRevisions(this.#db);
    const moment = momentAsked(query, query.at === undefined ? {} : await this.#specialDays());
    const stamp = JSON.stringify([
      partsOf(query, moment),
      day,
      revisions,
      scenario && [scenario.id, scenario.revision, scenario.version],
    ]);
    const key = createHash("sha256").update(stamp).digest("base64url").slice(0, 16);
    this.#dropLost();
    const known = this.#kept.get(key);
    const question = { query, day, scenario, moment };
    const names = { key, dataVersion: versionOf(revisions) };
    const shared = known && !known.isGivenUp ? known : this.#begin(names, question);
    keep(this.#kept, key, { value: shared, most: MOST_KEPT });
    keep(this.#questions, key, { value: question, most: MOST_REMEMBERED });
    return shared.wait(leaving);
  }

  /** How far the computation of a question is that somebody waits for; `null`: none is under way. */
  stepOf(query: CoverageQuery, day: string, scenarioId: string | null): CoverageStep | null {
    const steps = (["optimistic", "pessimistic"] as const).map(
      (gates) => this.#underWay.get(nameOf({ ...query, gates }, day, scenarioId))?.step,
    );
    return steps.find((step) => step !== undefined) ?? null;
  }

  #begin(
    names: Pick<CoverageResult, "key" | "dataVersion">,
    question: Question,
  ): SharedAnswer<CoverageResult, CoverageStep> {
    const shared = new SharedAnswer<CoverageResult, CoverageStep>((work) =>
      this.#compute(names, question, work),
    );
    const { query, day, scenario } = question;
    const name = nameOf(query, day, scenario?.id ?? null);
    this.#underWay.set(name, shared);
    const end = (): void => {
      if (this.#underWay.get(name) === shared) this.#underWay.delete(name);
    };
    const drop = (): void => {
      if (this.#kept.get(names.key) === shared) this.#kept.delete(names.key);
      end();
    };
    shared.whole.then(end, drop);
    return shared;
  }

  async dataVersion(): Promise<string> {
    return versionOf(await listLayerRevisions(this.#db));
  }

  /** The same question with all inferred gates shut and open; `null` when there are none. */
  async bounds(result: CoverageResult, leaving?: AbortSignal): Promise<Bounds | null> {
    if (result.inferredGates === 0) return null;
    const { query, day, scenario } = result.question;
    const at = async (gates: Gates): Promise<CoverageResult> =>
      gates === gatesOf(query) ? result : this.ask({ ...query, gates }, day, { scenario, leaving });
    return { pessimistic: await at("pessimistic"), optimistic: await at("optimistic") };
  }

  /** A result that was asked for before; refused when the data have changed since: ask again. */
  async find(key: string): Promise<CoverageResult> {
    this.#dropLost();
    const question = this.#questions.get(key);
    const known = this.#kept.get(key);
    if (known && !known.isGivenUp) return known.wait();
    const again = question && (await this.ask(question.query, question.day, question));
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
    work: Work<CoverageStep>,
  ): Promise<CoverageResult> {
    work.begin("reading");
    const { query, day, scenario, moment } = question;
    const kinds = kindsOf(query);
    const [places, present] = await Promise.all([
      this.places.get(day),
      listStations(this.#db, null),
    ]);
    const supposed = scenario ? await stationsOf(this.#db, scenario, present) : present;
    const allStations = supposed.filter(({ kind }) => kinds.includes(kind));
    const otherStations = supposed.filter(({ kind }) => !kinds.includes(kind));
    if (places.buildings.length === 0) throw new Problem({ code: "coverage.no-buildings" });
    const stations = openAt(offering(allStations, query.service), moment);
    const definition = definitionOf(query, { places, stations, scenario, moment });
    const parts: RegionCoverage[] = [];
    for (const ground of places.regions) {
      const { region } = ground;
      work.begin("network");
      const network = await this.#networkOf(region, scenario);
      const near = stations.filter(({ position }) => isInRegion(region, position));
      if (!network) continue;
      const gateState = gateStateOf(scenario, network.network);
      const part = { ...ground, stations: near, network, gateState };
      work.begin("computing");
      const { signal } = work;
      parts.push(await coverRegion(this.networks.thread, part, { definition, signal }));
    }
    if (parts.length === 0) throw new Problem({ code: "coverage.no-ways" });
    const mark = scenario && markOf(scenario, present, parts);
    const merged = merge({ definition, places, stations, parts });
    const sums = await sumLeaves(places, merged.times);
    const seriesId = seriesOf(query, moment);
    const asked = { question, seriesId, kinds, allStations, otherStations, scenario: mark };
    return { ...merged, ...names, ...asked, sums };
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

/** As it was asked, before anything is read: a day of the calendar stands for itself. */
const nameOf = (query: CoverageQuery, day: string, scenarioId: string | null): string =>
  JSON.stringify([partsOf(query, momentAsked(query, {})), day, scenarioId]);

/** Puts it at the end of the map, and lets the one that was used longest ago go. */
function keep<T>(map: Map<string, T>, key: string, { value, most }: { value: T; most: number }) {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

/** Layers that walks and households come from: a new division of grids changes neither. */
const SOURCES = [
  "areas",
  "buildings",
  "compounds",
  "entrances",
  "gates",
  "stations",
  "ways",
  "way_barriers",
];

const versionOf = (revisions: readonly { layer: string; revision: number }[]): string =>
  shortHash(JSON.stringify(revisions.filter(({ layer }) => SOURCES.includes(layer))));
