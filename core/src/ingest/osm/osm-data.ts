import { NodeIndex } from "./node-index.ts";

export type OsmTags = Readonly<Record<string, string>>;

/**
 * Nodes as columns, in file order: a district has hundreds of thousands. `lng` and `lat` in degrees
 * (WGS 84). Only nodes with tags appear in `tags`, by their position in the columns.
 */
interface OsmNodes {
  readonly count: number;
  readonly ids: Float64Array;
  readonly lng: Float64Array;
  readonly lat: Float64Array;
  readonly tags: ReadonlyMap<number, OsmTags>;
}

export interface OsmWay {
  readonly id: number;
  /** Node ids, in order. Some may be absent from the file: see `OsmData.danglingRefs`. */
  readonly refs: Float64Array;
  readonly tags: OsmTags;
}

export interface OsmMember {
  readonly type: "node" | "way" | "relation";
  readonly ref: number;
  readonly role: string;
}

export interface OsmRelation {
  readonly id: number;
  readonly tags: OsmTags;
  readonly members: readonly OsmMember[];
}

/** An element left out, and why; the rest of the file is kept. `line` counts from 1, XML only. */
export interface OsmRejection {
  readonly element: "node" | "way" | "relation";
  readonly id: string;
  readonly line: number | null;
  readonly reason: "bad-id" | "bad-coordinate" | "bad-reference";
}

export interface OsmData {
  readonly nodes: OsmNodes;
  readonly ways: readonly OsmWay[];
  readonly relations: readonly OsmRelation[];
  readonly rejected: readonly OsmRejection[];
  /** References of ways to nodes that the file does not hold: normal at the rim of an extract. */
  readonly danglingRefs: number;
  /** Position of a node in the columns of `nodes`; -1 when the file does not hold it. */
  readonly findNode: (id: number) => number;
}

/** Why a whole file is refused. `offset` is a byte offset (PBF) or a line number (XML). */
export type OsmError =
  | { readonly code: "ingest.osm-truncated"; readonly offset: number }
  | { readonly code: "ingest.osm-corrupt"; readonly offset: number; readonly detail: string }
  | { readonly code: "ingest.osm-not-osm"; readonly detail: string }
  | { readonly code: "ingest.osm-unsupported"; readonly detail: string }
  | { readonly code: "ingest.osm-empty" }
  | { readonly code: "ingest.osm-too-large"; readonly maxNodes: number }
  | {
      readonly code: "ingest.osm-nodes-missing";
      readonly missing: number;
      readonly references: number;
    };

/** What fits beside its ways into about two gigabytes. */
export const MOST_OSM_NODES = 30_000_000;

const NO_TAGS: OsmTags = Object.freeze({});

/** Collects the elements of a file in any order (ways may come before their nodes). */
export class OsmDataBuilder {
  #count = 0;
  #ids = new Float64Array(4096);
  #lng = new Float64Array(4096);
  #lat = new Float64Array(4096);
  readonly #tags = new Map<number, OsmTags>();
  readonly #ways: OsmWay[] = [];
  readonly #relations: OsmRelation[] = [];
  readonly #rejected: OsmRejection[] = [];

  addNode(id: number, lng: number, lat: number): void {
    if (this.#count === this.#ids.length) this.#grow();
    this.#ids[this.#count] = id;
    this.#lng[this.#count] = lng;
    this.#lat[this.#count] = lat;
    this.#count++;
  }

  /** Tags of the node added last. */
  tagLastNode(tags: OsmTags): void {
    this.#tags.set(this.#count - 1, tags);
  }

  addWay(id: number, refs: Float64Array, tags: OsmTags | null): void {
    this.#ways.push({ id, refs, tags: tags ?? NO_TAGS });
  }

  addRelation(relation: OsmRelation): void {
    this.#relations.push(relation);
  }

  reject(rejection: OsmRejection): void {
    this.#rejected.push(rejection);
  }

  /** More than memory is good for: a city has two million, a country a hundred. */
  tooLarge(maxNodes: number): OsmError | null {
    return this.#count > maxNodes ? { code: "ingest.osm-too-large", maxNodes } : null;
  }

  isEmpty(): boolean {
    return this.#count === 0 && this.#ways.length === 0 && this.#relations.length === 0;
  }

  build(): OsmData {
    const ids = this.#ids.slice(0, this.#count);
    const index = new NodeIndex(ids);
    return {
      nodes: {
        count: this.#count,
        ids,
        lng: this.#lng.slice(0, this.#count),
        lat: this.#lat.slice(0, this.#count),
        tags: this.#tags,
      },
      ways: this.#ways,
      relations: this.#relations,
      rejected: this.#rejected,
      danglingRefs: countDangling(this.#ways, index),
      findNode: (id) => index.find(id),
    };
  }

  #grow(): void {
    this.#ids = double(this.#ids);
    this.#lng = double(this.#lng);
    this.#lat = double(this.#lat);
  }
}

function double(old: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const next = new Float64Array(old.length * 2);
  next.set(old);
  return next;
}

function countDangling(ways: readonly OsmWay[], index: NodeIndex): number {
  let dangling = 0;
  for (const way of ways) for (const ref of way.refs) if (index.find(ref) < 0) dangling++;
  return dangling;
}

/** A lost block shows only as ways without their nodes: past half of all references, refuse. */
export function refuseLostNodes(data: OsmData): OsmError | null {
  let references = 0;
  for (const way of data.ways) references += way.refs.length;
  const missing = data.danglingRefs;
  return missing * 2 > references
    ? { code: "ingest.osm-nodes-missing", missing, references }
    : null;
}
