import {
  carryDivision,
  type BuiltGround,
  type Division,
  type GridId,
} from "@onegrid/core/division";
import type { Db } from "@onegrid/db";
import {
  findDivisionId,
  listGridsOn,
  loadDivision,
  type GridVersionRow,
} from "@onegrid/db/division";
import { Problem } from "../problem.ts";
import type { GroundStore, OpenGround } from "./ground-store.ts";
import { readDivision } from "./stored-division.ts";

/** A division that is compared, with what its grids are called in force. */
export interface ComparedDivision {
  readonly kind: "none" | "present" | "plan";
  readonly planId: string | null;
  /** `null`: the grids in force are known by their buildings only. */
  readonly divisionId: string | null;
  readonly baseId: string | null;
  readonly since: string | null;
  readonly division: Division;
  readonly open: OpenGround;
  readonly versions: ReadonlyMap<GridId, GridVersionRow>;
}

/** The division of a plan for a community. */
export async function openPlanSide(
  trx: Db,
  store: GroundStore,
  divisionId: string,
): Promise<ComparedDivision> {
  const row = await loadDivision(trx, divisionId);
  if (!row) throw new Problem({ code: "division.not-found" });
  const open = await store.openFor(trx, row);
  return {
    kind: "plan",
    planId: row.planId,
    divisionId,
    baseId: row.baseId,
    since: null,
    division: await readDivision(trx, row, open),
    open,
    versions: new Map(),
  };
}

/** The grids in force on a day; on `onto` where there are none, or only their buildings are known. */
export async function openPresentSide(
  trx: Db,
  store: GroundStore,
  asked: { readonly communityId: string; readonly day: string; readonly onto: ComparedDivision },
): Promise<ComparedDivision> {
  const rows = await listGridsOn(trx, asked.communityId, asked.day);
  const divisionId = await findDivision(trx, asked.communityId, rows);
  const [first] = rows;
  // Their plan may reach beyond the asker's part: then it is not seen, but their buildings are.
  const isSeen = divisionId !== undefined && (await loadDivision(trx, divisionId)) !== undefined;
  if (isSeen && rows.every(({ gridId }) => gridId !== null)) {
    return {
      ...(await openPlanSide(trx, store, divisionId)),
      kind: "present",
      since: first?.validFrom ?? null,
      versions: new Map(rows.map((row) => [row.gridId ?? "", row])),
    };
  }
  const { open, division } = asked.onto;
  return {
    kind: first === undefined ? "none" : "present",
    planId: null,
    divisionId: null,
    baseId: null,
    since: first?.validFrom ?? null,
    division: byBuildings(division, open, rows),
    open,
    versions: new Map(rows.map((row) => [row.code, row])),
  };
}

async function findDivision(
  trx: Db,
  communityId: string,
  rows: readonly GridVersionRow[],
): Promise<string | undefined> {
  const planId = rows[0]?.planId ?? null;
  if (planId === null || rows.some((row) => row.planId !== planId)) return undefined;
  return findDivisionId(trx, planId, communityId);
}

/** Every unit in the grid that holds its first known building. */
function byBuildings(like: Division, open: OpenGround, rows: readonly GridVersionRow[]): Division {
  const codeOf = new Map(
    rows.flatMap((row) => row.buildingIds.map((id) => [id, row.code] as const)),
  );
  return {
    ...like,
    grids: rows.map(({ code }) => code).toSorted(),
    gridOf: builtGround(open).buildingsOf.map(
      (ids) => ids.map((id) => codeOf.get(id)).find((code) => code !== undefined) ?? null,
    ),
    locks: [],
  };
}

const built = new WeakMap<OpenGround, BuiltGround>();

/** The ground with the buildings of its units; made once for each opened base. */
export function builtGround(open: OpenGround): BuiltGround {
  const known = built.get(open);
  if (known) return known;
  const { map, ground } = open;
  const buildingsOf = ground.unitIds.map((): string[] => []);
  map.buildings.ids.forEach((id, building) => {
    const unitId = map.units.ids[map.buildings.unit[building] ?? -1] ?? "";
    buildingsOf[ground.indexOf.get(unitId) ?? -1]?.push(id);
  });
  const made = { ground, buildingsOf };
  built.set(open, made);
  return made;
}

/** The older division as it lies on the base of the newer one. */
export const carryOver = (before: ComparedDivision, after: ComparedDivision) =>
  carryDivision(before.division, builtGround(before.open), builtGround(after.open));
