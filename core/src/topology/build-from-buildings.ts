/**
 * A planar map from buildings (楼栋): communities and barriers give the blocks, and blocks are cut
 * halfway between their buildings. Each building stands whole in one unit; ground without buildings
 * is tiled too.
 */
import { choosePlaneFrame, isInFrame, toCentimetres, toDegrees } from "../geometry/index.ts";
import type { PlaneFrame, Position } from "../geometry/index.ts";
import { fail, ok, type Result } from "../result.ts";
import { assembleMap } from "./assemble-map.ts";
import type { UnitFacts } from "./assemble-map.ts";
import type { BuiltMap } from "./build-from-units.ts";
import { findBadRow } from "./check-rows.ts";
import type { BuildError } from "./check-rows.ts";
import { disputeProblems, placesOf, squareMetres } from "./claim-problems.ts";
import { cutCells } from "./cut-cells.ts";
import { encloseGround, ringsOf } from "./enclose.ts";
import type { EnclosureInput, Enclosures, NamedArea } from "./enclose.ts";
import { findHanging } from "./find-hanging.ts";
import { findStrips } from "./find-strips.ts";
import { joinSlivers } from "./join-slivers.ts";
import { buildingsByUnit, labelCells } from "./label-cells.ts";
import type { LabelledCells } from "./label-cells.ts";
import type { NodedLines } from "./line-work.ts";
import { derivePositions } from "./map-geometry.ts";
import { NOWHERE, compareIds, makeProblem, sortProblems } from "./map-problem.ts";
import type { MapProblem } from "./map-problem.ts";
import { markCommunityBorders } from "./mark-blocks.ts";
import type { BarrierLine } from "./match-barriers.ts";
import { OUTSIDE } from "./planar-map.ts";
import type { Footprints, PlacedBuildings, PlanarMap } from "./planar-map.ts";
import { placeBuildings } from "./place-buildings.ts";
import type { BuildingInput, Placed } from "./place-buildings.ts";
import { polygonize } from "./polygonize.ts";
import type { Faces } from "./polygonize.ts";
import { item, num } from "./typed-access.ts";

export interface BuildingsInput {
  readonly communities: readonly NamedArea[];
  readonly buildings: readonly BuildingInput[];
  readonly compounds?: readonly NamedArea[];
  readonly barriers?: readonly BarrierLine[];
}

/** The order of communities, compounds, buildings and barriers makes no difference. */
export function buildFromBuildings(input: BuildingsInput): Result<BuiltMap, BuildError> {
  const [communities, buildings, compounds] = [
    sortById(input.communities),
    sortById(input.buildings),
    sortById(input.compounds ?? []),
  ];
  const refusal = findBadRow(communities) ?? findBadRow(buildings) ?? findBadRow(compounds);
  if (refusal) return fail(refusal);
  const frame = choosePlaneFrame(positionsOf(communities));
  if (!frame.ok) return frame;
  const [usable, unusable] = splitByFrame(frame.value, compounds);
  const areas = {
    frame: frame.value,
    communities,
    compounds: usable,
    barriers: input.barriers ?? [],
  };
  const ground = encloseGround(areas);
  const { placed, problems } = placeBuildings(frame.value, ground, buildings);
  const homeOfPart = joinSlivers(ground, new Set(placed.map(({ part }) => part)));
  const strips = findStrips({ ground, homeOfPart, placed });
  const cellInput = { ground, homeOfPart, placed, strips };
  const lines = cutCells(cellInput);
  const faces = polygonize(lines);
  const cells = labelCells(cellInput, lines, faces);
  const map = makeMap({ areas, ground, placed, lines, faces, cells });
  const told = [
    ...problems,
    ...unusable.map(({ id }) =>
      makeProblem({ kind: "bad-geometry", place: NOWHERE, areaSquareMetres: 0, ids: [id] }),
    ),
    ...areaProblems(areas, ground),
    ...sharingProblems(frame.value, placed, cells),
    ...findHanging(map),
  ];
  return ok({ map, positions: derivePositions(map), problems: sortProblems(told) });
}

function sortById<T extends { readonly id: string }>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => compareIds(a.id, b.id));
}

function* positionsOf(areas: readonly NamedArea[]): Generator<Position> {
  for (const { geometry } of areas) for (const ring of ringsOf(geometry)) yield* ring;
}

/** Compounds that lie in the frame, and those that do not: their coordinates are wrong. */
function splitByFrame(
  frame: PlaneFrame,
  compounds: readonly NamedArea[],
): [usable: NamedArea[], unusable: NamedArea[]] {
  const isUsable = ({ geometry }: NamedArea): boolean =>
    ringsOf(geometry).every((ring) =>
      ring.every((position) => isInFrame(toCentimetres(frame, position))),
    );
  return [compounds.filter((area) => isUsable(area)), compounds.filter((area) => !isUsable(area))];
}

interface MapDraft {
  readonly areas: EnclosureInput;
  readonly ground: Enclosures;
  readonly placed: readonly Placed[];
  readonly lines: NodedLines;
  readonly faces: Faces;
  readonly cells: LabelledCells;
}

function makeMap(draft: MapDraft): PlanarMap {
  const { areas, placed, lines, faces, cells } = draft;
  const order = describeUnits(draft).toSorted((a, b) => compareIds(a.facts.id, b.facts.id));
  const place = new Map(order.map(({ part }, unit) => [part, unit]));
  const map = assembleMap({
    frame: areas.frame,
    lines,
    faces,
    unitOfFace: cells.units.partOfFace.map((part) => place.get(part) ?? OUTSIDE),
    units: order.map(({ facts }) => facts),
    buildings: listBuildings(placed, (building) => place.get(num(cells.unitOfBuilding, building))),
    communityIds: areas.communities.map(({ id }) => id),
    compoundIds: areas.compounds.map(({ id }) => id),
  });
  markCommunityBorders(map);
  map.units.enclosure.set(renumber(map.units.enclosure));
  return map;
}

/** 0, 1, 2 … in the order of the units. */
function renumber(values: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return values.map((value) => {
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    return number;
  });
}

function listBuildings(
  placed: readonly Placed[],
  unitOf: (building: number) => number | undefined,
): PlacedBuildings {
  return {
    ids: placed.map(({ building }) => building.id),
    unit: Uint32Array.from(placed, (_, building) => {
      const unit = unitOf(building);
      if (unit === undefined) throw new Error(`building ${building} has no unit`);
      return unit;
    }),
    households: Uint32Array.from(placed, ({ building }) => building.households),
    footprints: listFootprints(placed),
  };
}

function listFootprints(placed: readonly Placed[]): Footprints {
  let end = 0;
  const ends = placed.map(({ footprint }) => (end += footprint.segments.length / 4));
  return {
    point: Int32Array.from(placed.flatMap(({ anchor }) => anchor)),
    first: Uint32Array.from([0, ...ends]),
    segments: Int32Array.from(placed.flatMap(({ footprint }) => footprint.segments)),
  };
}

/** A unit is named after the first of its buildings, ground without one after its place. */
function describeUnits({ areas, ground, placed, lines, faces, cells }: MapDraft) {
  const lists = buildingsByUnit(cells);
  const empty = [...lists.keys()].filter((part) => !lists[part]?.some((at) => placed[at]?.hasCell));
  const placeOf = placesOf({ frame: areas.frame, lines, faces }, cells.units, empty);
  return lists.map((buildings, part) => {
    const named = buildings.find((building) => placed[building]?.hasCell);
    const home = num(cells.homeOfUnit, part);
    const facts: UnitFacts = {
      id:
        named === undefined
          ? `ground:${placeOf(part)
              .map((degrees) => degrees.toFixed(7))
              .join()}`
          : item(placed, named).building.id,
      households: buildings.reduce((sum, at) => sum + item(placed, at).building.households, 0),
      community: num(ground.parts.label, home),
      compound: num(ground.compoundOf, home),
      enclosure: home,
    };
    return { part, facts };
  });
}

function areaProblems(areas: EnclosureInput, ground: Enclosures): MapProblem[] {
  const { communities, compounds, frame } = areas;
  const ids = communities.map(({ id }) => id);
  return [
    ...disputeProblems({ frame, lines: ground.lines, faces: ground.faces }, ground.claims, ids),
    ...compoundProblems(areas, ground),
    ...groundlessProblems(communities, (community) => ground.parts.label.includes(community)),
    ...groundlessProblems(compounds, (compound) => ground.compoundOf.includes(compound)),
  ];
}

function groundlessProblems(
  areas: readonly NamedArea[],
  hasGround: (area: number) => boolean,
): MapProblem[] {
  return areas
    .filter((_, area) => !hasGround(area))
    .map(({ id, geometry }) => {
      const place = ringsOf(geometry)[0]?.[0] ?? NOWHERE;
      return makeProblem({ kind: "no-ground", place, areaSquareMetres: 0, ids: [id] });
    });
}

/** Less than this share in a second community is careless drawing. */
const CROSSING_SHARE = 0.02;

function compoundProblems(
  { frame, communities, compounds }: EnclosureInput,
  { lines, faces, parts, compoundOf }: Enclosures,
): MapProblem[] {
  const shares = compounds.map(() => new Map<number, number>());
  const largest = compounds.map(() => -1);
  compoundOf.forEach((compound, part) => {
    if (compound < 0) return;
    const share = item(shares, compound);
    const community = num(parts.label, part);
    share.set(community, (share.get(community) ?? 0) + num(parts.area2, part));
    const record = num(largest, compound);
    if (record < 0 || num(parts.area2, part) > num(parts.area2, record)) largest[compound] = part;
  });
  const told = [...shares.entries()].flatMap(([compound, share]) => {
    const total = [...share.values()].reduce((sum, value) => sum + value, 0);
    const touched = [...share].filter(([, value]) => value > CROSSING_SHARE * total);
    return touched.length > 1 ? [{ compound, total, touched }] : [];
  });
  const placeOf = placesOf({ frame, lines, faces }, parts, largest);
  return told.map(({ compound, total, touched }) =>
    makeProblem({
      kind: "crosses-community",
      place: placeOf(num(largest, compound)),
      areaSquareMetres: squareMetres(total),
      ids: [item(compounds, compound), ...touched.map(([at]) => item(communities, at))].map(
        ({ id }) => id,
      ),
    }),
  );
}

function sharingProblems(
  frame: PlaneFrame,
  placed: readonly Placed[],
  cells: LabelledCells,
): MapProblem[] {
  return buildingsByUnit(cells)
    .map((buildings) => buildings.map((at) => item(placed, at)).filter(({ hasCell }) => hasCell))
    .filter((sharing) => sharing.length > 1)
    .map((sharing) =>
      makeProblem({
        kind: "same-place",
        place: toDegrees(frame, ...item(sharing, 0).anchor),
        areaSquareMetres: 0,
        ids: sharing.map(({ building }) => building.id),
      }),
    );
}
