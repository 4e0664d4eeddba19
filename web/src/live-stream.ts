import { createStreamReader, type LiveMessage } from "@onegrid/core/live";

/** `signed-out` is final until the stream is started again. */
export type LiveState = "idle" | "connecting" | "open" | "waiting" | "signed-out";

/** What somebody does with a stream. */
export interface StreamUse {
  /** Where to go on from; empty: afresh. */
  readonly lastId: () => string;
  readonly emit: (message: LiveMessage) => void;
  readonly onState: (state: LiveState) => void;
  readonly signal: AbortSignal;
  /** Another stream than that of what happens. */
  readonly address?: string;
  /** Whoever is signed in may not have it, or not any more. */
  readonly onRefused?: () => void;
}

/** The server sends a heartbeat every 15 s; three missing ones mean that the line is dead. */
export const SILENCE_MS = 50_000;
const ADDRESS = "/api/stream";
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/**
 * Keeps `GET /api/stream` open: resumes after the last message, waits longer each time. It is read
 * with `fetch` and not with `EventSource`, because a browser's `EventSource` gives up for good on a 503
 * and cannot be told where to go on from: both happen when the database restarts. Ends when the
 * session does, or when the signal says so.
 */
export async function keepStreamOpen(use: StreamUse): Promise<void> {
  const { lastId, emit, onState, signal } = use;
  let wait = FIRST_WAIT_MS;
  const take = (message: LiveMessage): void => {
    wait = FIRST_WAIT_MS;
    emit(message);
  };
  while (!signal.aborted) {
    onState("connecting");
    const ending = await readOnce(lastId(), { ...use, emit: take });
    if (signal.aborted) return;
    onState(ending === "signed-out" ? "signed-out" : "waiting");
    if (ending === "signed-out") return;
    await pause(wait, signal);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}

/** Whoever stops need not wait: another tab may be waiting for this one's turn to end. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });

async function readOnce(
  lastId: string,
  { emit, onState, signal, address = ADDRESS, onRefused }: Omit<StreamUse, "lastId">,
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
    if (response.status === 403) onRefused?.();
    if (!response.ok || response.body === null) return "ended";
    onState("open");
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
