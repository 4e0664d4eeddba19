import { createStreamReader, type LiveMessage } from "@onegrid/core/live";
import { create } from "zustand";

/**
 * The one stream of what happens on the server (`GET /api/stream`). It is read with `fetch` and
 * not with `EventSource`, because a browser's `EventSource` gives up for good on a 503 and cannot
 * be told where to go on from: both happen when the database restarts.
 */

/** `signed-out` is final until `start` is called again. */
export type LiveState = "idle" | "connecting" | "open" | "waiting" | "signed-out";

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

/** The server sends a comment every 15 s; three missing ones mean that the line is dead. */
const SILENCE_MS = 50_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

let stop: (() => void) | null = null;

/** Opens the stream and keeps it open: resumes after the last message, waits longer each time. */
export function startLive(address = "/api/stream"): void {
  stopLive();
  const controller = new AbortController();
  stop = () => controller.abort();
  void keepOpen(address, controller.signal);
}

export function stopLive(): void {
  stop?.();
  stop = null;
  useLiveState.setState({ state: "idle" });
}

async function keepOpen(address: string, signal: AbortSignal): Promise<void> {
  let lastId = "";
  let wait = FIRST_WAIT_MS;
  const emit: Listener = (message) => {
    if (message.id !== "") lastId = message.id;
    wait = FIRST_WAIT_MS;
    publishLive(message);
  };
  while (!signal.aborted) {
    useLiveState.setState({ state: "connecting" });
    const ending = await readOnce(address, lastId, signal, emit);
    if (signal.aborted) return;
    useLiveState.setState({ state: ending === "signed-out" ? "signed-out" : "waiting" });
    if (ending === "signed-out") return;
    await new Promise((resolve) => setTimeout(resolve, wait));
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}

async function readOnce(
  address: string,
  lastId: string,
  signal: AbortSignal,
  emit: Listener,
): Promise<"ended" | "signed-out"> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const response = await fetch(address, {
      headers: {
        accept: "text/event-stream",
        ...(lastId === "" ? {} : { "last-event-id": lastId }),
      },
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (response.status === 401) return "signed-out";
    if (!response.ok || response.body === null) return "ended";
    useLiveState.setState({ state: "open" });
    const read = createStreamReader(emit);
    for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      read(piece);
    }
    return "ended";
  } catch {
    // Cut off or silent: the caller opens it again from the last message.
    return "ended";
  } finally {
    clearTimeout(timer);
  }
}
