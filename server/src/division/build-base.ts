import { randomUUID } from "node:crypto";
import type { LineString, MultiLineString } from "@onegrid/core/geometry";
import {
  buildFromBuildings,
  buildFromUnits,
  derivePositions,
  dissolve,
  encodePlanarMap,
  indexUnitBorders,
  shapeGeometry,
  type BarrierClass,
  type BarrierLine,
  type BuiltMap,
} from "@onegrid/core/topology";
import type { Db } from "@onegrid/db";
import { findBase, insertBase, loadBaseInputs, type BaseInputs } from "@onegrid/db/division";
import { lastImportAt } from "@onegrid/db/ingest";
import { loadAreaShapes, type AreaShape } from "@onegrid/db/organisation";
import { Problem } from "../problem.ts";

/**
 * The base version (底图版本) that a new plan of a community is made on: the newest one, or a new one
 * when something has been imported since.
 */
export async function ensureBase(db: Db, communityId: string): Promise<string> {
  const [base, importedAt] = await Promise.all([findBase(db, communityId), lastImportAt(db)]);
  if (base && importedAt !== undefined && base.madeAt > importedAt) return base.id;
  const [community] = await loadAreaShapes(db, [communityId]);
  if (!community) throw new Problem({ code: "division.not-found" });
  const inputs = await loadBaseInputs(db, communityId);
  const { built, origin } = build(community, inputs);
  const id = randomUUID();
  await db.transaction().execute((trx) => insertBase(trx, baseOf(id, communityId, built, origin)));
  return id;
}

type Origin = "units" | "buildings";

function build(community: AreaShape, inputs: BaseInputs): { built: BuiltMap; origin: Origin } {
  if (inputs.units.length === 0 && inputs.buildings.length === 0) {
    throw new Problem({ code: "division.no-base", communityId: community.id });
  }
  const barriers = barrierLines(inputs);
  if (inputs.units.length > 0) {
    const units = inputs.units.map((unit) => ({ ...unit, community: community.id }));
    return { built: unwrap(buildFromUnits(units, barriers)), origin: "units" };
  }
  const buildings = inputs.buildings.map(({ entrance, ...building }) =>
    entrance ? { ...building, entrance } : building,
  );
  const communities = [{ id: community.id, geometry: community.geometry }];
  const { compounds } = inputs;
  const built = buildFromBuildings({ communities, buildings, compounds, barriers });
  return { built: unwrap(built), origin: "buildings" };
}

function unwrap(built: ReturnType<typeof buildFromBuildings>): BuiltMap {
  if (!built.ok) throw new Problem(built.error);
  return built.value;
}

/** Classes of roads as barriers, for places whose barriers were not drawn apart. */
const ROAD_BARRIERS: Readonly<Record<string, BarrierClass>> = {
  motorway: 0,
  trunk: 1,
  primary: 1,
  secondary: 1,
  tertiary: 2,
  unclassified: 2,
  residential: 2,
  living_street: 4,
  service: 4,
};
const isRoadClass = (barrier: number): boolean => barrier === 1 || barrier === 2 || barrier === 4;

function barrierLines({ barriers, ways }: BaseInputs): BarrierLine[] {
  const drawn = barriers.flatMap(({ barrier, geometry }) =>
    linesOf(geometry).map((line) => ({ geometry: line, barrier })),
  );
  if (barriers.some(({ barrier }) => isRoadClass(barrier))) return drawn;
  const roads = ways.flatMap(({ class: name, geometry }) => {
    const barrier = ROAD_BARRIERS[name.replace(/_link$/, "")];
    return barrier === undefined ? [] : [{ geometry, barrier }];
  });
  return [...drawn, ...roads];
}

/** Areas such as a river are barriers by their banks. */
function linesOf(
  geometry: BaseInputs["barriers"][number]["geometry"],
): (LineString | MultiLineString)[] {
  if (geometry.type === "LineString" || geometry.type === "MultiLineString") return [geometry];
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return [{ type: "MultiLineString", coordinates: polygons.flat() }];
}

function baseOf(id: string, communityId: string, { map, problems }: BuiltMap, origin: Origin) {
  const { ids, households, compound } = map.units;
  // Degrees derived from the integers, as everywhere after the import: what is stored is the map.
  const positions = derivePositions(map);
  const own = Int32Array.from(ids, (_, unit) => unit);
  const shapes = dissolve(map, indexUnitBorders(map), own, ids.length);
  return {
    id,
    communityId,
    origin,
    unitCount: ids.length,
    householdCount: households.reduce((sum, count) => sum + count, 0),
    problems,
    map: encodePlanarMap(map),
    units: ids.map((sourceId, unit) => {
      const shape = shapes[unit];
      const geometry = shape && shapeGeometry(map, positions, shape);
      if (!geometry) throw new Error(`unit ${sourceId} of base ${id} has no ground`);
      const compoundId = map.compoundIds[compound[unit] ?? -1] ?? null;
      return { sourceId, households: households[unit] ?? 0, compoundId, geometry };
    }),
    buildings: map.buildings.ids.map((building, index) => ({
      id: building,
      unit: map.buildings.unit[index] ?? 0,
    })),
  };
}
