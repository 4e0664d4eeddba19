import { taskDeadline } from "../clocks/consultation-clocks.ts";
import { plannedAtOf, type Consultation, type ConsultationTask } from "../model/consultation.ts";
import type { EpochMs } from "../model/model.ts";
import { dayAt, type WorkCalendar } from "../rules/calendar.ts";
import { doneInTime, rateOf, type CountedFact } from "./counted-fact.ts";
import type { Rate } from "./statistics.ts";

/** The figures of meetings (会商). */
export const CONSULTATION_FIGURES = [
  "consult_meetings", // 会商
  "consult_on_day", // 按日召开
  "consult_tasks", // 任务按时办结
] as const;
export type ConsultationFigureName = (typeof CONSULTATION_FIGURES)[number];

interface At {
  readonly now: EpochMs;
  readonly calendar: WorkCalendar;
}

/**
 * What one meeting brings to a figure as it stands at a moment: one fact, or one for each of its tasks. A meeting that
 * was called off before its day was over is in none; one whose day is to come is in no rate.
 */
export function meetingFacts(
  meeting: Consultation,
  figure: ConsultationFigureName,
  at: At,
): readonly CountedFact[] {
  if (figure === "consult_tasks") return meeting.tasks.map((task) => taskFact(task, at));
  const dayOf = (instant: EpochMs): number => dayAt(at.calendar, instant);
  const day = dayOf(plannedAtOf(meeting));
  const { state, cancelledAt, heldAt } = meeting;
  const isOff = state === "cancelled" && (cancelledAt === undefined || dayOf(cancelledAt) <= day);
  if (figure === "consult_meetings") return [{ isCounted: !isOff, isSo: !isOff }];
  const isHeld = state === "held" || state === "settled";
  const isOver = isHeld || (!isOff && dayOf(at.now) > day);
  return [{ isCounted: isOver, isSo: isHeld && dayOf(heldAt) <= day }];
}

/** What was dropped in time was nobody's to do. */
const taskFact = (task: ConsultationTask, { now, calendar }: At): CountedFact =>
  doneInTime(task.doneAt, taskDeadline(task, calendar), now);

export interface ConsultationSums {
  readonly meetings: number;
  /** In the order of `CONSULTATION_FIGURES`, without the first. */
  readonly rates: (Rate & { readonly figure: ConsultationFigureName })[];
}

/** The figures of some meetings. */
export function consultationSums(meetings: readonly Consultation[], at: At): ConsultationSums {
  const countOf = (figure: ConsultationFigureName) =>
    rateOf(meetings.flatMap((each) => meetingFacts(each, figure, at)));
  return {
    meetings: countOf("consult_meetings").denominator,
    rates: CONSULTATION_FIGURES.slice(1).map((figure) => ({ figure, ...countOf(figure) })),
  };
}
