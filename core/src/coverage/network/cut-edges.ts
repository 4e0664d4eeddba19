import { MAX_EDGE_METRES } from "./network.ts";
import { Float64List, Uint32List } from "./number-list.ts";
import { MAX_SLOPE_FACTOR } from "./slope.ts";
import { vertexMetres, type Runs, type UsableWay } from "./trace-runs.ts";
import { fromPlane, type LocalPlane } from "./local-plane.ts";

/** Edges between junctions, by vertex of the runs. Shapes in plane metres. */
export interface CutEdges {
  readonly from: Uint32List;
  readonly to: Uint32List;
  readonly metres: Float64List;
  /** The run each edge is part of. */
  readonly run: Uint32List;
  readonly shapeStart: Uint32List;
  readonly shapeX: Float64List;
  readonly shapeY: Float64List;
}

/**
 * Cuts runs at vertices that more than one of them uses, and where an edge would get too long.
 * `usable`: what `Runs.ways` points to.
 */
export function cutEdges(
  runs: Runs,
  plane: LocalPlane,
  usable: readonly Pick<UsableWay, "grade">[],
): CutEdges {
  const edges: CutEdges = {
    from: new Uint32List(),
    to: new Uint32List(),
    metres: new Float64List(),
    run: new Uint32List(),
    shapeStart: new Uint32List(),
    shapeX: new Float64List(),
    shapeY: new Float64List(),
  };
  const uses = countUses(runs);
  for (let run = 0; run + 1 < runs.starts.length; run++) {
    const isSloping = (usable[runs.ways.at(run)]?.grade ?? 0) !== 0;
    const maxMetres = isSloping ? MAX_EDGE_METRES / MAX_SLOPE_FACTOR : MAX_EDGE_METRES;
    cutRun(runs, run, { edges, uses, plane, maxMetres });
  }
  edges.shapeStart.push(edges.shapeX.length);
  return edges;
}

interface CutState {
  readonly edges: CutEdges;
  readonly uses: Uint8Array;
  readonly plane: LocalPlane;
  /** The longest an edge of this run may be. */
  readonly maxMetres: number;
}

function countUses(runs: Runs): Uint8Array {
  const uses = new Uint8Array(runs.x.length);
  for (let i = 0; i < runs.vertices.length; i++) {
    const vertex = runs.vertices.at(i);
    uses[vertex] = Math.min(2, (uses[vertex] ?? 0) + 1);
  }
  for (const { vertexA, vertexB } of runs.crossings) {
    uses[vertexA] = 2;
    uses[vertexB] = 2;
  }
  return uses;
}

function cutRun(runs: Runs, run: number, state: CutState): void {
  const { edges, uses, maxMetres } = state;
  const end = runs.starts.at(run + 1);
  let at = runs.starts.at(run);
  while (at + 1 < end) {
    let last = at + 1;
    let metres = vertexMetres(runs, runs.vertices.at(at), runs.vertices.at(last));
    while (last + 1 < end && (uses[runs.vertices.at(last)] ?? 0) < 2) {
      const more = vertexMetres(runs, runs.vertices.at(last), runs.vertices.at(last + 1));
      if (metres + more > maxMetres) break;
      metres += more;
      last++;
    }
    if (metres > maxMetres) splitSegment(runs, [at, run], state);
    else {
      edges.shapeStart.push(edges.shapeX.length);
      for (let i = at; i <= last; i++) pushShape(edges, runs, runs.vertices.at(i));
      pushEdge(edges, [runs.vertices.at(at), runs.vertices.at(last)], metres, run);
    }
    at = last;
  }
}

/** One straight segment longer than an edge may be: equal parts, with vertices of their own. */
function splitSegment(runs: Runs, [at, run]: readonly [number, number], state: CutState): void {
  const { edges, plane, maxMetres } = state;
  const a = runs.vertices.at(at);
  const b = runs.vertices.at(at + 1);
  const metres = vertexMetres(runs, a, b);
  const parts = Math.ceil(metres / maxMetres);
  let from = a;
  for (let part = 1; part <= parts; part++) {
    const to = part === parts ? b : addBetween(runs, [a, b], { fraction: part / parts, plane });
    edges.shapeStart.push(edges.shapeX.length);
    pushShape(edges, runs, from);
    pushShape(edges, runs, to);
    pushEdge(edges, [from, to], metres / parts, run);
    from = to;
  }
}

function addBetween(
  runs: Runs,
  [a, b]: readonly [number, number],
  { fraction, plane }: { fraction: number; plane: LocalPlane },
): number {
  const x = runs.x.at(a) + fraction * (runs.x.at(b) - runs.x.at(a));
  const y = runs.y.at(a) + fraction * (runs.y.at(b) - runs.y.at(a));
  const [lng, lat] = fromPlane(plane, x, y);
  runs.lng.push(lng);
  runs.lat.push(lat);
  runs.x.push(x);
  return runs.y.push(y);
}

function pushShape(edges: CutEdges, runs: Runs, vertex: number): void {
  edges.shapeX.push(runs.x.at(vertex));
  edges.shapeY.push(runs.y.at(vertex));
}

function pushEdge(
  edges: CutEdges,
  [from, to]: readonly [number, number],
  metres: number,
  run: number,
): void {
  edges.from.push(from);
  edges.to.push(to);
  edges.metres.push(metres);
  edges.run.push(run);
}
