/**
 * A planar map from ready units (现成单元): polygons that should tile the ground and mostly do. What
 * does not fit is put right by fixed rules and told as problems.
 */
import { choosePlaneFrame, isInFrame, toCentimetres } from "../geometry/index.ts";
import type { MultiPolygon, PlaneFrame, Polygon, Position } from "../geometry/index.ts";
import { fail, ok, type Result } from "../result.ts";
import { assembleMap } from "./assemble-map.ts";
import type { UnitFacts } from "./assemble-map.ts";
import { bridgeCracks } from "./bridge-cracks.ts";
import { findBadRow } from "./check-rows.ts";
import type { BuildError } from "./check-rows.ts";
import { disputeProblems, placesOf, squareMetres } from "./claim-problems.ts";
import { closeRing, ringsOf } from "./enclose.ts";
import { markCommunityBorders, numberEnclosures } from "./mark-blocks.ts";
import { findNeighbours, findParts } from "./face-parts.ts";
import type { FaceParts } from "./face-parts.ts";
import { indexEdges, locateFace } from "./locate-face.ts";
import { LineWork, NO_MARKS, toNodedLines } from "./line-work.ts";
import type { NodedLines } from "./line-work.ts";
import type { MapPositions } from "./map-geometry.ts";
import { NOWHERE, compareIds, makeProblem, sortProblems } from "./map-problem.ts";
import type { MapProblem } from "./map-problem.ts";
import { matchBarriers } from "./match-barriers.ts";
import type { BarrierLine } from "./match-barriers.ts";
import { BARRIER, OUTSIDE } from "./planar-map.ts";
import type { PlanarMap } from "./planar-map.ts";
import { labelFaces, polygonize } from "./polygonize.ts";
import type { Faces } from "./polygonize.ts";
import { projectPath } from "./project-path.ts";
import { pruneLines } from "./prune-lines.ts";
import { isNarrow, longest, settleClaims } from "./settle-claims.ts";
import { snapRound } from "./snap-round.ts";
import { SourcePositions } from "./source-positions.ts";
import { item, num } from "./typed-access.ts";

export interface ReadyUnit {
  readonly id: string;
  readonly geometry: Polygon | MultiPolygon;
  /** Whole, not negative. */
  readonly households: number;
  /** Id of the community (社区) it nests in. */
  readonly community?: string;
  readonly compound?: string;
}

export interface BuiltMap {
  readonly map: PlanarMap;
  /** The coordinates that the input had, where it had any. */
  readonly positions: MapPositions;
  readonly problems: readonly MapProblem[];
}

/** Segments longer than this bend noticeably between degrees and the plane. */
const LONGEST_SEGMENT_CENTIMETRES = 10_000;

/** A gap or an overlap that a person has given to one unit. */
export interface GivenGround {
  /** A point in it. */
  readonly place: Position;
  /** Id of the unit. */
  readonly to: string;
}

/** The result does not depend on the order of the units; units of the map are in the order of their ids. */
export function buildFromUnits(
  units: readonly ReadyUnit[],
  barriers: readonly BarrierLine[] = [],
  given: readonly GivenGround[] = [],
): Result<BuiltMap, BuildError> {
  const sorted = units.toSorted((a, b) => compareIds(a.id, b.id));
  const refusal = findBadRow(sorted);
  if (refusal) return fail(refusal);
  const frame = choosePlaneFrame(allPositions(sorted));
  if (!frame.ok) return frame;
  const sources = new SourcePositions();
  const lines = nodeUnits(frame.value, sorted, sources);
  const faces = polygonize(lines);
  const ground: Ground = { frame: frame.value, lines, faces, units: sorted };
  const claims = settleClaims(lines, faces, labelFaces(lines, faces), givenFaces(ground, given));
  const pieces = separatePieces(ground, claims.ownerOfFace);
  const map = makeMap(ground, pieces, barriers);
  const ids = sorted.map(({ id }) => id);
  const problems = [
    ...disputeProblems(ground, claims, ids),
    ...pieceProblems(ground, pieces),
    ...groundlessProblems(ground, pieces),
  ];
  return ok({ map, positions: sources.positionsOf(map), problems: sortProblems(problems) });
}

interface Ground {
  readonly frame: PlaneFrame;
  readonly lines: NodedLines;
  readonly faces: Faces;
  readonly units: readonly ReadyUnit[];
}

/** The faces of what was given; of whom and where nothing is left, none. */
function givenFaces({ frame, lines, faces, units }: Ground, given: readonly GivenGround[]) {
  if (given.length === 0) return [];
  const index = indexEdges(lines);
  const placeOf = new Map(units.map(({ id }, unit) => [id, unit]));
  return given.flatMap(({ place, to }) => {
    const owner = placeOf.get(to);
    const point = toCentimetres(frame, place);
    if (owner === undefined || !isInFrame(point)) return [];
    return [{ face: locateFace(lines, faces, index, point), owner }];
  });
}

function* allPositions(units: readonly ReadyUnit[]): Generator<Position> {
  for (const { geometry } of units) for (const ring of ringsOf(geometry)) yield* ring;
}

function nodeUnits(
  frame: PlaneFrame,
  units: readonly ReadyUnit[],
  sources: SourcePositions,
): NodedLines {
  const work = new LineWork();
  units.forEach(({ geometry }, unit) => {
    const marks = { barrier: BARRIER.plot, regionSet: work.sets.of(unit) };
    for (const ring of ringsOf(geometry)) {
      const closed = closeRing(ring);
      work.addPath(
        projectPath(frame, closed, LONGEST_SEGMENT_CENTIMETRES, sources.listener),
        marks,
      );
    }
  });
  snapRound(work);
  const lines = pruneLines(toNodedLines(work));
  const bridges = bridgeCracks(lines);
  if (bridges.length === 0) return lines;
  const bridged = new LineWork(work.sets, lines.from.length);
  bridged.addNoded(lines);
  for (const bridge of bridges) bridged.addPath(bridge, NO_MARKS);
  snapRound(bridged);
  return pruneLines(toNodedLines(bridged));
}

/** Connected pieces of ground, each of one unit of the input. */
interface Pieces {
  readonly parts: FaceParts;
  /** Piece 1 of a unit is its largest. 0: a strip that went to the unit of part `givenTo`. */
  readonly numberOfPart: readonly number[];
  readonly givenTo: ReadonlyMap<number, number>;
}

function separatePieces({ lines, faces }: Ground, ownerOfFace: Int32Array): Pieces {
  const parts = findParts(lines, faces, ownerOfFace);
  const byUnit = new Map<number, number[]>();
  parts.label.forEach((unit, part) => byUnit.set(unit, [...(byUnit.get(unit) ?? []), part]));
  const numberOfPart = parts.label.map(() => 1);
  const strips: number[] = [];
  for (const ofUnit of byUnit.values()) {
    let number = 1;
    for (const part of ofUnit.toSorted(
      (a, b) => num(parts.area2, b) - num(parts.area2, a) || a - b,
    ))
      if (number > 1 && isNarrow(parts, part)) strips.push(part);
      else numberOfPart[part] = number++;
  }
  const isStrip = new Set(strips);
  const neighbours = findNeighbours(lines, faces, parts.partOfFace, (part) => isStrip.has(part));
  const givenTo = new Map<number, number>();
  for (const strip of strips) {
    const lengths = new Map<number, number>();
    for (const { part, length } of neighbours.get(strip) ?? [])
      if (!isStrip.has(part)) lengths.set(part, length);
    const winner = longest(lengths);
    if (winner >= 0) givenTo.set(strip, winner);
    numberOfPart[strip] = winner >= 0 ? 0 : 1 + Math.max(...numbersOf(strip));
  }
  return { parts, numberOfPart, givenTo };

  function numbersOf(strip: number): number[] {
    return (byUnit.get(num(parts.label, strip)) ?? []).map((part) => num(numberOfPart, part));
  }
}

function pieceId(unit: ReadyUnit, number: number): string {
  return number === 1 ? unit.id : `${unit.id}#${number}`;
}

function makeMap(ground: Ground, pieces: Pieces, barriers: readonly BarrierLine[]): PlanarMap {
  const { frame, lines, faces, units } = ground;
  const { parts, numberOfPart, givenTo } = pieces;
  const communityIds = distinct(units.map(({ community }) => community));
  const compoundIds = distinct(units.map(({ compound }) => compound));
  const communityOf = placeIn(communityIds);
  const compoundOf = placeIn(compoundIds);
  const drafts = [...parts.label.entries()]
    .filter(([part]) => !givenTo.has(part))
    .map(([part, owner]) => {
      const unit = item(units, owner);
      const number = num(numberOfPart, part);
      const facts: UnitFacts = {
        id: pieceId(unit, number),
        households: number === 1 ? unit.households : 0,
        community: communityOf(unit.community),
        compound: compoundOf(unit.compound),
        enclosure: 0,
      };
      return { part, facts };
    })
    .toSorted((a, b) => compareIds(a.facts.id, b.facts.id));
  const unitOfPart = new Map(drafts.map(({ part }, unit) => [part, unit]));
  const map = assembleMap({
    frame,
    lines,
    faces,
    unitOfFace: parts.partOfFace.map(
      (part) => unitOfPart.get(givenTo.get(part) ?? part) ?? OUTSIDE,
    ),
    units: drafts.map(({ facts }) => facts),
    buildings: { ids: [], unit: new Uint32Array(0), households: new Uint32Array(0) },
    communityIds,
    compoundIds,
  });
  map.arcs.barrier.set(matchBarriers(map, barriers));
  markCommunityBorders(map);
  map.units.enclosure.set(numberEnclosures(map));
  return map;
}

function distinct(ids: readonly (string | undefined)[]): string[] {
  return [...new Set(ids.filter((id) => id !== undefined))].toSorted(compareIds);
}

function placeIn(ids: readonly string[]): (id: string | undefined) => number {
  const places = new Map<string | undefined, number>(ids.map((id, place) => [id, place]));
  return (id) => places.get(id) ?? -1;
}

function pieceProblems(ground: Ground, { parts, numberOfPart, givenTo }: Pieces): MapProblem[] {
  const told = [...numberOfPart.keys()].filter((part) => numberOfPart[part] !== 1);
  const placeOf = placesOf(ground, parts, told);
  return told.map((part) => {
    const unit = item(ground.units, num(parts.label, part));
    const winner = givenTo.get(part);
    return makeProblem({
      kind: winner === undefined ? "in-parts" : "sliver",
      place: placeOf(part),
      areaSquareMetres: squareMetres(num(parts.area2, part)),
      ids: [unit.id],
      givenTo:
        winner === undefined
          ? pieceId(unit, num(numberOfPart, part))
          : item(ground.units, num(parts.label, winner)).id,
    });
  });
}

function groundlessProblems({ units }: Ground, { parts }: Pieces): MapProblem[] {
  const present = new Set(parts.label);
  return [...units.entries()]
    .filter(([unit]) => !present.has(unit))
    .map(([, { id, geometry }]) =>
      makeProblem({
        kind: "no-ground",
        place: ringsOf(geometry)[0]?.[0] ?? NOWHERE,
        areaSquareMetres: 0,
        ids: [id],
      }),
    );
}
