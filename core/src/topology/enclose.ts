/**
 * The first half of a map from buildings: communities, barriers and compounds noded together, and the
 * blocks between them (街坊, enclosures).
 */
import type { MultiPolygon, PlaneFrame, Polygon, Position } from "../geometry/index.ts";
import { bridgeCracks } from "./bridge-cracks.ts";
import { findParts } from "./face-parts.ts";
import type { FaceParts } from "./face-parts.ts";
import { LineWork, NO_MARKS, toNodedLines } from "./line-work.ts";
import type { NodedLines } from "./line-work.ts";
import { indexEdges, locateFace } from "./locate-face.ts";
import type { EdgeIndex } from "./locate-face.ts";
import { barrierPaths } from "./match-barriers.ts";
import type { BarrierLine } from "./match-barriers.ts";
import { BARRIER, OUTSIDE } from "./planar-map.ts";
import { labelFaces, polygonize } from "./polygonize.ts";
import type { Faces } from "./polygonize.ts";
import { projectPath } from "./project-path.ts";
import { pruneLines } from "./prune-lines.ts";
import { settleClaims } from "./settle-claims.ts";
import type { SettledClaims } from "./settle-claims.ts";
import { snapRound } from "./snap-round.ts";
import { byte, int, num, uint } from "./typed-access.ts";

export interface NamedArea {
  readonly id: string;
  readonly geometry: Polygon | MultiPolygon;
}

/** All in the order of their ids. */
export interface EnclosureInput {
  readonly frame: PlaneFrame;
  readonly communities: readonly NamedArea[];
  readonly compounds: readonly NamedArea[];
  readonly barriers: readonly BarrierLine[];
}

export interface Enclosures {
  readonly lines: NodedLines;
  readonly faces: Faces;
  readonly index: EdgeIndex;
  /** The parts are the enclosures; their label is their community. */
  readonly parts: FaceParts;
  /** Compound of each enclosure, −1 if none. */
  readonly compoundOf: readonly number[];
  readonly claims: SettledClaims;
}

const BARRIER_STEP_CENTIMETRES = 10_000;
/** Short, so that a later cut finds a vertex to end at without bending the official line. */
const BORDER_STEP_CENTIMETRES = 2_000;

export function encloseGround(input: EnclosureInput): Enclosures {
  const lines = pruneLines(nodeInput(input));
  const faces = polygonize(lines);
  const setOfFace = labelFaces(lines, faces);
  const communityCount = input.communities.length;
  const communitySets = setOfFace.map((set) =>
    lines.sets.filter(set, (region) => region < communityCount),
  );
  const claims = settleClaims(lines, faces, communitySets);
  // A community border inside a community (a gap that was closed) is no barrier; neither is an unknown line.
  const isOpen = (edge: number): boolean => byte(lines.barrier, edge) === BARRIER.plot;
  const parts = findParts(lines, faces, claims.ownerOfFace, isOpen);
  const compoundOf = parts.label.map(() => OUTSIDE as number);
  parts.partOfFace.forEach((part, face) => {
    const compound = lines.sets
      .members(uint(setOfFace, face))
      .find((region) => region >= communityCount);
    // Compound edges are barriers: all faces of an enclosure have the same one.
    if (part >= 0 && compound !== undefined) compoundOf[part] = compound - communityCount;
  });
  return { lines, faces, index: indexEdges(lines), parts, compoundOf, claims };
}

/** −1 outside every community. */
export function enclosureAt(
  { lines, faces, index, parts }: Enclosures,
  point: readonly [number, number],
): number {
  return int(parts.partOfFace, locateFace(lines, faces, index, point));
}

export function ringsOf(geometry: Polygon | MultiPolygon): readonly (readonly Position[])[] {
  return geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
}

/** Closes a ring that was left open; a closed one gets an edge of no length. */
export function closeRing(ring: readonly Position[]): readonly Position[] {
  const [first] = ring;
  return first ? [...ring, first] : [];
}

function nodeInput(input: EnclosureInput): NodedLines {
  const { frame, communities, compounds, barriers } = input;
  const work = new LineWork();
  addCommunities(work, input);
  const isNear = boxTest(work);
  for (const bridge of bridgeCracks(nodeCommunities(input))) work.addPath(bridge, NO_MARKS);
  compounds.forEach((area, compound) => {
    const regionSet = work.sets.of(communities.length + compound);
    for (const ring of ringsOf(area.geometry)) {
      const path = projectPath(frame, closeRing(ring), BARRIER_STEP_CENTIMETRES);
      work.addPath(path, { barrier: BARRIER.compoundWall, regionSet });
    }
  });
  for (const line of barriers)
    for (const positions of barrierPaths(line)) {
      const path = projectPath(frame, positions, BARRIER_STEP_CENTIMETRES);
      for (const piece of nearPieces(path, isNear))
        work.addPath(piece, { barrier: line.barrier, regionSet: 0 });
    }
  snapRound(work);
  return toNodedLines(work);
}

/** Communities alone, to find the cracks between them. */
function nodeCommunities(input: EnclosureInput): NodedLines {
  const work = new LineWork();
  addCommunities(work, input);
  snapRound(work);
  return pruneLines(toNodedLines(work));
}

/** Not marked as hard here: a border that ends up inside a community is none. */
function addCommunities(work: LineWork, { frame, communities }: EnclosureInput): void {
  communities.forEach(({ geometry }, community) => {
    const regionSet = work.sets.of(community);
    for (const ring of ringsOf(geometry))
      work.addPath(projectPath(frame, closeRing(ring), BORDER_STEP_CENTIMETRES), {
        barrier: BARRIER.plot,
        regionSet,
      });
  });
}

type SegmentTest = (ax: number, ay: number, bx: number, by: number) => boolean;

/** Whether a segment comes near the box of what the line work holds so far. A railway may go on for a thousand kilometres. */
function boxTest({ points }: LineWork): SegmentTest {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let point = 0; point < points.size; point++) {
    west = Math.min(west, num(points.firsts, point));
    east = Math.max(east, num(points.firsts, point));
    south = Math.min(south, num(points.seconds, point));
    north = Math.max(north, num(points.seconds, point));
  }
  const margin = 2 * BARRIER_STEP_CENTIMETRES;
  return (ax, ay, bx, by) =>
    Math.max(ax, bx) >= west - margin &&
    Math.min(ax, bx) <= east + margin &&
    Math.max(ay, by) >= south - margin &&
    Math.min(ay, by) <= north + margin;
}

/** Runs of segments of a path that pass the test. */
function nearPieces(path: readonly number[], isNear: SegmentTest): number[][] {
  const pieces: number[][] = [];
  let piece: number[] = [];
  for (let at = 0; at + 3 < path.length; at += 2) {
    const [ax, ay] = [num(path, at), num(path, at + 1)];
    const [bx, by] = [num(path, at + 2), num(path, at + 3)];
    if (isNear(ax, ay, bx, by)) {
      if (piece.length === 0) piece.push(ax, ay);
      piece.push(bx, by);
    } else if (piece.length > 0) {
      pieces.push(piece);
      piece = [];
    }
  }
  if (piece.length > 0) pieces.push(piece);
  return pieces;
}
