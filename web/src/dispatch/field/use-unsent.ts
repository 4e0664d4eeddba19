import { pendingEntries } from "@onegrid/core/dispatch";
import { useMemo } from "react";
import { useOutbox } from "./outbox-store.ts";

/** How many entries wait for the line, and how many for a decision. */
export function useUnsent(): { readonly waiting: number; readonly stuck: number } {
  const entries = useOutbox((state) => state.entries);
  return useMemo(() => {
    const pending = pendingEntries(entries);
    const waiting = pending.filter(({ state }) => state.kind === "waiting").length;
    return { waiting, stuck: pending.length - waiting };
  }, [entries]);
}
