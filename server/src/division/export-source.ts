import type { Sight } from "@onegrid/core/access";
import {
  divisionFacts,
  type ExportBuilding,
  type ExportCityUnit,
  type ExportGrid,
  type GridFacts,
} from "@onegrid/core/division";
import { areaOnGround, type MultiPolygon, type Polygon } from "@onegrid/core/geometry";
import { readAs, type Db } from "@onegrid/db";
import {
  listCityUnitShapes,
  listCommunitiesOfGrids,
  listExportBuildings,
  listExportCommunities,
  listGridShapes,
  loadDivision,
  loadPlan,
  type ExportBuildingRow,
  type ExportCommunityRow,
  type PlanRow,
} from "@onegrid/db/division";
import { Problem } from "../problem.ts";
import type { GroundStore } from "./ground-store.ts";
import { DEFAULT_TARGET, readDivision, storedGrids } from "./stored-division.ts";

/** What is asked for: a plan, or the grids in force on a day; below these areas. */
export interface ExportAsked {
  readonly planId: string | null;
  readonly day: string;
  /** Empty: everything in the scope. */
  readonly areaIds: readonly string[];
  /** Only the communities of these grids in force. */
  readonly gridIds: readonly string[] | null;
  readonly scope: readonly string[];
  readonly sight: Sight;
}

export interface ExportedGrid {
  /** In the store: of the grid in force, or in its plan. */
  readonly id: string;
  readonly row: ExportGrid;
  readonly geometry: Polygon | MultiPolygon;
  readonly buildingIds: readonly string[];
}

export interface ExportedCommunity {
  readonly community: ExportCommunityRow;
  readonly grids: readonly ExportedGrid[];
  readonly buildings: readonly {
    readonly row: ExportBuilding;
    readonly geometry: ExportBuildingRow["geometry"];
  }[];
  /** Of grids in force only, where they were made. */
  readonly cityUnits: readonly {
    readonly row: ExportCityUnit;
    readonly geometry: MultiPolygon;
  }[];
  /** Of a plan only. */
  readonly units: readonly {
    readonly unit: string;
    readonly grid: string | null;
    readonly households: number;
  }[];
}

export interface ExportSet {
  readonly plan: Pick<PlanRow, "id" | "name" | "state" | "effectiveOn"> | null;
  readonly day: string;
  readonly communities: readonly ExportedCommunity[];
}

export interface GatherTools {
  readonly db: Db;
  readonly store: GroundStore;
}

/** The plan and the communities an export is of; refused when there is nothing the asker may read. */
export async function openExport(
  { db }: GatherTools,
  asked: ExportAsked,
): Promise<{ plan: PlanRow | null; communities: readonly ExportCommunityRow[] }> {
  const { planId, scope } = asked;
  return readAs(db, asked.sight, async (trx) => {
    const plan = planId === null ? null : ((await loadPlan(trx, planId, scope)) ?? null);
    if (planId !== null && plan === null) throw new Problem({ code: "division.not-found" });
    const within = await areasOf(trx, asked);
    const rows = await listExportCommunities(trx, { within, scope });
    const wanted = new Set(plan?.divisions.map(({ communityId }) => communityId));
    const communities = plan === null ? rows : rows.filter(({ id }) => wanted.has(id));
    if (communities.length === 0) throw new Problem({ code: "division.nothing-to-export" });
    return { plan, communities };
  });
}

async function areasOf(trx: Db, { planId, areaIds, gridIds, scope }: ExportAsked) {
  if (areaIds.length > 0) return areaIds;
  return gridIds === null || planId !== null ? scope : listCommunitiesOfGrids(trx, gridIds);
}

/** Everything about one community, read behind both walls. */
export async function gatherCommunity(
  { db, store }: GatherTools,
  asked: Pick<ExportAsked, "day" | "sight">,
  community: ExportCommunityRow,
  plan: PlanRow | null,
): Promise<ExportedCommunity> {
  const rows = await readAs(db, asked.sight, (trx) => listExportBuildings(trx, community.id));
  const gathered =
    plan === null
      ? await gridsInForce(db, asked, community)
      : await gridsOfPlan({ db, store }, asked.sight, community, plan);
  const gridOf = new Map(
    gathered.grids.flatMap((grid) => grid.buildingIds.map((id) => [id, grid.row] as const)),
  );
  const buildings = rows.map((row) => building(row, community, gridOf));
  const cityUnits = plan === null ? await cityUnitsIn(db, asked.sight, community) : [];
  return { community, ...gathered, buildings, cityUnits };
}

async function cityUnitsIn(
  db: Db,
  sight: Sight,
  { id, code: within, name: community }: ExportCommunityRow,
): Promise<ExportedCommunity["cityUnits"]> {
  const units = await readAs(db, sight, (trx) => listCityUnitShapes(trx, id));
  return units.map(({ id: _id, geometry, ...facts }) => ({
    row: { ...facts, within, community },
    geometry,
  }));
}

function building(
  row: ExportBuildingRow,
  community: ExportCommunityRow,
  gridOf: ReadonlyMap<string, ExportGrid>,
): ExportedCommunity["buildings"][number] {
  const { id, sourceId, geometry, ...facts } = row;
  const grid = gridOf.get(id);
  return {
    row: {
      ...facts,
      id: sourceId === "" ? id : sourceId,
      community: community.name,
      grid: grid?.grid ?? null,
      gridName: grid?.name ?? null,
    },
    geometry,
  };
}

type Gathered = Pick<ExportedCommunity, "grids" | "units">;

async function gridsInForce(
  db: Db,
  { day, sight }: Pick<ExportAsked, "day" | "sight">,
  community: ExportCommunityRow,
): Promise<Gathered> {
  const grids = await readAs(db, sight, (trx) => listGridShapes(trx, community.id, day));
  const share = grids.reduce((sum, { households }) => sum + households, 0) / grids.length;
  return {
    units: [],
    grids: grids.map(
      ({ id, code, name, households, validFrom, validTo, buildingIds, geometry }) => {
        const ground = areaOnGround(geometry);
        return {
          id,
          geometry,
          buildingIds,
          row: {
            ...placeOf(community),
            grid: code,
            name,
            households,
            buildings: buildingIds.length,
            ...ground,
            deviationTarget: households / DEFAULT_TARGET - 1,
            deviationFairShare: share > 0 ? households / share - 1 : 0,
            validFrom,
            validTo,
          },
        };
      },
    ),
  };
}

async function gridsOfPlan(
  { db, store }: GatherTools,
  sight: Sight,
  community: ExportCommunityRow,
  plan: PlanRow,
): Promise<Gathered> {
  const part = plan.divisions.find(({ communityId }) => communityId === community.id);
  const stored = await readAs(db, sight, (trx) => loadDivision(trx, part?.id ?? ""));
  if (!stored) throw new Problem({ code: "division.not-found" });
  const open = await store.openFor(db, stored);
  const division = await readDivision(db, stored, open);
  const facts = divisionFacts(division);
  const buildings = new Map<string, string[]>(division.grids.map((id) => [id, []]));
  const { buildings: placed, units } = open.map;
  const unitIdOf = (at: number): string => units.ids[placed.unit[at] ?? -1] ?? "";
  for (const [at, id] of placed.ids.entries())
    buildings.get(division.gridOf[division.ground.indexOf.get(unitIdOf(at)) ?? -1] ?? "")?.push(id);
  const place = placeOf(community);
  const { effectiveOn: validFrom } = plan;
  return {
    units: division.ground.unitIds.map((unit, at) => ({
      unit,
      grid: division.gridOf[at] ?? null,
      households: division.ground.graph.households[at] ?? 0,
    })),
    grids: storedGrids(open, division, new Set(division.grids), facts).flatMap((grid) => {
      const own = facts.grids.get(grid.gridId);
      const buildingIds = buildings.get(grid.gridId) ?? [];
      if (!grid.geometry || !own) return [];
      const { gridId: id, geometry } = grid;
      const name = `${community.name}${id}号网格`;
      const numbers = { ...numbersOf(own), buildings: buildingIds.length };
      const row = { ...place, grid: id, name, ...numbers, validFrom, validTo: null };
      return [{ id, geometry, buildingIds, row }];
    }),
  };
}

const placeOf = ({ code, name, street, district }: ExportCommunityRow) => ({
  within: code,
  community: name,
  street,
  district,
});

const numbersOf = ({
  households,
  squareMetres,
  deviationTarget,
  deviationFairShare,
  polsbyPopper,
}: GridFacts) => ({
  households,
  squareMetres,
  deviationTarget,
  deviationFairShare,
  polsbyPopper,
});
