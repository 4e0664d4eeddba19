import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { create } from "zustand";
import { call } from "../../api.ts";
import { subscribeLive, subscribeReturn } from "../../live.ts";
import { subscribeCases } from "../board/board-store.ts";
import { pendingCalls } from "./call-view.ts";
import { getCalls } from "./whistle-requests.ts";

/** Cases with a call for help (吹哨) that waits for somebody. */
export const useCalls = create<{ readonly cards: readonly CaseCard[] }>(() => ({ cards: [] }));

/** Keeps the calls equal to the server while the workspace is open. */
export function followCalls(): () => void {
  let loading = new AbortController();
  const load = (): void => {
    loading.abort();
    loading = new AbortController();
    void read(loading.signal);
  };
  const stops = [
    subscribeCases(({ card }) => takeCard(card)),
    subscribeLive("reset", load),
    subscribeReturn(load),
  ];
  load();
  return () => {
    loading.abort();
    for (const stop of stops) stop();
    useCalls.setState({ cards: [] });
  };
}

async function read(signal: AbortSignal): Promise<void> {
  try {
    const { cards } = await call(getCalls, { signal });
    if (!signal.aborted) useCalls.setState({ cards });
  } catch {
    // The next return of the line asks again; until then the calls are on their cases.
  }
}

/** A step on a case: its calls are in or out of the list from then on. */
function takeCard(card: CaseCard): void {
  const { cards } = useCalls.getState();
  const isPending = pendingCalls([card]).length > 0;
  if (!isPending && !cards.some(({ id }) => id === card.id)) return;
  const others = cards.filter(({ id }) => id !== card.id);
  useCalls.setState({ cards: isPending ? [...others, card] : others });
}
