import { DEPARTMENT_KINDS, type DepartmentKind } from "@onegrid/core/dispatch";
import type { DepartmentsReply } from "@onegrid/core/dispatch/whistle-contract";
import type { Db } from "@onegrid/db";
import { listDepartments, listTeams } from "@onegrid/db/dispatch";
import { localDay } from "../../access/sessions.ts";
import { FIELD_ROLES } from "../rights/acting-duty.ts";

interface Asked {
  /** The areas in which the asker acts on cases. */
  readonly areaIds: readonly string[];
  readonly now: Date;
}

/** The bodies that somebody may call for help, and teams. Who acts for them is not told, only that somebody does. */
export async function departmentsFor(db: Db, { areaIds, now }: Asked): Promise<DepartmentsReply> {
  const day = localDay(now);
  const rows = await listDepartments(db, { areaIds, day });
  return {
    departments: rows.map(({ id, name, kind, categories, isStaffed }) => ({
      id,
      name,
      isStaffed,
      kind: kindOf(kind),
      categories: [...categories],
    })),
    teams: await listTeams(db, { areaIds, roles: FIELD_ROLES, day }),
  };
}

const kindOf = (kind: string): DepartmentKind =>
  DEPARTMENT_KINDS.find((known) => known === kind) ?? "other";
