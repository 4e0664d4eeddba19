import type { CaseCard } from "@onegrid/core/dispatch/contract";

export type Call = NonNullable<CaseCard["cooperations"]>[number];

/** A call that waits for somebody, with its case. */
export interface PendingCall {
  readonly card: CaseCard;
  readonly call: Call;
}

const PENDING: readonly Call["state"][] = ["called", "acknowledged", "arrived", "done", "refused"];

/** The clock that runs out next; `null`: none runs, or nobody knows while the case is parked. */
export function nextClock({ deadlines }: Call): Call["deadlines"][number] | null {
  const running = deadlines.filter(({ status, dueAt }) => status === "running" && dueAt !== null);
  return running.toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))[0] ?? null;
}

/** How a call stands: past a limit, past a warning, in time; `held`: no clock of it runs. */
export function callTone(call: Call, now: number): "late" | "soon" | "fine" | "held" {
  const running = call.deadlines.filter(({ status }) => status === "running");
  if (running.some(({ dueAt }) => dueAt !== null && dueAt <= now)) return "late";
  if (running.some(({ yellowAt }) => yellowAt !== null && yellowAt <= now)) return "soon";
  return running.length === 0 ? "held" : "fine";
}

/** Calls of some cases that wait for somebody: what is due first comes first, what has no clock last. */
export const pendingCalls = (cards: readonly CaseCard[]): PendingCall[] =>
  cards
    .flatMap((card) =>
      (card.cooperations ?? []).flatMap((call) =>
        PENDING.includes(call.state) ? [{ card, call }] : [],
      ),
    )
    .toSorted(
      (a, b) =>
        (nextClock(a.call)?.dueAt ?? Infinity) - (nextClock(b.call)?.dueAt ?? Infinity) ||
        b.call.calledAt - a.call.calledAt ||
        (a.call.id < b.call.id ? -1 : 1),
    );
