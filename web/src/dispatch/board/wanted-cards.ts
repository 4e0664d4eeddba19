import { call } from "../../api.ts";
import { MOST_IDS, takeAll, useBoard } from "./board-store.ts";
import { getCards } from "./requests.ts";

/** Rows that scroll by in one gesture are asked for together. */
const WAIT_MS = 40;

let wanted = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Asks for the card of a case that is looked at, if it is not here; several in one request. */
export function wantCard(id: string): void {
  if (!useBoard.getState().board.lacksCard(id)) return;
  wanted.add(id);
  timer ??= setTimeout(() => void ask(), WAIT_MS);
}

async function ask(): Promise<void> {
  const { board } = useBoard.getState();
  // The last to come into view are what is looked at now.
  const ids = [...wanted].filter((id) => board.lacksCard(id)).slice(-MOST_IDS);
  wanted = new Set();
  timer = undefined;
  if (ids.length === 0) return;
  try {
    takeAll((await call(getCards, { query: { ids: ids.join(",") } })).cards);
  } catch {
    // The row stands with what the columns say; it is asked again when it is next shown.
  }
}
