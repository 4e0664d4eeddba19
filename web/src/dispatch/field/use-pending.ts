import { pendingView, type PendingView } from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { useMemo } from "react";
import { useOutbox } from "./outbox-store.ts";

/** A case with one's own steps that are still on the phone laid over it. */
export function usePending(card: CaseCard, offered: readonly string[]): PendingView {
  const entries = useOutbox((state) => state.entries);
  return useMemo(() => pendingView(card, offered, entries), [card, offered, entries]);
}
