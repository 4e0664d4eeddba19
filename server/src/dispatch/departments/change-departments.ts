import { randomUUID } from "node:crypto";
import {
  findDepartmentFaults,
  waitsFor,
  type DepartmentFacts,
  type DepartmentWork,
} from "@onegrid/core/dispatch";
import type {
  DepartmentChangesBody,
  DepartmentsSavedReply,
} from "@onegrid/core/dispatch/departments-contract";
import type { Db } from "@onegrid/db";
import {
  countEntriesOfBodies,
  listCasesOfBodies,
  listDirectory,
  lockDepartments,
  saveDepartments,
  type DepartmentToSave,
  type KeptDepartment,
} from "@onegrid/db/dispatch";
import { writeAudit } from "../../access/audit.ts";
import { localDay } from "../../access/sessions.ts";
import { Problem } from "../../problem.ts";
import { rulesOf } from "../rules/rules-in-force.ts";
import { ownAreas } from "./own-areas.ts";

interface Saving {
  readonly accountId: string;
  /** The areas whose directory the asker keeps. */
  readonly scope: readonly string[];
  readonly now: Date;
}

/** Adds, changes, gives up and takes up bodies (部门), all together or not at all, from today on. */
export const changeDepartments = (
  db: Db,
  changes: DepartmentChangesBody,
  by: Saving,
): Promise<DepartmentsSavedReply> =>
  db.transaction().execute(async (trx) => {
    await lockDepartments(trx);
    const { accountId, scope, now } = by;
    const today = localDay(now);
    const bodies = await listDirectory(trx, { areaIds: scope, day: today });
    await requireRight(trx, changes, { scope, bodies, today });
    const added = changes.add.map((facts) => ({ ...trimmed(facts), id: randomUUID() }));
    const rows = [...added, ...changedRows(changes, bodies, today)];
    await saveDepartments(trx, rows, { accountId, day: today, at: now });
    const addedIds = added.map(({ id }) => id);
    await writeAudit(trx, {
      accountId,
      action: "dispatch.departments-change",
      object: "departments",
      detail: {
        added: addedIds.slice(0, MOST_TOLD),
        changed: changes.change.slice(0, MOST_TOLD).map(({ id }) => id),
        retired: changes.retire.slice(0, MOST_TOLD),
        restored: changes.restore.slice(0, MOST_TOLD),
      },
    });
    return {
      added: addedIds,
      changed: changes.change.length,
      retired: changes.retire.length,
      restored: changes.restore.length,
    };
  });

/** The bodies that are there already, as they are to be. */
function changedRows(
  { change, retire, restore }: DepartmentChangesBody,
  bodies: readonly KeptDepartment[],
  today: string,
): DepartmentToSave[] {
  return bodies.flatMap((body): DepartmentToSave[] => {
    const { id, name, kind, areaIds, categories, validTo } = body;
    const facts = change.find((each) => each.id === id);
    if (facts) return [{ ...trimmed(facts), id, validTo }];
    const kept = { id, name, kind, areaIds, categories };
    if (retire.includes(id)) return [{ ...kept, validTo: today }];
    return restore.includes(id) ? [{ ...kept, validTo: null }] : [];
  });
}

/** The trail names so many of them; the versions themselves say by whom and when. */
const MOST_TOLD = 100;

const trimmed = ({ name, kind, areaIds, categories }: DepartmentFacts) => ({
  name: name.trim(),
  kind,
  areaIds: [...new Set(areaIds)],
  categories: [...new Set(categories)],
});

interface Checking {
  readonly scope: readonly string[];
  readonly bodies: readonly KeptDepartment[];
  readonly today: string;
}

async function requireRight(
  trx: Db,
  changes: DepartmentChangesBody,
  { scope, bodies, today }: Checking,
): Promise<void> {
  const { book } = await rulesOf(trx);
  const own = await ownAreas(trx, scope);
  const faults = findDepartmentFaults(changes, {
    bodies,
    ownAreaIds: new Set(own.keys()),
    classIds: [...new Set(book.categories.map(({ id }) => id))],
    work: await workOf(trx, changes.retire, today),
  });
  if (faults.length > 0) throw new Problem({ code: "dispatch.departments-refused", faults });
}

/** What still hangs on the bodies that are to be given up. */
async function workOf(
  trx: Db,
  ids: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, DepartmentWork>> {
  if (ids.length === 0) return new Map();
  const cases = await listCasesOfBodies(trx, ids);
  const entries = await countEntriesOfBodies(trx, { ids, day });
  return new Map(
    ids.map((id) => [
      id,
      {
        cases: cases.filter((stored) => waitsFor(stored.case, id)).map(({ number }) => number),
        entries: entries.get(id) ?? 0,
      },
    ]),
  );
}
