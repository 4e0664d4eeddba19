import {
  onDutyAt,
  viewOf,
  type Candidate,
  type Case,
  type CaseView,
  type ShiftState,
  type WorkCalendar,
} from "@onegrid/core/dispatch";
import type { DutyHolder, RosterLineRow, StaffPositionRow } from "@onegrid/db/dispatch";
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
  /** Where they were last, by account. */
  readonly positions: ReadonlyMap<string, StaffPositionRow>;
}

/** Duty holders as the choice sees them: one entry a person, under the duty that fits the case best. */
export function respondersFor(folded: Case, rostered: Rostered, now: number): Responder[] {
  const best = new Map<string, Responder>();
  const view = viewOf(folded);
  const shiftOf = shiftReader(rostered, now);
  for (const holder of rostered.holders) {
    const last = rostered.positions.get(holder.accountId);
    const responder = responderOf(holder, { view, shift: shiftOf(holder), last, now });
    const known = best.get(holder.accountId);
    if (!known || (!known.candidate.hasRight && responder.candidate.hasRight)) {
      best.set(holder.accountId, responder);
    }
  }
  return [...best.values()];
}

const teamKey = ({ areaId, role }: Pick<DutyHolder, "areaId" | "role">): string =>
  `${areaId} ${role}`;

/** Whether holders are on duty now. Where nobody is rostered, thousands share a few shifts: each is read once. */
function shiftReader(
  { roster, calendar }: Rostered,
  now: number,
): (holder: DutyHolder) => ShiftState {
  const teams = new Map<string, RosterLineRow[]>();
  for (const line of roster) {
    const team = teams.get(teamKey(line)) ?? [];
    team.push(line);
    teams.set(teamKey(line), team);
  }
  const unrostered = new Map<string, ShiftState>();
  return (holder) => {
    const team = teams.get(teamKey(holder)) ?? [];
    const known = team.length === 0 ? unrostered.get(holder.shift) : undefined;
    const state = known ?? onDutyAt({ ...holder, team }, now, calendar);
    if (team.length === 0) unrostered.set(holder.shift, state);
    return state;
  };
}

interface Judged {
  readonly view: CaseView;
  readonly shift: ShiftState;
  readonly last: StaffPositionRow | undefined;
  readonly now: number;
}

/** Nobody's place is looked at off shift (不在班). */
function placeOf({ shift, last, now }: Judged): Pick<Candidate, "position" | "positionAgeSeconds"> {
  if (!last || !shift.isOn) return { position: null, positionAgeSeconds: null };
  const age = Math.max(0, Math.floor((now - last.measuredAt.getTime()) / 1000));
  return { position: last.position, positionAgeSeconds: age };
}

function responderOf(holder: DutyHolder, judged: Judged): Responder {
  const { view, shift, now } = judged;
  const denial = denialFor(holder.accountId, [holder], "accept", view);
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
      ...placeOf(judged),
      presentJob: holder.presentJob,
      dutyPoint: holder.post,
    },
  };
}
