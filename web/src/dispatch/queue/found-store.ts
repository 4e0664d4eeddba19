import { isCaseNumber } from "@onegrid/core/dispatch";
import { call } from "../../api.ts";
import { useBoard } from "../board/board-store.ts";
import { getFound } from "../board/requests.ts";

const ASK_WAIT_MS = 250;

/** What a search asks of the server: the texts of cases that nobody looks at are not on this screen. */
const foundAsk = (words: string): string | null => {
  const word = words.trim().toLowerCase();
  return word === "" || isCaseNumber(word) ? null : word;
};

/** Asks the server whenever other words are looked for among the open cases. */
export function followFound(): () => void {
  let asked: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let loading = new AbortController();
  const follow = (): void => {
    const { words, queue } = useBoard.getState().filter;
    const ask = queue === "ended" ? null : foundAsk(words);
    if (ask === asked) return;
    asked = ask;
    clearTimeout(timer);
    loading.abort();
    loading = new AbortController();
    const { signal } = loading;
    if (ask !== null) timer = setTimeout(() => void load(ask, signal), ASK_WAIT_MS);
  };
  const stop = useBoard.subscribe(follow);
  follow();
  return () => {
    stop();
    clearTimeout(timer);
    loading.abort();
    useBoard.setState({ found: null });
  };
}

async function load(words: string, signal: AbortSignal): Promise<void> {
  try {
    const { ids } = await call(getFound, { query: { text: words }, signal });
    if (!signal.aborted) useBoard.setState({ found: { words, ids: new Set(ids) } });
  } catch {
    // What is on the screen was looked through already; the next letter asks again.
  }
}
