import {
  buildNetwork,
  EdgeFinder,
  joinLines,
  layersUnder,
  needsOwnNetwork,
  scenarioVersion,
  type BuiltNetwork,
  type NetworkLine,
  type NetworkMode,
  type ScenarioChange,
} from "@onegrid/core/coverage";
import type { Position } from "@onegrid/core/geometry";
import type { Db } from "@onegrid/db";
import { listCompounds, listGates, listWays } from "@onegrid/db/coverage";
import { listLayerRevisions } from "@onegrid/db/organisation";
import { Problem } from "../problem.ts";
import { listRegions, regionOf, type Region } from "./regions.ts";

export interface ReadyNetwork extends Omit<BuiltNetwork, "sourceNodes"> {
  readonly finder: EdgeFinder;
  /** Gates nobody has surveyed, as given or as supposed where a way meets a wall. */
  readonly inferredGates: number;
  /** Compounds that have such gates. */
  readonly inferredCompounds: number;
}

/** Layers that a network is built from: when one of them changes it is built again. */
const SOURCES = ["ways", "gates", "compounds"];

const MOST_SUPPOSED = 6;

/** The network of one mode, kept until its layers change. Callers at the same time share one build. */
export class NetworkCache {
  readonly #db: Db;
  readonly #built = new Map<string, { stamp: string; network: Promise<ReadyNetwork> }>();

  readonly #supposed: string[] = [];

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
      .concat(region.box.join())
      .join();
    const supposed = needsOwnNetwork(changes) ? changes : [];
    const version = scenarioVersion(supposed);
    const place = version === null ? `${mode} ${region.id}` : `${mode} ${region.id} ${version}`;
    const known = this.#built.get(place);
    if (known?.stamp === stamp) return known.network;
    const network = load(this.#db, { mode, region, changes: supposed });
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
  readonly mode: NetworkMode;
  readonly region: Region;
  readonly changes: readonly ScenarioChange[];
}

async function load(db: Db, { mode, region, changes }: Wanted): Promise<ReadyNetwork> {
  const [ways, known, compounds] = await Promise.all([
    listWays(db, region.box),
    listGates(db, region.box),
    listCompounds(db, region.box),
  ]);
  const crossings = areVerticesShared(ways) ? "shared-vertices" : "split";
  const layers = layersUnder(changes, { lines: ways, gates: known });
  if (!layers.ok) throw new Problem(layers.error);
  const { lines, gates } = layers.value;
  const joined = joinLines(lines, [], { crossings });
  const built = buildNetwork(joined.input, mode === "foot" ? { mode, gates, compounds } : { mode });
  if (!built.ok) throw new Problem(built.error);
  const inferred = built.value.network.gates.filter((gate) => gate.evidence === "inferred");
  return {
    network: built.value.network,
    notes: [...joined.notes, ...built.value.notes],
    finder: new EdgeFinder(built.value.network),
    inferredGates: inferred.length,
    inferredCompounds: new Set(inferred.map((gate) => gate.compoundId)).size,
  };
}

/**
 * Whether lines meet by common vertices, as layers made from OpenStreetMap do: then a crossing
 * without one is a bridge. Survey layers share hardly any, and are split where they cross.
 */
function areVerticesShared(lines: readonly NetworkLine[]): boolean {
  const uses = new Map<string, number>();
  for (const { coordinates } of lines) {
    for (const position of coordinates) {
      const place = position.join();
      uses.set(place, (uses.get(place) ?? 0) + 1);
    }
  }
  const ends = lines.flatMap(({ coordinates }) => [coordinates[0], coordinates.at(-1)]);
  const shared = ends.filter((end) => end && (uses.get(end.join()) ?? 0) > 1);
  return shared.length * 2 >= ends.length;
}
