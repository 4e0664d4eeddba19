import { plannedAtOf, type Consultation } from "../model/consultation.ts";
import type { Case, CaseEvent, EpochMs } from "../model/model.ts";
import { dayAt, startOfDay, type WorkCalendar } from "../rules/calendar.ts";
import { YELLOW_PERCENT } from "../rules/due-time.ts";
import { colourHeader, coloursOf, type SideColour, type SideDeadline } from "./side-clock.ts";

/**
 * Until when a meeting (会商) that was called is to be recorded or called off: the end of its day; of one that was
 * entered after its day, the end of the day on which it was.
 */
export function meetingDeadline(meeting: Consultation, calendar: WorkCalendar): SideDeadline {
  const startedAt = Math.max(plannedAtOf(meeting), meeting.calledAt);
  const dueAt = startOfDay(calendar, dayAt(calendar, startedAt) + 1);
  const yellowAt = startedAt + Math.ceil(((dueAt - startedAt) * YELLOW_PERCENT) / 100);
  return { status: "running", startedAt, stoppedAt: null, yellowAt, dueAt };
}

interface Alarm extends SideColour {
  readonly consultationId: string;
}

/** Colours not yet raised of meetings that nobody has recorded, in order of time. */
const pendingAlarms = ({ consultations = [] }: Case, calendar: WorkCalendar): Alarm[] =>
  consultations
    .filter(({ state }) => state === "called")
    .flatMap((meeting) =>
      coloursOf(meetingDeadline(meeting, calendar)).flatMap((each) =>
        meeting.raised?.includes(each.colour) ? [] : [{ ...each, consultationId: meeting.id }],
      ),
    )
    .toSorted((a, b) => a.when - b.when);

/** When the sweeper has to look at the meetings of a case again; `null`: never, as things stand. */
export const nextMeetingDayAlarmAt = (current: Case, calendar: WorkCalendar): EpochMs | null =>
  pendingAlarms(current, calendar)[0]?.when ?? null;

/** The yellow and red events of meetings without a record that are due by `now`, each once in the life of a meeting. */
export function meetingDayAlarmsDue(
  current: Case,
  calendar: WorkCalendar,
  now: EpochMs,
): CaseEvent[] {
  const due = pendingAlarms(current, calendar).filter(({ when }) => when <= now);
  return due.map(({ consultationId, colour, dueAt }, nth) => {
    const header = colourHeader(current, nth, now);
    const fields = { consultationId, dueAt: dueAt ?? now };
    return colour === "red"
      ? { ...header, verb: "consult_day_red", fields }
      : { ...header, verb: "consult_day_yellow", fields };
  });
}
