import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { MeetingWork, MeetingWorkReply } from "@onegrid/core/dispatch/consultation-contract";

/** Something that a meeting waits for, with its case. */
export interface WaitingWork extends MeetingWork {
  readonly card: CaseCard;
}

/** What waits now, what is due first in front; a meeting that is still to come waits for nobody. */
export function waitingWork({ work, cards }: MeetingWorkReply, now: number): WaitingWork[] {
  const byId = new Map(cards.map((card) => [card.id, card]));
  return work
    .filter(({ taskId, deadline }) => taskId !== null || deadline.startedAt <= now)
    .flatMap((each) => {
      const card = byId.get(each.caseId);
      return card === undefined ? [] : [{ ...each, card }];
    })
    .toSorted(
      (a, b) =>
        (a.deadline.dueAt ?? Infinity) - (b.deadline.dueAt ?? Infinity) ||
        (keyOf(a) < keyOf(b) ? -1 : 1),
    );
}

/** How a clock stands: past its limit, past its warning, in time; `held`: it does not run. */
export function workTone(
  { status, yellowAt, dueAt }: MeetingWork["deadline"],
  now: number,
): "late" | "soon" | "fine" | "held" {
  if (status !== "running" || dueAt === null) return "held";
  if (dueAt <= now) return "late";
  return yellowAt !== null && yellowAt <= now ? "soon" : "fine";
}

/** One meeting, or one task of it, among all. */
export const keyOf = ({
  consultationId,
  taskId,
}: Pick<MeetingWork, "consultationId" | "taskId">): string => `${consultationId}/${taskId ?? ""}`;
