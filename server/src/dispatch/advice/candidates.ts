import {
  onDutyAt,
  viewOf,
  type Candidate,
  type Case,
  type WorkCalendar,
} from "@onegrid/core/dispatch";
import type { DutyHolder, RosterLineRow } from "@onegrid/db/dispatch";
import { denialFor } from "../rights/acting-duty.ts";
import type { TravelsBy } from "./travel-times.ts";

/** What an open task is taken to need still; a start value until there are figures of our own. */
const SECONDS_PER_TASK = 900;

/** Somebody who might go, with the duty under which they would. */
export interface Responder {
  readonly candidate: Candidate;
  readonly role: string;
}

/** On foot in the grid; the vans of a department drive. */
export const usualTravel = (role: string): TravelsBy =>
  role === "unit_handler" ? "drive" : "foot";

/** Duty holders, and the rosters (值班表) of their areas. */
interface Rostered {
  readonly holders: readonly DutyHolder[];
  readonly roster: readonly RosterLineRow[];
  readonly calendar: WorkCalendar;
}

/** Duty holders as the choice sees them: one entry a person, under the duty that fits the case best. */
export function respondersFor(
  folded: Case,
  { holders, roster, calendar }: Rostered,
  now: number,
): Responder[] {
  const best = new Map<string, Responder>();
  for (const holder of holders) {
    const team = roster.filter(
      ({ areaId, role }) => areaId === holder.areaId && role === holder.role,
    );
    const responder = responderOf(folded, { ...holder, team, calendar }, now);
    const known = best.get(holder.accountId);
    if (!known || (!known.candidate.hasRight && responder.candidate.hasRight)) {
      best.set(holder.accountId, responder);
    }
  }
  return [...best.values()];
}

type RosteredHolder = DutyHolder & {
  readonly team: readonly RosterLineRow[];
  readonly calendar: WorkCalendar;
};

function responderOf(folded: Case, holder: RosteredHolder, now: number): Responder {
  const shift = onDutyAt(holder, now, holder.calendar);
  const denial = denialFor(holder.accountId, [holder], "accept", viewOf(folded));
  return {
    role: holder.role,
    candidate: {
      id: holder.accountId,
      name: holder.displayName,
      kind: "person",
      isOnShift: shift.isOn,
      restUntil: null,
      categories: holder.categories.length === 0 ? null : holder.categories,
      // The class has a reason of its own.
      hasRight: denial === null || denial === "category",
      openTasks: holder.openCases,
      maxTasks: holder.maxOpenCases,
      remainingWorkSeconds: holder.openCases * SECONDS_PER_TASK,
      workedTodaySeconds: shift.since === null ? 0 : Math.floor((now - shift.since) / 1000),
      gridIds: holder.gridCode === null ? [] : [holder.gridCode],
      communityIds: holder.areaKind === "community" ? [holder.areaId] : [],
      position: null,
      positionAgeSeconds: null,
      presentJob: holder.presentJob,
      dutyPoint: holder.post,
    },
  };
}
