import type { LiveMessage } from "@onegrid/core/live";
import { create } from "zustand";
import type { LiveState } from "./live-stream.ts";
import { followTogether, type TabChannel, type TabWays, type TabWord } from "./live-tabs.ts";

/** How the one stream of what happens on the server (`GET /api/stream`) is, for everything on this page. */
export const useLiveState = create<{ readonly state: LiveState }>(() => ({ state: "idle" }));

type Listener = (message: LiveMessage) => void;
const listeners = new Map<string, Set<Listener>>();

/** Calls `listener` for every message of the type (`case`, `layers`, `division`, `database`, `reset`). */
export function subscribeLive(type: string, listener: Listener): () => void {
  const set = listeners.get(type) ?? new Set();
  listeners.set(type, set.add(listener));
  return () => set.delete(listener);
}

/** Calls `listener` each time the stream has opened: what failed before can be asked again. */
export const subscribeReturn = (listener: () => void): (() => void) =>
  useLiveState.subscribe(({ state }, old) => {
    if (state === "open" && old.state !== "open") listener();
  });

function publishLive(message: LiveMessage): void {
  for (const listener of listeners.get(message.type) ?? []) listener(message);
}

let stop: (() => void) | null = null;

/**
 * Opens the stream and keeps it open. `shareAs`: who is signed in; all tabs of theirs share one
 * connection. Without it this tab has its own.
 */
export function startLive(shareAs?: string): void {
  stopLive();
  const controller = new AbortController();
  const { signal } = controller;
  stop = () => controller.abort();
  const onState = (state: LiveState): void => {
    if (!signal.aborted) useLiveState.setState({ state });
  };
  followTogether(
    `onegrid-live-${shareAs}`,
    { emit: publishLive, onState, signal },
    waysOf(shareAs),
  );
}

export function stopLive(): void {
  stop?.();
  stop = null;
  useLiveState.setState({ state: "idle" });
}

/** Locks are there in secure contexts only: on `localhost`, and behind HTTPS. */
export const waysOf = (shareAs: string | undefined): TabWays => ({
  locks: shareAs === undefined ? undefined : globalThis.navigator?.locks,
  openChannel: typeof BroadcastChannel === "undefined" ? undefined : openChannel,
});

function openChannel<Word = TabWord>(name: string): TabChannel<Word> {
  const channel = new BroadcastChannel(name);
  let listener: ((word: Word) => void) | null = null;
  channel.addEventListener("message", ({ data }: MessageEvent<Word>) => listener?.(data));
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window, a channel
    tell: (word) => channel.postMessage(word),
    listen: (next) => {
      listener = next;
    },
    close: () => channel.close(),
  };
}
