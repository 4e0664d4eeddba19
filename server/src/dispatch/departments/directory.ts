import { BODY_KINDS } from "@onegrid/core/dispatch";
import type { DirectoryReply } from "@onegrid/core/dispatch/departments-contract";
import type { Db } from "@onegrid/db";
import { findNames, listDepartmentVersions, listDirectory } from "@onegrid/db/dispatch";
import { localDay } from "../../access/sessions.ts";
import { ownAreas } from "./own-areas.ts";

interface Asked {
  /** The areas whose directory the asker keeps. */
  readonly scope: readonly string[];
  readonly now: Date;
}

/** The bodies (部门) and committees that serve somebody's areas, with every state they were in. */
export async function directoryFor(db: Db, { scope, now }: Asked): Promise<DirectoryReply> {
  const today = localDay(now);
  const bodies = await listDirectory(db, { areaIds: scope, day: today });
  const versions = await listDepartmentVersions(
    db,
    bodies.map(({ id }) => id),
  );
  const own = await ownAreas(db, scope);
  const areaIds = [...bodies, ...versions].flatMap((each) => each.areaIds);
  const names = await findNames(db, [], [...new Set(areaIds)]);
  const areasOf = (ids: readonly string[]) => ids.map((id) => ({ id, name: names.get(id) ?? id }));
  return {
    today,
    bodies: bodies.map((body) => ({
      id: body.id,
      name: body.name,
      kind: BODY_KINDS.find((known) => known === body.kind) ?? "other",
      areas: areasOf(body.areaIds),
      categories: [...body.categories],
      validTo: body.validTo,
      isStaffed: body.isStaffed,
      isMine: body.areaIds.every((areaId) => own.has(areaId)),
      past: versions
        .filter(({ departmentId }) => departmentId === body.id)
        .map((past) => ({
          name: past.name,
          kind: past.kind,
          areas: areasOf(past.areaIds),
          categories: [...past.categories],
          validTo: past.validTo,
          since: past.since,
          madeBy: past.madeBy,
        })),
    })),
  };
}
