import { randomUUID } from "node:crypto";
import type { Bbox } from "@onegrid/core/geometry";
import {
  derivePositions,
  dissolve,
  encodePlanarMap,
  indexUnitBorders,
  shapeGeometry,
} from "@onegrid/core/topology";
import type { Db } from "@onegrid/db";
import {
  findBase,
  insertBase,
  lastGroundRepairAt,
  listBaseRepairs,
  listCommunitiesNear,
  listStrayBuildings,
  loadBaseInputs,
} from "@onegrid/db/division";
import { lastImportAt } from "@onegrid/db/ingest";
import { loadAreaShapes, type AreaShape } from "@onegrid/db/organisation";
import { Problem } from "../problem.ts";
import { buildGround, type BuiltGround } from "./build-ground.ts";

/**
 * The base version (底图版本) that a new plan of a community is made on: the newest one, or a new one
 * when something has been imported or settled since.
 */
export async function ensureBase(db: Db, communityId: string): Promise<string> {
  const [community] = await loadAreaShapes(db, [communityId]);
  if (!community) throw new Problem({ code: "division.not-found" });
  const near = await listCommunitiesNear(db, boxAround(community));
  const base = await findBase(db, communityId);
  const changes = await Promise.all([lastImportAt(db), lastGroundRepairAt(db, near)]);
  const isNewer = (at: Date | undefined): boolean => at === undefined || (base?.madeAt ?? 0) > at;
  if (base && changes[0] !== undefined && changes.every((at) => isNewer(at))) return base.id;
  const built = buildGround({
    community,
    neighbours: (await loadAreaShapes(db, near)).filter(({ id }) => id !== communityId),
    inputs: await loadBaseInputs(db, communityId),
    strays: await listStrayBuildings(db, boxAround(community)),
    repairs: await listBaseRepairs(db, near),
  });
  const id = randomUUID();
  await db.transaction().execute((trx) => insertBase(trx, baseOf(id, communityId, built)));
  return id;
}

/** About a hundred metres: what lies farther away is no neighbour. */
const MARGIN_DEGREES = 0.001;

function boxAround({ geometry }: AreaShape): Bbox {
  const numbers = geometry.coordinates.flat(3).map(Number);
  const lngs = numbers.filter((_, i) => i % 2 === 0);
  const lats = numbers.filter((_, i) => i % 2 === 1);
  return [
    least(lngs) - MARGIN_DEGREES,
    least(lats) - MARGIN_DEGREES,
    most(lngs) + MARGIN_DEGREES,
    most(lats) + MARGIN_DEGREES,
  ];
}

const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);

function baseOf(id: string, communityId: string, { map, problems, origin }: BuiltGround) {
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
