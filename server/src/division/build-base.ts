import { randomUUID } from "node:crypto";
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
import { loadAreaShapes } from "@onegrid/db/organisation";
import { Problem } from "../problem.ts";
import { buildGround, type BuiltGround } from "./build-ground.ts";

/**
 * The base version (底图版本) that a new plan of a community is made on: the newest one, or a new one
 * when something has been imported or settled since.
 */
export async function ensureBase(db: Db, communityId: string): Promise<string> {
  // Before anything of the ground is read: mostly the newest one stands.
  const near = await listCommunitiesNear(db, communityId);
  if (!near.includes(communityId)) throw new Problem({ code: "division.not-found" });
  const standing = await standingBase(db, communityId, near);
  if (standing !== undefined) return standing;
  const shapes = await loadAreaShapes(db, near);
  const community = shapes.find(({ id }) => id === communityId);
  if (!community) throw new Problem({ code: "division.not-found" });
  const built = buildGround({
    community,
    neighbours: shapes.filter(({ id }) => id !== communityId),
    inputs: await loadBaseInputs(db, communityId),
    strays: await listStrayBuildings(db, communityId),
    repairs: await listBaseRepairs(db, near),
  });
  const id = randomUUID();
  await db.transaction().execute((trx) => insertBase(trx, baseOf(id, communityId, built)));
  return id;
}

/** The newest base version if nothing was imported, and nothing settled near it, since it was made. */
async function standingBase(
  db: Db,
  communityId: string,
  near: readonly string[],
): Promise<string | undefined> {
  const base = await findBase(db, communityId);
  const importedAt = base && (await lastImportAt(db));
  if (!base || importedAt === undefined || base.madeAt <= importedAt) return undefined;
  const settledAt = await lastGroundRepairAt(db, near);
  return settledAt === undefined || base.madeAt > settledAt ? base.id : undefined;
}

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
