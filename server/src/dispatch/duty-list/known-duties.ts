import type { DutyUnit, KnownDuties } from "@onegrid/core/dispatch";
import type { Bbox } from "@onegrid/core/geometry";
import type { Db } from "@onegrid/db";
import {
  listDepartments,
  listDutyEntries,
  listDutyPlaces,
  listDutyTargets,
  type ScopedTarget,
} from "@onegrid/db/dispatch";
import { listRootAreas, listRootBoxes } from "@onegrid/db/organisation";
import { rulesOf } from "../rules/rules-in-force.ts";

export interface ScopedDuties extends KnownDuties {
  readonly targets: readonly ScopedTarget[];
  readonly entries: readonly (KnownDuties["entries"][number] & { readonly id: string })[];
}

/** Bodies (部门), and areas for the teams that belong to them. */
export async function dutyUnits(
  db: Db,
  targets: readonly ScopedTarget[],
  day: string,
): Promise<DutyUnit[]> {
  const roots = await listRootAreas(db);
  const bodies = await listDepartments(db, { areaIds: roots.map(({ id }) => id), day });
  const teams = targets.filter(({ id, scopeId }) => id === scopeId);
  return [
    ...bodies.map(({ id, name }) => ({ id, code: null, name })),
    ...teams.map(({ id, code, name }) => ({ id, code, name })),
  ];
}

/** Everything that a change of the duty list (责任清单) is checked against. */
export async function knownDuties(db: Db, day: string): Promise<ScopedDuties> {
  const targets = await listDutyTargets(db, day);
  const { book } = await rulesOf(db);
  return {
    targets,
    units: await dutyUnits(db, targets, day),
    classIds: [...new Set(book.categories.map(({ id }) => id))],
    entries: await listDutyEntries(db, null),
    places: await listDutyPlaces(db, null),
  };
}

/** The box round the whole tree: an outline far from it is in another coordinate system. */
export async function wholeBox(db: Db): Promise<Bbox | null> {
  const boxes = (await listRootBoxes(db)).map(({ bbox }) => bbox);
  if (boxes.length === 0) return null;
  return [
    Math.min(...boxes.map(([west]) => west)),
    Math.min(...boxes.map(([, south]) => south)),
    Math.max(...boxes.map(([, , east]) => east)),
    Math.max(...boxes.map(([, , , north]) => north)),
  ];
}
