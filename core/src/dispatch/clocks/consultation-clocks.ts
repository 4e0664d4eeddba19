import type { ConsultationTask } from "../model/consultation.ts";
import type { Case, CaseEvent, EpochMs } from "../model/model.ts";
import type { WorkCalendar } from "../rules/calendar.ts";
import { dueTime, stillYellow } from "../rules/due-time.ts";
import {
  colourHeader,
  coloursOf,
  sideStatus,
  sideStretches,
  type SideColour,
  type SideDeadline,
} from "./side-clock.ts";

/** The clock of one task of a meeting (会商): a pure function of the task and the calendar. */
export function taskDeadline(task: ConsultationTask, calendar: WorkCalendar): SideDeadline {
  const { setAt: startedAt, doneAt, waivedAt, pauses } = task;
  const stoppedAt = doneAt ?? waivedAt;
  const due = stillYellow(
    dueTime(sideStretches(startedAt, pauses), task, calendar),
    task.yellowSince,
  );
  return { status: sideStatus(stoppedAt, pauses), startedAt, stoppedAt, ...due };
}

interface Alarm extends SideColour {
  readonly consultationId: string;
  readonly task: ConsultationTask;
}

/** Colours not yet raised, in order of time. */
const pendingAlarms = ({ consultations = [] }: Case, calendar: WorkCalendar): Alarm[] =>
  consultations
    .flatMap(({ id: consultationId, tasks }) =>
      tasks.flatMap((task) =>
        coloursOf(taskDeadline(task, calendar)).flatMap((each) =>
          task.raised.includes(each.colour) ? [] : [{ ...each, consultationId, task }],
        ),
      ),
    )
    .toSorted((a, b) => a.when - b.when);

/** When the sweeper has to look at the tasks of a case again; `null`: never, as things stand. */
export const nextTaskAlarmAt = (current: Case, calendar: WorkCalendar): EpochMs | null =>
  pendingAlarms(current, calendar)[0]?.when ?? null;

/** The yellow and red events of a case's tasks that are due by `now`, each once in the life of a task. */
export function taskAlarmsDue(current: Case, calendar: WorkCalendar, now: EpochMs): CaseEvent[] {
  const due = pendingAlarms(current, calendar).filter(({ when }) => when <= now);
  return due.map(({ consultationId, task: { id: taskId, ownerId }, colour, dueAt }, nth) => {
    const header = colourHeader(current, nth, now);
    const fields = { consultationId, taskId, ownerId, dueAt: dueAt ?? now };
    return colour === "red"
      ? { ...header, verb: "consult_red", fields }
      : { ...header, verb: "consult_yellow", fields };
  });
}
