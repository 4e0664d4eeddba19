import type { PackedGraph } from "./pack-graph.ts";

/** Where a sweep starts: nodes with the units already walked to them. */
export interface Seeds {
  readonly count: number;
  readonly nodes: Uint32Array;
  readonly units: Uint32Array;
  /** What each seed belongs to (a station's position); wanted by `runNearest` only. */
  readonly owners: Uint32Array;
}

/** No limit: every reachable node gets its label. */
export const UNBOUNDED = 0x3fffffff;
export const UNREACHED = -1;

/** Buckets of 16 units; a power of two of heads that the longest arc cannot lap. */
const BUCKET_BITS = 4;
const HEADS = 512;
const MAX_SEED_UNITS = (HEADS - 1) << BUCKET_BITS;
const NONE = -1;

/**
 * Bounded Dijkstra on coarse buckets, with correction inside a bucket: exact. Reusable: labels of an
 * earlier sweep are never cleared but outdated, each sweep writing below the last.
 * Times and distances are whole units of the graph.
 */
export class Sweep {
  readonly graph: PackedGraph;
  /** Nodes reached, in about the order of their labels; a node may come twice. */
  settled: Uint32Array;
  settledCount = 0;
  readonly #labels: Int32Array;
  readonly #expanded: Int32Array;
  readonly #owners: Uint32Array;
  readonly #heads = new Int32Array(HEADS).fill(NONE);
  #entryNode: Uint32Array;
  #entryNext: Int32Array;
  #free = 0;
  #recycled = NONE;
  #pending = 0;
  #base = 0x7fffffff;
  #limit = -1;
  /** Seeds that start beyond the buckets, the latest first; each is let in when its bucket comes near. */
  #late: number[] = [];

  constructor(graph: PackedGraph) {
    this.graph = graph;
    this.#labels = new Int32Array(graph.nodeCount).fill(0x7fffffff);
    this.#expanded = new Int32Array(graph.nodeCount).fill(0x7fffffff);
    this.#owners = new Uint32Array(graph.nodeCount);
    this.settled = new Uint32Array(graph.nodeCount + 1024);
    this.#entryNode = new Uint32Array(graph.nodeCount + 1024);
    this.#entryNext = new Int32Array(graph.nodeCount + 1024);
  }

  /** Labels every node within `limit` units of the seeds. */
  run(seeds: Seeds, limit: number): void {
    this.#begin(seeds, limit);
    for (let bucket = 0; this.#isPending(seeds, bucket); bucket++) {
      for (let node = this.#pop(bucket); node !== NONE; node = this.#pop(bucket)) this.#relax(node);
    }
  }

  /** The same, and each node learns which seed's owner is nearest. */
  runNearest(seeds: Seeds, limit: number): void {
    this.#begin(seeds, limit);
    for (let bucket = 0; this.#isPending(seeds, bucket); bucket++) {
      for (let node = this.#pop(bucket); node !== NONE; node = this.#pop(bucket)) {
        this.#relaxOwned(node);
      }
    }
  }

  /** Units between the node and the nearest seed; `UNREACHED` beyond the limit of the last sweep. */
  unitsAt(node: number): number {
    const units = (this.#labels[node] ?? 0x7fffffff) - this.#base;
    return units <= this.#limit ? units : UNREACHED;
  }

  /** Owner of the nearest seed; only after `runNearest`, only for a reached node. */
  ownerAt(node: number): number {
    return this.#owners[node] ?? 0;
  }

  #begin(seeds: Seeds, limit: number): void {
    // All labels of earlier sweeps must lie above everything this one may write.
    if (this.#base <= limit + 1) {
      this.#labels.fill(0x7fffffff);
      this.#expanded.fill(0x7fffffff);
      this.#base = 0x7fffffff;
    }
    this.#base -= limit + 1;
    this.#limit = limit;
    this.settledCount = 0;
    this.#free = 0;
    this.#recycled = NONE;
    this.#late = [];
    for (let i = 0; i < seeds.count; i++) {
      if ((seeds.units[i] ?? 0) > MAX_SEED_UNITS) this.#late.push(i);
      else this.#seed(seeds, i);
    }
    this.#late.sort((a, b) => (seeds.units[b] ?? 0) - (seeds.units[a] ?? 0));
  }

  #seed(seeds: Seeds, i: number): void {
    const units = seeds.units[i] ?? 0;
    const node = seeds.nodes[i] ?? 0;
    if (units > this.#limit || this.#base + units >= (this.#labels[node] ?? 0)) return;
    this.#labels[node] = this.#base + units;
    this.#owners[node] = seeds.owners[i] ?? 0;
    this.#push(node, units >> BUCKET_BITS);
  }

  /** Is there anything to do in this bucket or after it? Lets in the seeds whose turn comes. */
  #isPending(seeds: Seeds, bucket: number): boolean {
    const late = this.#late;
    for (let i = late.at(-1); i !== undefined; i = late.at(-1)) {
      if ((seeds.units[i] ?? 0) >> BUCKET_BITS >= bucket + HEADS) break;
      late.pop();
      this.#seed(seeds, i);
    }
    return this.#pending > 0 || late.length > 0;
  }

  #push(node: number, bucket: number): void {
    let entry = this.#recycled;
    if (entry !== NONE) this.#recycled = this.#entryNext[entry] ?? NONE;
    else {
      entry = this.#free++;
      if (entry === this.#entryNode.length) this.#growEntries();
    }
    const slot = bucket & (HEADS - 1);
    this.#entryNode[entry] = node;
    this.#entryNext[entry] = this.#heads[slot] ?? NONE;
    this.#heads[slot] = entry;
    this.#pending++;
  }

  /** The next node of the bucket that has to be expanded; `NONE` when the bucket is empty. */
  #pop(bucket: number): number {
    const slot = bucket & (HEADS - 1);
    for (;;) {
      const entry = this.#heads[slot] ?? NONE;
      if (entry === NONE) return NONE;
      this.#heads[slot] = this.#entryNext[entry] ?? NONE;
      this.#entryNext[entry] = this.#recycled;
      this.#recycled = entry;
      this.#pending--;
      const node = this.#entryNode[entry] ?? 0;
      const label = this.#labels[node] ?? 0;
      // Expanded with this very label before: the entry is of an older, longer way.
      if (label === this.#expanded[node]) continue;
      this.#expanded[node] = label;
      if (this.settledCount === this.settled.length) this.#growSettled();
      this.settled[this.settledCount++] = node;
      return node;
    }
  }

  #relax(node: number): void {
    const { offsets, arcs } = this.graph;
    const labels = this.#labels;
    const base = this.#base;
    const highest = base + this.#limit;
    const label = labels[node] ?? 0;
    const end = offsets[node + 1] ?? 0;
    for (let at = offsets[node] ?? 0; at < end; at++) {
      const arc = arcs[at] ?? 0;
      const head = arc >>> 12;
      const next = label + (arc & 4095);
      if (next <= highest && next < (labels[head] ?? 0)) {
        labels[head] = next;
        this.#push(head, (next - base) >> BUCKET_BITS);
      }
    }
  }

  #relaxOwned(node: number): void {
    const { offsets, arcs } = this.graph;
    const labels = this.#labels;
    const owners = this.#owners;
    const base = this.#base;
    const highest = base + this.#limit;
    const label = labels[node] ?? 0;
    const owner = owners[node] ?? 0;
    const end = offsets[node + 1] ?? 0;
    for (let at = offsets[node] ?? 0; at < end; at++) {
      const arc = arcs[at] ?? 0;
      const head = arc >>> 12;
      const next = label + (arc & 4095);
      if (next <= highest && next < (labels[head] ?? 0)) {
        labels[head] = next;
        owners[head] = owner;
        this.#push(head, (next - base) >> BUCKET_BITS);
      }
    }
  }

  #growEntries(): void {
    const nodes = new Uint32Array(this.#entryNode.length * 2);
    const next = new Int32Array(this.#entryNext.length * 2);
    nodes.set(this.#entryNode);
    next.set(this.#entryNext);
    this.#entryNode = nodes;
    this.#entryNext = next;
  }

  #growSettled(): void {
    const settled = new Uint32Array(this.settled.length * 2);
    settled.set(this.settled);
    this.settled = settled;
  }
}
