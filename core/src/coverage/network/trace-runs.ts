import { STREET, type CompoundWalls } from "./compound-walls.ts";
import { metresBetween, toPlane, type LocalPlane } from "./local-plane.ts";
import type { NetworkInput } from "./network-input.ts";
import { Float64List, Uint32List } from "./number-list.ts";

/** A way that may be used, and how. `flags`: bits of `Network.edgeFlags`. */
export interface UsableWay {
  readonly way: number;
  readonly flags: number;
  /** Percent in the direction the way is drawn; see `Network.edgeGrade`. */
  readonly grade: number;
  readonly kilometresPerHour: number;
}

/** Two copies of one place on either side of a wall. */
export interface WallCrossing {
  readonly vertexA: number;
  readonly vertexB: number;
  readonly compoundA: number;
  readonly compoundB: number;
}

/**
 * The ways as runs of vertices, each run wholly on one side of every wall. Vertices are the nodes of
 * the input and, after them, copies made where a wall or a barrier parts what the map draws as one.
 */
export interface Runs {
  /** Degrees and plane metres. */
  readonly lng: Float64List;
  readonly lat: Float64List;
  readonly x: Float64List;
  readonly y: Float64List;
  /** Run r: `vertices[starts[r]]` … `vertices[starts[r + 1] - 1]`. */
  readonly starts: Uint32List;
  readonly vertices: Uint32List;
  /** Position in the usable ways; compound plus one (the street is 0). */
  readonly ways: Uint32List;
  readonly compounds: Uint32List;
  readonly crossings: WallCrossing[];
  /** Runs from here on are barriers at nodes: two vertices at one place. */
  readonly firstBarrier: number;
}

export interface TraceOptions {
  readonly plane: LocalPlane;
  readonly walls: CompoundWalls;
  /** Nodes nobody passes: each way that comes here ends at a copy of its own. */
  readonly blockedNodes: ReadonlySet<number>;
  /** Does a barrier part this way from its node? Walkers pass it, wheelchairs do not. */
  readonly isParted: (node: number, usableIndex: number) => boolean;
}

/** A way's own copy of a node, and the node itself beyond the barrier. */
interface Parting {
  readonly own: number;
  readonly beyond: number;
  readonly way: number;
  readonly compound: number;
}

export function traceRuns(
  input: NetworkInput,
  usable: readonly UsableWay[],
  options: TraceOptions,
): Runs {
  const tracer = new RunTracer(input, options);
  usable.forEach((way, i) => tracer.trace(way, i));
  return tracer.finish();
}

class RunTracer {
  readonly #input: NetworkInput;
  readonly #options: TraceOptions;
  readonly #runs: { -readonly [Column in keyof Runs]: Runs[Column] };
  readonly #partings: Parting[] = [];
  /** Copies of an input node by compound; only where more than one is needed. */
  readonly #copies = new Map<number, Map<number, number>>();
  readonly #hasWalls: boolean;
  #way = 0;
  #compound = STREET;

  constructor(input: NetworkInput, options: TraceOptions) {
    this.#input = input;
    this.#options = options;
    this.#hasWalls = options.walls.count > 0;
    this.#runs = {
      lng: new Float64List(),
      lat: new Float64List(),
      x: new Float64List(),
      y: new Float64List(),
      starts: new Uint32List(),
      vertices: new Uint32List(),
      ways: new Uint32List(),
      compounds: new Uint32List(),
      crossings: [],
      firstBarrier: 0,
    };
    for (let node = 0; node < input.lng.length; node++) {
      this.#addVertex(input.lng[node] ?? 0, input.lat[node] ?? 0);
    }
  }

  trace({ way }: UsableWay, usableIndex: number): void {
    this.#way = usableIndex;
    const nodes = this.#input.ways[way]?.nodes ?? [];
    let isOpen = false;
    for (let i = 0; i + 1 < nodes.length; i++) {
      const [from = 0, to = 0] = [nodes[i], nodes[i + 1]];
      isOpen = this.#hasWalls
        ? this.#addWalledSegment(from, to, isOpen)
        : this.#addSegment(from, to, { compound: STREET, isOpen });
      if (this.#options.blockedNodes.has(to) || this.#isParted(to)) isOpen = false;
    }
  }

  finish(): Runs {
    this.#runs.firstBarrier = this.#runs.starts.length;
    for (const { own, beyond, way, compound } of this.#partings) {
      this.#way = way;
      this.#beginRun(compound, own);
      this.#runs.vertices.push(beyond);
    }
    this.#runs.starts.push(this.#runs.vertices.length);
    this.#addNodeCrossings();
    return this.#runs;
  }

  /** Extends the open run by from–to, or begins a new one. Both ends are input nodes. */
  #addSegment(from: number, to: number, run: { compound: number; isOpen: boolean }): true {
    if (!run.isOpen || run.compound !== this.#compound) {
      this.#beginRun(run.compound, this.#vertexOf(from, run.compound));
    }
    this.#runs.vertices.push(this.#vertexOf(to, run.compound));
    return true;
  }

  /** The same where walls may cross the segment: one stretch between each two crossings. */
  #addWalledSegment(from: number, to: number, wasOpen: boolean): boolean {
    const { walls } = this.#options;
    const { x, y } = this.#runs;
    const [ax, ay, bx, by] = [x.at(from), y.at(from), x.at(to), y.at(to)];
    const cuts = [0, ...walls.crossings(ax, ay, bx, by), 1];
    const at = (t: number): [number, number] => [ax + t * (bx - ax), ay + t * (by - ay)];
    const compounds = cuts.slice(1).map((end, i) => {
      return walls.compoundOfStretch(...at(cuts[i] ?? 0), ...at(end));
    });
    const first = compounds[0] ?? STREET;
    if (!wasOpen || first !== this.#compound) this.#beginRun(first, this.#vertexOf(from, first));
    for (let i = 1; i < compounds.length; i++) {
      const next = compounds[i] ?? STREET;
      if (next !== this.#compound) this.#crossWall(from, to, { fraction: cuts[i] ?? 0, next });
    }
    this.#runs.vertices.push(this.#vertexOf(to, this.#compound));
    return true;
  }

  #crossWall(from: number, to: number, wall: { fraction: number; next: number }): void {
    const { lng, lat, vertices, crossings } = this.#runs;
    const mix = (a: number, b: number) => a + wall.fraction * (b - a);
    const place: [number, number] = [mix(lng.at(from), lng.at(to)), mix(lat.at(from), lat.at(to))];
    const vertexA = this.#addVertex(...place);
    const vertexB = this.#addVertex(...place);
    vertices.push(vertexA);
    crossings.push({ vertexA, vertexB, compoundA: this.#compound, compoundB: wall.next });
    this.#beginRun(wall.next, vertexB);
  }

  #beginRun(compound: number, vertex: number): void {
    this.#compound = compound;
    this.#runs.starts.push(this.#runs.vertices.length);
    this.#runs.ways.push(this.#way);
    this.#runs.compounds.push(compound + 1);
    this.#runs.vertices.push(vertex);
  }

  #isParted(node: number): boolean {
    return this.#options.isParted(node, this.#way);
  }

  /** Where the current way meets an input node on one side of the walls; a fresh vertex each time at barriers. */
  #vertexOf(node: number, compound: number): number {
    if (this.#options.blockedNodes.has(node)) return this.#copyNode(node);
    if (!this.#isParted(node)) return this.#sharedVertex(node, compound);
    const own = this.#copyNode(node);
    const beyond = this.#sharedVertex(node, compound);
    this.#partings.push({ own, beyond, way: this.#way, compound });
    return own;
  }

  #sharedVertex(node: number, compound: number): number {
    if (!this.#hasWalls) return node;
    const copies = this.#copies.get(node);
    if (copies === undefined) {
      this.#copies.set(node, new Map([[compound, node]]));
      return node;
    }
    const known = copies.get(compound);
    if (known !== undefined) return known;
    const copy = this.#copyNode(node);
    copies.set(compound, copy);
    return copy;
  }

  #copyNode(node: number): number {
    return this.#addVertex(this.#input.lng[node] ?? 0, this.#input.lat[node] ?? 0);
  }

  #addVertex(lng: number, lat: number): number {
    const [x, y] = toPlane(this.#options.plane, [lng, lat]);
    this.#runs.lng.push(lng);
    this.#runs.lat.push(lat);
    this.#runs.x.push(x);
    return this.#runs.y.push(y);
  }

  /** Nodes that stand in a wall: ways on both sides share them on the map. */
  #addNodeCrossings(): void {
    for (const copies of this.#copies.values()) {
      const sides = [...copies];
      for (const [i, [compoundA, vertexA]] of sides.entries()) {
        for (const [compoundB, vertexB] of sides.slice(i + 1)) {
          this.#runs.crossings.push({ vertexA, vertexB, compoundA, compoundB });
        }
      }
    }
  }
}

/** Metres between two vertices, on the ellipsoid. */
export function vertexMetres(runs: Runs, a: number, b: number): number {
  return metresBetween([runs.lng.at(a), runs.lat.at(a)], [runs.lng.at(b), runs.lat.at(b)]);
}
