import type { ConsultationTask } from "../model/consultation.ts";
import type { WorkCalendar } from "../rules/calendar.ts";
import { dueTime, stillYellow } from "../rules/due-time.ts";
import {
  coloursOf,
  sideClock,
  sideStatus,
  sideStretches,
  type SideAlarm,
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

/** The clocks of the tasks that meetings have set. */
export const TASK_CLOCK = sideClock(({ consultations = [] }, calendar) =>
  consultations.flatMap(({ id: consultationId, tasks }) =>
    tasks.flatMap((task) =>
      coloursOf(taskDeadline(task, calendar)).flatMap((each): SideAlarm[] =>
        task.raised.includes(each.colour)
          ? []
          : [{ ...each, raise: raisesTask(consultationId, task, each.colour) }],
      ),
    ),
  ),
);

const raisesTask =
  (
    consultationId: string,
    { id: taskId, ownerId }: ConsultationTask,
    colour: SideAlarm["colour"],
  ): SideAlarm["raise"] =>
  (header, dueAt) => ({
    ...header,
    verb: colour === "red" ? "consult_red" : "consult_yellow",
    fields: { consultationId, taskId, ownerId, dueAt },
  });
