import {
  groundFindings,
  makeGrounds,
  offerRepairs,
  type BaseProblem,
  type BaseRepair,
} from "@onegrid/core/division";
import type { Position } from "@onegrid/core/geometry";
import {
  buildFromBuildings,
  buildFromUnits,
  makeProblem,
  pullInside,
  tidyOutline,
  type BarrierLine,
  type BuildingInput,
  type BuiltMap,
  type MapProblem,
  type PlanarMap,
} from "@onegrid/core/topology";
import type { Result } from "@onegrid/core/result";
import type { BaseBuilding, BaseInputs, BaseRepairRow } from "@onegrid/db/division";
import type { AreaShape } from "@onegrid/db/organisation";
import { Problem } from "../problem.ts";
import { barrierLines } from "./barrier-lines.ts";
import { DEFAULT_TARGET } from "./stored-division.ts";

/** Everything that the ground of one community is made of. */
export interface GroundSources {
  readonly community: AreaShape;
  readonly neighbours: readonly AreaShape[];
  readonly inputs: BaseInputs;
  /** Buildings nearby that stand in no community. */
  readonly strays: readonly BaseBuilding[];
  /** Of the community and its neighbours. */
  readonly repairs: readonly BaseRepairRow[];
}

export interface BuiltGround {
  readonly map: PlanarMap;
  readonly problems: readonly BaseProblem[];
  readonly origin: "units" | "buildings";
}

/** The planar map of a community with everything that planners have settled, and what is left to settle. */
export function buildGround(sources: GroundSources): BuiltGround {
  const { community, inputs } = sources;
  if (inputs.units.length === 0 && inputs.buildings.length === 0) {
    throw new Problem({ code: "division.no-base", communityId: community.id });
  }
  const barriers = barrierLines(inputs);
  const origin = inputs.units.length > 0 ? "units" : "buildings";
  const built =
    origin === "units" ? fromUnits(sources, barriers) : fromBuildings(sources, barriers);
  const { links, lost } = resolveLinks(built.map, repairsOf(sources, "link"));
  const map = links.length > 0 ? { ...built.map, links } : built.map;
  const ground = makeGrounds(map).get(community.id);
  if (!ground) throw new Error(`no ground of ${community.id}`);
  const problems = [
    ...[...built.problems, ...lost].map((problem) => offerRepairs(problem)),
    ...groundFindings(map, ground, DEFAULT_TARGET),
    ...(origin === "buildings" ? householdProblems(inputs.buildings) : []),
  ];
  return { map, problems, origin };
}

/** Repairs of the community itself, of one kind. */
const repairsOf = <K extends BaseRepair["kind"]>(
  { repairs, community }: GroundSources,
  kind: K,
): Extract<BaseRepair, { kind: K }>[] =>
  repairs.flatMap(({ communityId, repair }) =>
    communityId === community.id && isKind(repair, kind) ? [repair] : [],
  );

const isKind = <K extends BaseRepair["kind"]>(
  repair: BaseRepair,
  kind: K,
): repair is Extract<BaseRepair, { kind: K }> => repair.kind === kind;

function fromUnits(sources: GroundSources, barriers: readonly BarrierLine[]): BuiltMap {
  const { community, inputs } = sources;
  const units = inputs.units.map((unit) => ({ ...unit, community: community.id }));
  return unwrap(buildFromUnits(units, barriers, repairsOf(sources, "give")));
}

/** A stray farther away than this is somebody else's. */
const NEAR_METRES = 60;

function fromBuildings(sources: GroundSources, barriers: readonly BarrierLine[]): BuiltMap {
  const { community, neighbours, inputs, strays, repairs } = sources;
  // What a neighbour was given is settled for both sides of the border.
  const given = repairs.flatMap(({ repair }) => (isKind(repair, "give") ? [repair] : []));
  const outline = unwrap(tidyOutline(community, neighbours, given));
  const adopted = new Set(repairsOf(sources, "adopt").map(({ buildingId }) => buildingId));
  const adoptedByAny = new Set(
    repairs.flatMap(({ repair }) => (isKind(repair, "adopt") ? [repair.buildingId] : [])),
  );
  const placed = [...inputs.buildings, ...strays.filter(({ id }) => adopted.has(id))].map(
    ({ id, households, geometry, entrance }): BuildingInput => {
      if (!adopted.has(id)) return { id, households, geometry, ...(entrance && { entrance }) };
      return { id, households, geometry: pullInside(geometry, outline.geometry) ?? geometry };
    },
  );
  const built = unwrap(
    buildFromBuildings({
      communities: [{ id: community.id, geometry: outline.geometry }],
      buildings: placed.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      compounds: inputs.compounds,
      barriers,
    }),
  );
  const near = strays.filter(
    (stray) =>
      !adoptedByAny.has(stray.id) &&
      metresMoved(stray, pullInside(stray.geometry, outline.geometry)) <= NEAR_METRES,
  );
  const left = near.map((stray) => pointProblem("outside", stray));
  return { ...built, problems: [...outline.problems, ...built.problems, ...left] };
}

function unwrap<T, E extends ConstructorParameters<typeof Problem>[0]>(built: Result<T, E>): T {
  if (!built.ok) throw new Problem(built.error);
  return built.value;
}

function firstPosition({ geometry }: Pick<BuildingInput, "geometry">): Position {
  const [lng = 0, lat = 0] = geometry.coordinates.flat(3).map(Number);
  return [lng, lat];
}

const METRES_PER_DEGREE = 111_320;

function metresMoved(from: BaseBuilding, to: BuildingInput["geometry"] | undefined): number {
  if (to === undefined) return Infinity;
  const [[x, y], [x2, y2]] = [firstPosition(from), firstPosition({ geometry: to })];
  return METRES_PER_DEGREE * Math.hypot((x2 - x) * Math.cos((y * Math.PI) / 180), y2 - y);
}

const pointProblem = (
  kind: MapProblem["kind"],
  building: Pick<BaseBuilding, "id" | "geometry">,
): MapProblem =>
  makeProblem({ kind, place: firstPosition(building), areaSquareMetres: 0, ids: [building.id] });

/** Dwellings whose households nobody knows one by one; those that are estimates together. */
function householdProblems(buildings: readonly BaseBuilding[]): BaseProblem[] {
  const dwellings = buildings.filter(({ isDwelling }) => isDwelling);
  const unknown = dwellings.filter(({ householdSource }) => householdSource === "unknown");
  const estimated = dwellings.filter(({ householdSource }) => householdSource === "estimate");
  const [first] = estimated;
  const problems = unknown.map((building) => pointProblem("no-households", building));
  if (first)
    problems.push({ ...pointProblem("estimated", first), ids: estimated.map(({ id }) => id) });
  return problems.map((problem) => offerRepairs(problem));
}

type Link = Extract<BaseRepair, { kind: "link" }>;

/** Links as pairs of units; of those whose ends are gone or one, a problem. */
function resolveLinks(map: PlanarMap, wanted: readonly Link[]) {
  const unitOf = new Map(map.buildings.ids.map((id, at) => [id, map.buildings.unit[at] ?? -1]));
  for (const [unit, id] of map.units.ids.entries()) unitOf.set(id, unit);
  const links: number[] = [];
  const lost: MapProblem[] = [];
  for (const { unitId, otherId } of wanted) {
    const [a, b] = [unitOf.get(unitId), unitOf.get(otherId)];
    if (a !== undefined && b !== undefined && a !== b) links.push(a, b);
    else
      lost.push(
        makeProblem({
          kind: "link-lost",
          place: [0, 0],
          areaSquareMetres: 0,
          ids: [unitId, otherId],
        }),
      );
  }
  return { links: Uint32Array.from(links), lost };
}
