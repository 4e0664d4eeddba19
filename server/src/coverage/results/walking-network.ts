import {
  EdgeFinder,
  needsOwnNetwork,
  scenarioVersion,
  type BuiltNetwork,
  type NetworkMode,
  type ScenarioChange,
} from "@onegrid/core/coverage";
import type { Position } from "@onegrid/core/geometry";
import type { Db } from "@onegrid/db";
import {
  listCompounds,
  listGates,
  listGateSurveys,
  listWayBarriers,
  listWays,
} from "@onegrid/db/coverage";
import { listLayerRevisions } from "@onegrid/db/organisation";
import type { Built } from "../compute/compute-tasks.ts";
import { ComputeThread } from "../compute/compute-thread.ts";
import { withSurveys } from "../gates/surveyed-gates.ts";
import { listRegions, regionOf, type Region } from "./regions.ts";

export interface ReadyNetwork extends Omit<BuiltNetwork, "sourceNodes"> {
  /** Under which the computing thread keeps it. */
  readonly name: string;
  /** Made when first asked for: most answers come from the computing thread, which has its own. */
  readonly finder: EdgeFinder;
  /** Gates nobody has surveyed, as given or as supposed where a way meets a wall. */
  readonly inferredGates: number;
  /** Compounds that have such gates. */
  readonly inferredCompounds: number;
}

/** Layers that a network is built from: when one of them changes it is built again. */
const SOURCES = ["ways", "way_barriers", "gates", "compounds"];

const MOST_SUPPOSED = 6;

/** The network of one mode, kept until its layers change. Callers at the same time share one build. */
export class NetworkCache {
  readonly #db: Db;
  readonly #built = new Map<string, { stamp: string; network: Promise<ReadyNetwork> }>();

  readonly #supposed: string[] = [];

  /** Where networks are built, and kept for what is computed over them. */
  readonly thread = new ComputeThread();

  /** What nobody holds here any more is not kept there either. */
  readonly #unused = new FinalizationRegistry((name: string) => this.thread.forget(name));
  #next = 0;

  constructor(db: Db) {
    this.#db = db;
  }

  /** The network of the region that a position lies in, or is nearest to. */
  async at(mode: NetworkMode, position: Position): Promise<ReadyNetwork> {
    return this.get(mode, regionOf(await listRegions(this.#db), position));
  }

  /** With `changes` of a scenario that adds gates or ways: the network as it would be. */
  async get(
    mode: NetworkMode,
    region: Region,
    changes: readonly ScenarioChange[] = [],
  ): Promise<ReadyNetwork> {
    const revisions = await listLayerRevisions(this.#db);
    const stamp = revisions
      .filter(({ layer }) => SOURCES.includes(layer))
      .map(({ layer, revision }) => `${layer}${revision}`)
      .concat(region.box.join(), String(this.thread.losses))
      .join();
    const supposed = needsOwnNetwork(changes) ? changes : [];
    const version = scenarioVersion(supposed);
    const place = version === null ? `${mode} ${region.id}` : `${mode} ${region.id} ${version}`;
    const known = this.#built.get(place);
    if (known?.stamp === stamp) return known.network;
    const name = `${place} ${this.#next++}`;
    const network = load(this.#db, this.thread, { name, mode, region, changes: supposed });
    network.then(
      (ready) => this.#unused.register(ready, name),
      () => undefined,
    );
    this.#built.set(place, { stamp, network });
    network.catch(() => this.#built.delete(place));
    if (version !== null) this.#letOldestGo(place);
    return network;
  }

  /** Networks that are only supposed: a few are kept, those in force always. */
  #letOldestGo(place: string): void {
    this.#supposed.push(place);
    if (this.#supposed.length > MOST_SUPPOSED) this.#built.delete(this.#supposed.shift() ?? "");
  }
}

interface Wanted {
  readonly name: string;
  readonly mode: NetworkMode;
  readonly region: Region;
  readonly changes: readonly ScenarioChange[];
}

/** Ways are handed over in portions, so that no single one holds up the server's thread. */
const WAYS_AT_A_TIME = 1000;

async function load(
  db: Db,
  thread: ComputeThread,
  { name, mode, region, changes }: Wanted,
): Promise<ReadyNetwork> {
  const [ways, barriers, known, compounds, surveys] = await Promise.all([
    listWays(db, region.box),
    listWayBarriers(db, region.box),
    listGates(db, region.box),
    listCompounds(db, region.box),
    listGateSurveys(db, region.box),
  ]);
  for (let at = 0; at < ways.length; at += WAYS_AT_A_TIME) {
    await thread.do("ways", { network: name, ways: ways.slice(at, at + WAYS_AT_A_TIME) });
  }
  const gates = withSurveys(known, surveys);
  const ground = { barriers, gates, compounds, changes };
  const built = await thread.do("build", { network: name, mode, ...ground });
  return readyNetwork(built, name);
}

function readyNetwork({ network, notes }: Built, name: string): ReadyNetwork {
  const inferred = network.gates.filter((gate) => gate.evidence === "inferred");
  let finder: EdgeFinder | undefined;
  return {
    network,
    notes,
    name,
    get finder() {
      return (finder ??= new EdgeFinder(network));
    },
    inferredGates: inferred.length,
    inferredCompounds: new Set(inferred.map((gate) => gate.compoundId)).size,
  };
}
