import { isCaseNumber } from "@onegrid/core/dispatch";
import { create } from "zustand";
import { call } from "../../api.ts";
import { takeAll, useBoard } from "../board/board-store.ts";
import type { Filter } from "../board/case-filter.ts";
import { getEndedCases } from "../board/requests.ts";

/** What is asked of the server: ended cases are too many to have them all on the screen. */
export interface EndedAsk {
  readonly text: string;
  readonly level: Filter["level"];
  readonly memberId: string | null;
}

export interface EndedState {
  readonly load: "none" | "loading" | "ready" | "failed";
  readonly error: unknown;
  /** Older ones fit too and are not on this screen. */
  readonly hasMore: boolean;
}

const NOTHING: EndedState = { load: "none", error: null, hasMore: false };

export const useEnded = create<EndedState>(() => NOTHING);

/** What a filter has to ask for; `null`: everything it shows is here already. */
export function endedAsk({ queue, words, level, memberId, named }: Filter): EndedAsk | null {
  const text = words.trim();
  if (isCaseNumber(text)) return { text, level: null, memberId: null };
  // Named cases were brought by whoever named them.
  return queue === "ended" && named === null ? { text, level, memberId } : null;
}

const ASK_WAIT_MS = 250;

/** Asks the server whenever the filter wants ended cases; the answers go to the board. */
export function followEnded(): () => void {
  let asked = "null";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let loading = new AbortController();
  const follow = (): void => {
    const ask = endedAsk(useBoard.getState().filter);
    if (JSON.stringify(ask) === asked) return;
    asked = JSON.stringify(ask);
    clearTimeout(timer);
    loading.abort();
    loading = new AbortController();
    const { signal } = loading;
    useEnded.setState(ask === null ? NOTHING : { ...NOTHING, load: "loading" });
    if (ask !== null) timer = setTimeout(() => void load(ask, signal), ASK_WAIT_MS);
  };
  const stop = useBoard.subscribe(follow);
  follow();
  return () => {
    stop();
    clearTimeout(timer);
    loading.abort();
    useEnded.setState(NOTHING);
  };
}

async function load(ask: EndedAsk, signal: AbortSignal): Promise<void> {
  try {
    const { cards, hasMore } = await call(getEndedCases, { query: queryOf(ask), signal });
    if (signal.aborted) return;
    takeAll(cards);
    useEnded.setState({ load: "ready", hasMore });
  } catch (error) {
    if (!signal.aborted) useEnded.setState({ load: "failed", error });
  }
}

const queryOf = ({ text, level, memberId }: EndedAsk): Record<string, string> => ({
  ...(text === "" ? {} : { text }),
  ...(level === null ? {} : { level }),
  ...(memberId === null ? {} : { memberId }),
});
