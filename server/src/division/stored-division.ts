import {
  applyChange,
  cutsOf,
  divisionFacts,
  type Division,
  type DivisionChange,
  type DivisionFacts,
  type GridId,
} from "@onegrid/core/division";
import { dissolveUnits, shapeGeometry } from "@onegrid/core/topology";
import type { Db } from "@onegrid/db";
import {
  loadAssignment,
  loadGrids,
  replaceAssignment,
  saveAssignment,
  saveChange,
  saveGrids,
  saveSettings,
  type DivisionRow,
  type GridToStore,
} from "@onegrid/db/division";
import { append } from "@onegrid/db/events";
import { openGround } from "./cut-open.ts";
import type { OpenGround } from "./ground-store.ts";

export const DEFAULT_TARGET = 300;

/** A stored division as the rules see it. */
export async function readDivision(
  db: Db,
  row: DivisionRow,
  { ground }: OpenGround,
): Promise<Division> {
  const gridOf = await loadAssignment(db, row.id);
  const grids = await loadGrids(db, row.id);
  const { target = DEFAULT_TARGET, locks = [] } = row.settings;
  return {
    id: row.id,
    revision: row.revision,
    ground,
    target,
    grids: grids.map(({ gridId }) => gridId),
    gridOf,
    locks,
  };
}

export interface Commit {
  readonly row: DivisionRow;
  readonly open: OpenGround;
  readonly division: Division;
  readonly change: DivisionChange;
  readonly intent: unknown;
  readonly accountId: string | null;
  /** The revision that this change takes back; `null`: it is an edit of its own. */
  readonly undoes: number | null;
  readonly idempotencyKey: string | null;
}

/** Stores what a change does, inside the caller's transaction; answers the division after it. */
export async function commitChange(trx: Db, commit: Commit): Promise<Division> {
  const { row, change } = commit;
  const { division: next, inverse } = applyChange(commit.division, change);
  await saveState(trx, commit, next);
  await saveChange(trx, {
    divisionId: row.id,
    revision: next.revision,
    accountId: commit.accountId,
    intent: commit.intent,
    change,
    inverse,
    undoes: commit.undoes,
    idempotencyKey: commit.idempotencyKey,
  });
  await append(trx, [
    {
      kind: "division.changed",
      subject: row.id,
      scopePath: row.path,
      payload: {
        divisionId: row.id,
        planId: row.planId,
        revision: next.revision,
        baseId: row.baseId,
      },
    },
  ]);
  return next;
}

/** Outlines, assignment, locks and cuts as they are after a change. */
async function saveState(
  trx: Db,
  { row, open, division, change }: Commit,
  next: Division,
): Promise<void> {
  const isCut = next.ground !== division.ground;
  const { indexOf } = next.ground;
  // A cut may put a new point on borders around it: then every outline is made again.
  const touched = isCut ? new Set(next.grids) : touchedGrids(next, change);
  await saveGrids(trx, row.id, storedGrids(openGround(open, next.ground), next, touched), []);
  if (isCut) await replaceAssignment(trx, row.id, next.gridOf);
  else
    await saveAssignment(
      trx,
      row.id,
      change.moves.map(({ unitId, to }) => ({ unit: indexOf.get(unitId) ?? -1, gridId: to })),
    );
  await saveGrids(trx, row.id, [], change.removedGrids);
  await saveSettings(trx, row.id, {
    target: next.target,
    locks: next.locks,
    cuts: cutsOf(next.ground),
  });
}

/** Grids whose outline or numbers the change has touched. */
function touchedGrids(next: Division, change: DivisionChange): Set<GridId> {
  const touched = new Set(change.addedGrids);
  for (const { from, to } of change.moves) {
    for (const gridId of [from, to]) if (gridId !== null) touched.add(gridId);
  }
  for (const lock of [...change.addedLocks, ...change.removedLocks]) {
    if (lock.kind === "grid") touched.add(lock.gridId);
  }
  const present = new Set(next.grids);
  return new Set([...touched].filter((gridId) => present.has(gridId)));
}

/** Grids as the store keeps them, with their outlines. */
export function storedGrids(
  open: OpenGround,
  division: Division,
  wanted: ReadonlySet<GridId>,
  facts: DivisionFacts = divisionFacts(division),
): GridToStore[] {
  const numberOf = new Map(division.grids.map((gridId, number) => [gridId, number]));
  const unitGrid = Int32Array.from(division.gridOf, (gridId) => numberOf.get(gridId ?? "") ?? -1);
  const isLocked = new Set(
    division.locks.flatMap((lock) => (lock.kind === "grid" ? [lock.gridId] : [])),
  );
  return [...wanted].toSorted().map((gridId) => {
    const number = numberOf.get(gridId) ?? -1;
    const units = [...unitGrid.keys()].filter((unit) => unitGrid[unit] === number);
    const shape = dissolveUnits(open.map, open.borders, unitGrid, units);
    const own = facts.grids.get(gridId);
    return {
      gridId,
      isLocked: isLocked.has(gridId),
      households: own?.households ?? 0,
      units: units.length,
      metrics: { ...own },
      geometry: shapeGeometry(open.map, open.positions, shape) ?? null,
    };
  });
}
