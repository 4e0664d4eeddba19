import type { MeetingWorkReply } from "@onegrid/core/dispatch/consultation-contract";
import { useEffect, useRef, type RefObject } from "react";
import { create } from "zustand";
import { call } from "../../api.ts";
import { subscribeLive, subscribeReturn } from "../../live.ts";
import { subscribeCases, subscribeGone } from "../board/board-store.ts";
import { getMeetingWork } from "./consultation-requests.ts";

const NOTHING: MeetingWorkReply = { work: [], cards: [] };

/** What meetings (会商) wait for, as far as it is the reader's to do. */
export const useMeetingWork = create<MeetingWorkReply>(() => NOTHING);

/** Several steps in a row ask once. */
const SOON_MS = 400;

/** Keeps the list equal to the server while the workspace is open: minutes and tasks are on no card. */
export function followMeetingWork(): () => void {
  let loading = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const load = (): void => {
    loading.abort();
    loading = new AbortController();
    void read(loading.signal);
  };
  const loadSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(load, SOON_MS);
  };
  const stops = [
    subscribeCases(({ caseId, verb }) => {
      if (verb.startsWith("consult") || isListed(caseId)) loadSoon();
    }),
    subscribeGone((caseId) => {
      if (isListed(caseId)) loadSoon();
    }),
    subscribeLive("reset", load),
    subscribeReturn(load),
  ];
  load();
  return () => {
    loading.abort();
    clearTimeout(timer);
    for (const stop of stops) stop();
    useMeetingWork.setState(NOTHING);
  };
}

const isListed = (id: string): boolean =>
  useMeetingWork.getState().cards.some((card) => card.id === id);

async function read(signal: AbortSignal): Promise<void> {
  try {
    const reply = await call(getMeetingWork, { signal });
    if (!signal.aborted) useMeetingWork.setState(reply);
  } catch {
    // The next step or the return of the line asks again; until then the tasks are on their cases.
  }
}

/** The meeting or task that somebody has asked to see on its case. */
const usePointed = create<{ readonly key: string | null }>(() => ({ key: null }));

export const pointTo = (key: string): void => usePointed.setState({ key });

/** Comes into sight, and under the keys, once it is asked for. */
export function usePointedAt(key: string): RefObject<HTMLLIElement | null> {
  const item = useRef<HTMLLIElement>(null);
  const isPointedAt = usePointed((state) => state.key === key);
  useEffect(() => {
    if (!isPointedAt) return;
    item.current?.focus({ preventScroll: true });
    item.current?.scrollIntoView({ block: "center" });
    usePointed.setState({ key: null });
  }, [isPointedAt]);
  return item;
}
