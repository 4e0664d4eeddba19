import type { WarningField, WarningsReply } from "@onegrid/core/dispatch/warnings-contract";
import { create } from "zustand";
import { call, route } from "../../api.ts";
import { subscribeLive, subscribeReturn } from "../../live.ts";

const getWarnings = route<undefined, WarningsReply>()("GET", "/api/alerts");

/** Warnings (预警) in force where the reader sees the map. */
export const useWarnings = create<{ readonly warnings: readonly WarningField[] }>(() => ({
  warnings: [],
}));

async function load(): Promise<void> {
  try {
    const { warnings } = await call(getWarnings);
    useWarnings.setState({ warnings });
  } catch {
    // What is known stays; the next event or the stream's return asks again.
  }
}

const again = (): void => void load();

/** Follows them while the workspace is open. */
export function followWarnings(): () => void {
  const stops = [
    subscribeLive("warning", again),
    subscribeLive("reset", again),
    subscribeReturn(again),
  ];
  again();
  return () => {
    for (const stop of stops) stop();
    useWarnings.setState({ warnings: [] });
  };
}
