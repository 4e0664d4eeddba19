import {
  matchUnits,
  type Division,
  type DivisionChange,
  type GridId,
  type Lock,
  type UnitMatch,
} from "@onegrid/core/division";
import type { RebaseReply } from "@onegrid/core/division/contract";
import type { Db } from "@onegrid/db";
import {
  loadDivision,
  loadDivisionForUpdate,
  moveDivisionToBase,
  replaceAssignment,
  saveGrids,
  type DivisionRow,
} from "@onegrid/db/division";
import { ensureBase } from "./build-base.ts";
import { requireDraft, requireMine, type EditAsked } from "./edit-division.ts";
import type { GroundStore, OpenGround } from "./ground-store.ts";
import { commitChange, readDivision, storedGrids } from "./stored-division.ts";

/**
 * Carries a draft over to the newest base version of its community (换到新底图). Units keep their grid
 * where they are found again; what did not match one to one is answered, for the planner to look at.
 */
export async function changeBase(
  db: Db,
  store: GroundStore,
  asked: EditAsked,
  revision: number,
): Promise<RebaseReply> {
  const { communityId } = requireMine(await loadDivision(db, asked.divisionId), asked);
  const baseId = await ensureBase(db, communityId);
  return db.transaction().execute(async (trx) => {
    const row = requireMine(await loadDivisionForUpdate(trx, asked.divisionId), asked);
    requireDraft(row, revision);
    if (row.baseId === baseId) return { baseId, revision: row.revision, unmatched: [] };
    const before = await store.openFor(trx, row);
    const after = await store.open(trx, baseId);
    const match = matchUnits(before.map, after.map);
    const division = await readDivision(trx, row, before);
    const carried = carryOver(division, { before, after, match });
    const gone = division.grids.filter((gridId) => !carried.grids.includes(gridId));
    const next = await saveCarried(trx, { ...row, baseId }, { after, carried, gone, asked });
    return { baseId, revision: next, unmatched: [...match.unmatched] };
  });
}

interface Bases {
  readonly before: OpenGround;
  readonly after: OpenGround;
  readonly match: UnitMatch;
}

/** The same division on the other ground. Grids that lost all their units are gone. */
function carryOver(division: Division, { before, after, match }: Bases): Division {
  const numberOf = new Map(after.map.units.ids.map((unitId, number) => [unitId, number]));
  const gridOf = after.ground.unitIds.map((unitId): GridId | null => {
    const old = match.oldOf[numberOf.get(unitId) ?? -1] ?? -1;
    const oldId = before.map.units.ids[old] ?? "";
    return division.gridOf[before.ground.indexOf.get(oldId) ?? -1] ?? null;
  });
  const held = new Set(gridOf);
  const grids = division.grids.filter((gridId) => held.has(gridId));
  const locks = division.locks.filter((lock) => stillFits(lock, grids, after));
  return { ...division, ground: after.ground, gridOf, grids, locks };
}

function stillFits(lock: Lock, grids: readonly GridId[], { ground }: OpenGround): boolean {
  if (lock.kind === "grid") return grids.includes(lock.gridId);
  if (lock.kind === "compound") return ground.compoundIds.includes(lock.compoundId);
  return ground.indexOf.has(lock.unitId) && ground.indexOf.has(lock.otherId);
}

const NOTHING: DivisionChange = {
  edit: "change-base",
  moves: [],
  addedGrids: [],
  removedGrids: [],
  addedLocks: [],
  removedLocks: [],
};

interface Carried {
  readonly after: OpenGround;
  readonly carried: Division;
  /** Grids that lost all their units. */
  readonly gone: readonly GridId[];
  readonly asked: EditAsked;
}

/** Writes it as a change of its own that moves nothing: an undo of older ones checks unit by unit. */
async function saveCarried(
  trx: Db,
  row: DivisionRow,
  { after, carried, gone, asked }: Carried,
): Promise<number> {
  await moveDivisionToBase(trx, row.id, row.baseId);
  await replaceAssignment(trx, row.id, carried.gridOf);
  await saveGrids(trx, row.id, storedGrids(after, carried, new Set(carried.grids)), gone);
  const next = await commitChange(trx, {
    row,
    open: after,
    division: carried,
    change: NOTHING,
    intent: { edit: "change-base", baseId: row.baseId },
    accountId: asked.accountId,
    undoes: null,
    idempotencyKey: null,
  });
  return next.revision;
}
