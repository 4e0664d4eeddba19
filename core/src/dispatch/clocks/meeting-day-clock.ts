import { plannedAtOf, type Consultation } from "../model/consultation.ts";
import { dayAt, startOfDay, type WorkCalendar } from "../rules/calendar.ts";
import { YELLOW_PERCENT } from "../rules/due-time.ts";
import { coloursOf, sideClock, type SideAlarm, type SideDeadline } from "./side-clock.ts";

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

/** The clocks of meetings that nobody has recorded. */
export const MEETING_DAY_CLOCK = sideClock(({ consultations = [] }, calendar) =>
  consultations
    .filter(({ state }) => state === "called")
    .flatMap((meeting) =>
      coloursOf(meetingDeadline(meeting, calendar)).flatMap((each): SideAlarm[] =>
        meeting.raised?.includes(each.colour)
          ? []
          : [{ ...each, raise: raisesDay(meeting.id, each.colour) }],
      ),
    ),
);

const raisesDay =
  (consultationId: string, colour: SideAlarm["colour"]): SideAlarm["raise"] =>
  (header, dueAt) => ({
    ...header,
    verb: colour === "red" ? "consult_day_red" : "consult_day_yellow",
    fields: { consultationId, dueAt },
  });
