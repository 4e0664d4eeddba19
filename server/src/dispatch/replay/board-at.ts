import type { Jurisdiction, Sight } from "@onegrid/core/access";
import { onDutyAt } from "@onegrid/core/dispatch";
import {
  MOST_PAST_CASES,
  type PastBoard,
  type PastCase,
  type PastDuty,
} from "@onegrid/core/dispatch/replay-contract";
import { readAs, type Db } from "@onegrid/db";
import {
  countCasesWithoutSpans,
  findNames,
  listCasesAt,
  listDutiesOn,
  listRosterLines,
  type PastCaseRow,
  type RosterLineRow,
} from "@onegrid/db/dispatch";
import { localDay } from "../../access/sessions.ts";
import { Problem } from "../../problem.ts";
import { rosterDays } from "../roster/roster-week.ts";
import { rulesOf } from "../rules/rules-in-force.ts";

export interface BoardReader {
  readonly jurisdiction: Jurisdiction;
  readonly sight: Sight;
  /** The areas whose rosters they make. */
  readonly rosterScope: readonly string[];
}

/** The board as it stood at an instant, of what the reader reaches today. */
export async function boardAt(
  db: Db,
  { instant, now }: { readonly instant: Date; readonly now: Date },
  reader: BoardReader,
): Promise<PastBoard> {
  if (instant > now)
    throw new Problem({
      code: "dispatch.instant-ahead",
      instant: instant.getTime(),
      now: now.getTime(),
    });
  const { jurisdiction, sight, rosterScope } = reader;
  const asked = { jurisdiction, instant, limit: MOST_PAST_CASES + 1 };
  const { found, pending } = await readAs(db, sight, async (trx) => ({
    found: await listCasesAt(trx, asked),
    pending: await countCasesWithoutSpans(trx, jurisdiction),
  }));
  return {
    instant: instant.getTime(),
    cases: await named(db, found.slice(0, MOST_PAST_CASES)),
    hasMore: found.length > MOST_PAST_CASES,
    pending,
    onDuty: rosterScope.length === 0 ? null : await onDuty(db, rosterScope, instant),
  };
}

async function named(db: Db, rows: readonly PastCaseRow[]): Promise<PastCase[]> {
  const ids = (key: "memberId" | "unitId"): string[] => [
    ...new Set(rows.flatMap((row) => row[key] ?? [])),
  ];
  const names = await findNames(db, ids("memberId"), ids("unitId"));
  return rows.map(({ unitId, memberId, from, lng, lat, address, communityId, ...row }) => ({
    ...row,
    place: { position: lng === null || lat === null ? null : [lng, lat], address, communityId },
    updatedAt: from,
    assignee: unitId === null && memberId === null ? null : { unitId, memberId },
    assigneeName: names.get(memberId ?? unitId ?? "") ?? null,
  }));
}

/** Who was on duty, by the duties of that day and the roster as it is kept today. */
async function onDuty(db: Db, scope: readonly string[], instant: Date): Promise<PastDuty[]> {
  const duties = await listDutiesOn(db, scope, { day: localDay(instant), instant });
  const areaIds = [...new Set(duties.map(({ areaId }) => areaId))];
  const lines = await listRosterLines(db, areaIds, rosterDays(instant));
  const { calendar } = (await rulesOf(db)).book;
  const teams = new Map<string, RosterLineRow[]>();
  for (const line of lines) {
    const key = `${line.areaId} ${line.role}`;
    teams.set(key, [...(teams.get(key) ?? []), line]);
  }
  return duties
    .filter(({ dutyId, shift, areaId, role }) => {
      const team = teams.get(`${areaId} ${role}`) ?? [];
      return onDutyAt({ dutyId, shift, team }, instant.getTime(), calendar).isOn;
    })
    .map(({ dutyId, name, role, areaId }) => ({ dutyId, name, role, areaId }));
}
