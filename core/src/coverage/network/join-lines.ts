import Flatbush from "flatbush";
import type { Position } from "../../geometry/index.ts";
import type { WayTags } from "./access-rules.ts";
import { fromPlane, planeAt, toPlane, type LocalPlane } from "./local-plane.ts";
import type { NetworkInput, NetworkNote, NetworkWay } from "./network-input.ts";

/** A road or path drawn as a line, without numbered nodes: a survey layer, GeoJSON, Shapefile. */
export interface NetworkLine {
  readonly id: string;
  readonly tags: WayTags;
  readonly coordinates: readonly Position[];
}

/** A barrier or gate drawn as a point; it acts on the lines that have a vertex there, or come near it (survey layers). */
export interface NetworkPoint {
  readonly tags: WayTags;
  readonly position: Position;
}

export interface JoinOptions {
  /**
   * `shared-vertices`: lines meet only where they have a vertex in common (layers made from
   * OpenStreetMap). `split`: also where they cross on the same `layer`, and ends that stop short of a
   * line are drawn to it (survey layers).
   */
  readonly crossings: "shared-vertices" | "split";
}

export interface JoinedLines {
  readonly input: NetworkInput;
  /** Every end moved, every crossing added, every barrier that stands at no line. */
  readonly notes: readonly NetworkNote[];
}

const SNAP_METRES = 0.5;
/** A post is surveyed beside the middle of the way that it stands on. */
const BARRIER_METRES = 3;

/** Turns lines into ways over shared nodes. */
export function joinLines(
  lines: readonly NetworkLine[],
  points: readonly NetworkPoint[],
  options: JoinOptions,
): JoinedLines {
  const joiner = new LineJoiner(lines);
  if (options.crossings === "split") {
    joiner.snapEnds();
    joiner.splitCrossings();
  }
  return joiner.finish(joiner.placePoints(points, options));
}

interface Cut {
  readonly fraction: number;
  readonly node: number;
}

interface NearLine {
  readonly segment: Segment;
  readonly fraction: number;
  readonly metres: number;
}

interface Searched {
  readonly segments: readonly Segment[];
  readonly index: Flatbush | null;
}

interface Segment {
  readonly line: number;
  readonly at: number;
}

class LineJoiner {
  readonly #lines: readonly NetworkLine[];
  readonly #plane: LocalPlane;
  readonly #lng: number[] = [];
  readonly #lat: number[] = [];
  readonly #nodeOfPlace = new Map<string, number>();
  /** Places where some line ends. */
  readonly #endPlaces = new Set<string>();
  #nodes: number[][];
  readonly #notes: NetworkNote[] = [];
  /** Node → the node it was merged into. */
  readonly #merged = new Map<number, number>();
  /** Nodes to be put into segments, by line and then by segment. */
  readonly #cuts = new Map<number, Map<number, Cut[]>>();

  constructor(lines: readonly NetworkLine[]) {
    this.#lines = lines;
    const [lng, lat] = lines[0]?.coordinates[0] ?? [0, 0];
    this.#plane = planeAt(lng, lat);
    for (const { coordinates } of lines) {
      for (const end of [coordinates[0], coordinates.at(-1)]) {
        if (end !== undefined) this.#endPlaces.add(placeKey(end));
      }
    }
    this.#nodes = lines.map(({ coordinates, tags }) =>
      coordinates.map((position) => this.#nodeAt(position, levelOf(tags))),
    );
  }

  /** An end within half a metre of another end or of a line is joined to it. */
  snapEnds(): void {
    const segments = this.#segments();
    const index = this.#indexSegments(segments);
    this.#nodes.forEach((nodes, line) => {
      for (const at of new Set([0, nodes.length - 1])) {
        const nearest = this.#nearestTo(line, at, { segments, index });
        if (nearest !== null) this.#snap(line, at, nearest);
      }
    });
    this.#applyCuts();
    this.#nodes = this.#nodes.map((nodes) => nodes.map((node) => this.#resolve(node)));
  }

  /** Lines of one level that cross get a node there. */
  splitCrossings(): void {
    const segments = this.#segments();
    const index = this.#indexSegments(segments);
    segments.forEach((segment, i) => {
      for (const j of index?.search(...boxOf(this.#ends(segment), 0)) ?? []) {
        const other = segments[j];
        if (j > i && other !== undefined && this.#mayCross(segment, other)) {
          this.#split(segment, other);
        }
      }
    });
    this.#applyCuts();
  }

  /** The nodes that points stand at; in a survey those that they are brought to. */
  placePoints(points: readonly NetworkPoint[], { crossings }: JoinOptions): Map<number, WayTags> {
    const nodeTags = new Map<number, WayTags>();
    const levels = this.#levels();
    const astray: NetworkPoint[] = [];
    for (const point of points) {
      const place = placeKey(point.position);
      const nodes = levels.flatMap((level) => this.#nodeOfPlace.get(place + level) ?? []);
      for (const node of nodes) nodeTags.set(this.#resolve(node), point.tags);
      if (nodes.length === 0) astray.push(point);
    }
    if (crossings === "split" && astray.length > 0) this.#bringToLines(astray, nodeTags);
    else for (const point of astray) this.#noteAstray(point);
    return nodeTags;
  }

  #bringToLines(points: readonly NetworkPoint[], nodeTags: Map<number, WayTags>): void {
    const segments = this.#segments();
    const index = this.#indexSegments(segments);
    for (const point of points) {
      const nearest = this.#nearestLine(point.position, { segments, index });
      if (nearest === null) this.#noteAstray(point);
      else nodeTags.set(this.#nodeOn(nearest), point.tags);
    }
    this.#applyCuts();
  }

  /** A node of the line at this place: its own where one is near, else a new one. */
  #nodeOn({ segment, fraction }: NearLine): number {
    const [ax, ay, bx, by] = this.#ends(segment);
    const [from, to] = this.#nodesOf(segment);
    const length = Math.hypot(bx - ax, by - ay);
    if (fraction * length <= SNAP_METRES) return from;
    if ((1 - fraction) * length <= SNAP_METRES) return to;
    const place = fromPlane(this.#plane, ax + fraction * (bx - ax), ay + fraction * (by - ay));
    const node = this.#nodeAt(place, this.#levelOf(segment.line));
    this.#addCut(segment, { fraction, node });
    return node;
  }

  #nearestLine(position: Position, { segments, index }: Searched): NearLine | null {
    const [x, y] = toPlane(this.#plane, position);
    let nearest: NearLine | null = null;
    for (const i of index?.search(...boxOf([x, y, x, y], BARRIER_METRES)) ?? []) {
      const segment = segments[i];
      if (segment === undefined) continue;
      const { fraction, metres } = projectOnto(this.#ends(segment), x, y);
      if (metres <= BARRIER_METRES && metres < (nearest?.metres ?? Infinity))
        nearest = { segment, fraction, metres };
    }
    return nearest;
  }

  /** Gates stand in walls, and are looked for there. */
  #noteAstray({ tags: { barrier, kerb }, position }: NetworkPoint): void {
    const kind = barrier ?? (kerb === undefined ? "" : "kerb");
    if (kind !== "") this.#notes.push({ code: "coverage.barrier-astray", id: kind, position });
  }

  finish(nodeTags: ReadonlyMap<number, WayTags>): JoinedLines {
    const ways = this.#lines.map(({ id, tags }, line): NetworkWay => ({
      id,
      tags,
      nodes: this.#nodes[line] ?? [],
    }));
    const lng = Float64Array.from(this.#lng);
    const lat = Float64Array.from(this.#lat);
    return { input: { lng, lat, nodeTags, ways }, notes: this.#notes };
  }

  #levels(): string[] {
    return [...new Set(["", ...this.#lines.map(({ tags }) => levelOf(tags))])];
  }

  /**
   * One node for each place. Where no line ends, levels stay apart: a vertex on a bridge is not the
   * vertex below it. Where one ends, it joins whatever is there: that is how bridges meet the ground.
   */
  #nodeAt(position: Position, level: string): number {
    const place = placeKey(position);
    const key = this.#endPlaces.has(place) ? place : place + level;
    const known = this.#nodeOfPlace.get(key);
    if (known !== undefined) return known;
    this.#lng.push(position[0]);
    const node = this.#lat.push(position[1]) - 1;
    this.#nodeOfPlace.set(key, node);
    return node;
  }

  #resolve(node: number): number {
    let at = node;
    for (let next = this.#merged.get(at); next !== undefined; next = this.#merged.get(at))
      at = next;
    return at;
  }

  #segments(): Segment[] {
    return this.#nodes.flatMap((nodes, line) =>
      nodes.slice(1).map((_, at): Segment => ({ line, at })),
    );
  }

  #nodesOf({ line, at }: Segment): [number, number] {
    const nodes = this.#nodes[line] ?? [];
    return [this.#resolve(nodes[at] ?? -1), this.#resolve(nodes[at + 1] ?? -1)];
  }

  #ends(segment: Segment): Ends {
    const [from, to] = this.#nodesOf(segment);
    return [...this.#place(from), ...this.#place(to)];
  }

  #place(node: number): [number, number] {
    return toPlane(this.#plane, this.#positionOf(node));
  }

  #positionOf(node: number): Position {
    return [this.#lng[node] ?? Number.NaN, this.#lat[node] ?? Number.NaN];
  }

  #idOf(line: number): string {
    return this.#lines[line]?.id ?? "";
  }

  #levelOf(line: number): string {
    return levelOf(this.#lines[line]?.tags ?? {});
  }

  #indexSegments(segments: readonly Segment[]): Flatbush | null {
    if (segments.length === 0) return null;
    const index = new Flatbush(segments.length);
    for (const segment of segments) index.add(...boxOf(this.#ends(segment), 0));
    index.finish();
    return index;
  }

  /** The nearest other line within reach of an end; `null` also where the end is joined already. */
  #nearestTo(line: number, at: number, { segments, index }: Searched): NearLine | null {
    const node = this.#resolve(this.#nodes[line]?.[at] ?? -1);
    const [x, y] = this.#place(node);
    let nearest: NearLine | null = null;
    for (const i of index?.search(...boxOf([x, y, x, y], SNAP_METRES)) ?? []) {
      const segment = segments[i];
      if (segment === undefined || segment.line === line) continue;
      if (this.#nodesOf(segment).includes(node)) return null;
      const { fraction, metres } = projectOnto(this.#ends(segment), x, y);
      if (metres <= (nearest?.metres ?? SNAP_METRES)) nearest = { segment, fraction, metres };
    }
    return nearest;
  }

  /** Near the end of the other line the two ends become one node; else the line gets a node there. */
  #snap(line: number, at: number, { segment, fraction }: NearLine): void {
    const node = this.#resolve(this.#nodes[line]?.[at] ?? -1);
    const [ax, ay, bx, by] = this.#ends(segment);
    const length = Math.hypot(bx - ax, by - ay);
    const [from, to] = this.#nodesOf(segment);
    if (fraction * length <= SNAP_METRES) this.#merged.set(node, from);
    else if ((1 - fraction) * length <= SNAP_METRES) this.#merged.set(node, to);
    else this.#addCut(segment, { fraction, node });
    const position = this.#positionOf(node);
    this.#notes.push({ code: "coverage.end-snapped", id: this.#idOf(line), position });
  }

  #addCut({ line, at }: Segment, cut: Cut): void {
    const ofLine = this.#cuts.get(line) ?? new Map<number, Cut[]>();
    this.#cuts.set(line, ofLine.set(at, [...(ofLine.get(at) ?? []), cut]));
  }

  #mayCross(one: Segment, two: Segment): boolean {
    if (this.#levelOf(one.line) !== this.#levelOf(two.line)) return false;
    const nodes = this.#nodesOf(one);
    return !this.#nodesOf(two).some((node) => nodes.includes(node));
  }

  #split(one: Segment, two: Segment): void {
    const crossing = crossingOf(this.#ends(one), this.#ends(two));
    if (crossing === null) return;
    const position = fromPlane(this.#plane, ...crossing.point);
    const node = this.#nodeAt(position, this.#levelOf(one.line));
    this.#addCut(one, { fraction: crossing.along[0], node });
    this.#addCut(two, { fraction: crossing.along[1], node });
    const id = `${this.#idOf(one.line)} × ${this.#idOf(two.line)}`;
    this.#notes.push({ code: "coverage.crossing-split", id, position });
  }

  #applyCuts(): void {
    for (const [line, ofLine] of this.#cuts) {
      this.#nodes[line] = (this.#nodes[line] ?? []).flatMap((node, at) => {
        const cuts = (ofLine.get(at) ?? []).toSorted((a, b) => a.fraction - b.fraction);
        return [node, ...cuts.map((cut) => cut.node)];
      });
    }
    this.#cuts.clear();
  }
}

/** Bridges and tunnels without a `layer` are above and below all the same. */
function levelOf(tags: WayTags): string {
  if (tags["layer"] !== undefined && tags["layer"] !== "0") return tags["layer"];
  if (tags["bridge"] !== undefined && tags["bridge"] !== "no") return "1";
  return tags["tunnel"] !== undefined && tags["tunnel"] !== "no" ? "-1" : "";
}

/** Places equal to 1e-7 degrees (1 cm) are one. */
function placeKey([lng, lat]: Position): string {
  return `${Math.round(lng * 1e7)} ${Math.round(lat * 1e7)} `;
}

type Ends = readonly [ax: number, ay: number, bx: number, by: number];

function boxOf([ax, ay, bx, by]: Ends, margin: number): [number, number, number, number] {
  const [west, east] = [Math.min(ax, bx) - margin, Math.max(ax, bx) + margin];
  return [west, Math.min(ay, by) - margin, east, Math.max(ay, by) + margin];
}

function projectOnto([ax, ay, bx, by]: Ends, x: number, y: number) {
  const squared = (bx - ax) ** 2 + (by - ay) ** 2;
  const raw = squared === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared;
  const fraction = Math.min(1, Math.max(0, raw));
  const metres = Math.hypot(x - ax - fraction * (bx - ax), y - ay - fraction * (by - ay));
  return { fraction, metres };
}

function crossingOf([ax, ay, bx, by]: Ends, [cx, cy, dx, dy]: Ends) {
  const cross = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  if (cross === 0) return null;
  const first = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / cross;
  const second = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / cross;
  if (first < 0 || first > 1 || second < 0 || second > 1) return null;
  const point: [number, number] = [ax + first * (bx - ax), ay + first * (by - ay)];
  return { along: [first, second] as const, point };
}
