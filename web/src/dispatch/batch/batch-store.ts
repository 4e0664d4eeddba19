import type { BatchReply } from "@onegrid/core/dispatch/contract";
import type { Position } from "@onegrid/core/geometry";
import { create } from "zustand";
import { call, isProblem } from "../../api.ts";
import { dropArea, holds } from "../area/drawn-area.ts";
import { takeCard, useBoard } from "../board/board-store.ts";
import { NO_FILTER } from "../board/case-filter.ts";
import { idsInView } from "../board/rows-in-view.ts";
import {
  newKey,
  postBatch,
  postCommand,
  sendKeyed,
  type CommandMessage,
} from "../board/requests.ts";

export type BatchChoice = BatchReply["chosen"][number];

/** What became of a case: on its way, taken by somebody else before, or refused. */
export type Outcome =
  | { readonly kind: "sent" }
  | { readonly kind: "lost" }
  | { readonly kind: "failed"; readonly error: unknown };

export type BatchState =
  | { readonly kind: "closed" }
  | { readonly kind: "loading"; readonly count: number }
  | { readonly kind: "failed"; readonly error: unknown; readonly caseIds: readonly string[] }
  | {
      readonly kind: "ready";
      readonly plan: BatchReply;
      /** Cases the dispatcher took out of the batch. */
      readonly takenOut: ReadonlySet<string>;
      readonly outcomes: ReadonlyMap<string, Outcome>;
      readonly isSending: boolean;
    };

/** Cases that are handed out together (批量派单): proposed, looked at, sent one by one. */
export const useBatch = create<{ readonly batch: BatchState }>(() => ({
  batch: { kind: "closed" },
}));

const show = (batch: BatchState): void => useBatch.setState({ batch });

/** As many as one batch takes; the next due go first. */
export const MOST_CASES = 200;

/** The cases that wait for dispatch under the filter of the queue, the next due first. */
export const waitingCases = (): string[] =>
  idsInView({ ...useBoard.getState().filter, queue: "assign", order: "due" }).slice(0, MOST_CASES);

/** Those of all that wait for dispatch that lie in a drawn area, whatever the filter. */
export function waitingIn(corners: readonly Position[]): string[] {
  const { table } = useBoard.getState().board;
  return idsInView({ ...NO_FILTER, queue: "assign", order: "due" })
    .filter((id) => {
      const row = table.rowOf(id) ?? -1;
      return holds(corners, table.lng[row] ?? NaN, table.lat[row] ?? NaN);
    })
    .slice(0, MOST_CASES);
}

export async function startBatch(caseIds: readonly string[] = waitingCases()): Promise<void> {
  if (caseIds.length === 0) return;
  const loading: BatchState = { kind: "loading", count: caseIds.length };
  show(loading);
  const isCurrent = (): boolean => useBatch.getState().batch === loading;
  try {
    const plan = await call(postBatch, { body: { caseIds: [...caseIds] } });
    if (!isCurrent()) return;
    show({ kind: "ready", plan, takenOut: new Set(), outcomes: new Map(), isSending: false });
  } catch (error) {
    if (isCurrent()) show({ kind: "failed", error, caseIds });
  }
}

export function leaveBatch(): void {
  show({ kind: "closed" });
  dropArea();
}

export function setTakenOut(caseId: string, isOut: boolean): void {
  const { batch } = useBatch.getState();
  if (batch.kind !== "ready" || batch.isSending) return;
  const takenOut = new Set(batch.takenOut);
  if (isOut) takenOut.add(caseId);
  else takenOut.delete(caseId);
  show({ ...batch, takenOut });
}

/** Those that a press of the button would send now. */
export const toSend = (batch: BatchState): BatchChoice[] =>
  batch.kind === "ready"
    ? batch.plan.chosen.filter(
        ({ caseId }) =>
          !batch.takenOut.has(caseId) &&
          (batch.outcomes.get(caseId)?.kind ?? "failed") === "failed",
      )
    : [];

/** One command a case, one after the other: what somebody else was quicker with is left as they did it. */
export async function sendBatch(): Promise<void> {
  const { batch } = useBatch.getState();
  if (batch.kind !== "ready" || batch.isSending) return;
  show({ ...batch, isSending: true });
  for (const choice of toSend(batch)) note(choice.caseId, await send(choice));
  const { batch: after } = useBatch.getState();
  if (after.kind === "ready") show({ ...after, isSending: false });
}

function note(caseId: string, outcome: Outcome): void {
  const { batch } = useBatch.getState();
  if (batch.kind !== "ready") return;
  show({ ...batch, outcomes: new Map([...batch.outcomes, [caseId, outcome]]) });
}

async function send({
  caseId: id,
  caseVersion,
  choice,
  recommendationId,
}: BatchChoice): Promise<Outcome> {
  const body: CommandMessage = {
    verb: "dispatch",
    expectedVersion: caseVersion,
    idempotencyKey: newKey(),
    fields: {
      assignee: { unitId: null, memberId: choice.candidateId },
      recommendationId,
      overrideReason: null,
    },
  };
  try {
    const reply = await sendKeyed(() => call(postCommand, { params: { id }, body }));
    takeCard(reply.card);
    return { kind: "sent" };
  } catch (error) {
    if (isProblem(error, "dispatch.stale")) return { kind: "lost" };
    return { kind: "failed", error };
  }
}
