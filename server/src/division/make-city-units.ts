import { randomUUID } from "node:crypto";
import {
  assignCodes,
  CODE_SCHEMES,
  emptyDivision,
  makeCityUnits,
  type MadeCityUnits,
} from "@onegrid/core/division";
import { cutPositions, dissolve, indexUnitBorders, shapeGeometry } from "@onegrid/core/topology";
import type { Db } from "@onegrid/db";
import {
  holdCommunities,
  insertCityUnitGrids,
  insertCityUnits,
  removeCityUnits,
  type NewCityUnit,
} from "@onegrid/db/division";
import type { AreaShape } from "@onegrid/db/organisation";
import { raiseLayers } from "../live/raise-layers.ts";
import { Problem } from "../problem.ts";
import { ensureBase } from "./build-base.ts";
import { openPresentSide, type ComparedDivision } from "./compared-side.ts";
import { runSteps } from "./edit-division.ts";
import type { GroundStore, OpenGround } from "./ground-store.ts";

const EFFORT = 4;
/** What the layer of units of management is called, in tiles and in what is told of them. */
const LAYER = "city_units";

/**
 * Makes the units of management (万米单元网格) of a community again, on the map that its grids in force
 * stand on: so the crosswalk (对照表) adds up whole units. Without grids, on the newest base version.
 */
export async function renewCityUnits(
  db: Db,
  store: GroundStore,
  { community, day }: { readonly community: AreaShape; readonly day: string },
): Promise<void> {
  const communityId = community.id;
  const baseId = await ensureBase(db, communityId);
  const onto = await bareSide(db, store, baseId);
  const present = await openPresentSide(db, store, { communityId, day, onto });
  const made = await runSteps(
    makeCityUnits(present.division, { seed: `1:${communityId}`, effort: EFFORT }),
  );
  const units = unitsToStore(made, present.open, community);
  const rows = made.crosswalk.flatMap(({ cityUnit, gridId, households, squareMetres }) => {
    const [unit, version] = [units[cityUnit], present.versions.get(gridId)];
    if (!unit || !version) return [];
    return { cityUnitId: unit.id, gridVersionId: version.id, households, squareMetres };
  });
  await db.transaction().execute(async (trx) => {
    await holdCommunities(trx, [communityId]);
    await removeCityUnits(trx, communityId);
    await insertCityUnits(trx, { communityId, baseId: present.baseId ?? baseId }, units);
    await insertCityUnitGrids(trx, rows);
    await raiseLayers(trx, [LAYER]);
  });
}

/** Takes them away; nothing happens where there are none. */
export const dropCityUnits = (db: Db, communityId: string): Promise<void> =>
  db.transaction().execute(async (trx) => {
    await holdCommunities(trx, [communityId]);
    if ((await removeCityUnits(trx, communityId)) > 0) await raiseLayers(trx, [LAYER]);
  });

/** A base version without any grid. */
async function bareSide(db: Db, store: GroundStore, baseId: string): Promise<ComparedDivision> {
  const open = await store.open(db, baseId);
  return {
    kind: "none",
    planId: null,
    divisionId: null,
    baseId,
    since: null,
    division: emptyDivision(baseId, open.ground),
    open,
    versions: new Map(),
  };
}

function unitsToStore(
  { map, cityUnitOf, cityUnits }: MadeCityUnits,
  open: OpenGround,
  community: AreaShape,
): NewCityUnit[] {
  const order = cityUnits.map((_, number) => String(number));
  const codes = assignCodes({
    chosen: { scheme: CODE_SCHEMES.BJ15, text: null },
    communityId: community.id,
    areaCode: community.code,
    order,
    kept: new Map(),
    used: [],
  });
  if (!codes.ok) throw new Problem(codes.error);
  const positions = cutPositions(open, map);
  const shapes = dissolve(map, indexUnitBorders(map), cityUnitOf, cityUnits.length);
  return cityUnits.map((unit, number) => {
    const shape = shapes[number];
    const geometry = shape && shapeGeometry(map, positions, shape);
    const code = codes.value.get(String(number));
    if (!geometry || code === undefined)
      throw new Error(`unit ${number} of ${community.id} has no ground or no code`);
    return { id: randomUUID(), code, geometry, ...unit };
  });
}
