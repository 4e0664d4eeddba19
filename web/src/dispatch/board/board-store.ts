import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { decodeOpenCases, type OpenGrid } from "@onegrid/core/dispatch/open-cases-contract";
import { create } from "zustand";
import { call, isAway } from "../../api.ts";
import { subscribeLive, subscribeReturn } from "../../live.ts";
import { CaseBoard } from "./case-board.ts";
import { NO_FILTER, type Filter } from "./case-filter.ts";
import { getCards, getOpenCases } from "./requests.ts";

type LoadState =
  | { readonly kind: "loading" }
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly error: unknown };

export interface BoardState {
  readonly load: LoadState;
  /** Changed in place: `revision` tells that it is another. */
  readonly board: CaseBoard;
  readonly revision: number;
  /** Where the numbers of grids stand, by id. */
  readonly grids: ReadonlyMap<string, OpenGrid>;
  readonly filter: Filter;
  /** Open cases in which the server has found some words; see `queue/found-store.ts`. */
  readonly found: { readonly words: string; readonly ids: ReadonlySet<string> } | null;
  /** The clock of the page, in steps of some seconds: words follow it. */
  readonly now: number;
}

/** All cases on this screen: a snapshot and the stream over it, joined without a seam by version. */
export const useBoard = create<BoardState>(() => ({
  load: { kind: "loading" },
  board: new CaseBoard(),
  revision: 0,
  grids: new Map(),
  filter: NO_FILTER,
  found: null,
  now: Date.now(),
}));

export const changeFilter = (change: Partial<Filter>): void =>
  useBoard.setState(({ filter }) => ({ filter: { ...filter, ...change } }));

/** Tells whoever shows the board that it has changed, if it has. */
function tell(more: Partial<BoardState> = {}): void {
  const { board, revision } = useBoard.getState();
  if (board.revision !== revision || Object.keys(more).length > 0)
    useBoard.setState({ ...more, revision: board.revision });
}

export function takeAll(cards: readonly CaseCard[]): void {
  useBoard.getState().board.take(cards);
  tell();
}

export const takeCard = (card: CaseCard): void => takeAll([card]);

/** What the stream says of one case. */
export interface CaseMessage {
  readonly caseId: string;
  readonly version: number;
  readonly verb: string;
  /** Who took the step; `system` for a clock. */
  readonly actorId: string;
  readonly card: CaseCard;
}

interface StreamData {
  readonly kind: string;
  readonly payload: Partial<CaseMessage>;
}

type CaseListener = (message: CaseMessage) => void;
const listeners = new Set<CaseListener>();

/** Hears of every step on every case in sight, also of one's own. */
export function subscribeCases(listener: CaseListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

type GoneListener = (caseId: string, version: number) => void;
const goneListeners = new Set<GoneListener>();

/** Hears of every case that leaves the reader's reach. */
export function subscribeGone(listener: GoneListener): () => void {
  goneListeners.add(listener);
  return () => goneListeners.delete(listener);
}

const CLOCK_STEP_MS = 10_000;

interface BoardOptions {
  /** So many cards are read whole with the list, for a page that has to show them without a line. */
  readonly mostCards?: number;
  /** How often the list is read again, for a page that stays open for weeks. */
  readonly readAgainMs?: number;
}

/** Keeps the board equal to the server while the workspace is open. */
export function startBoard({ mostCards = 0, readAgainMs }: BoardOptions = {}): () => void {
  let loading = new AbortController();
  const reload = (): void => {
    loading.abort();
    loading = new AbortController();
    void loadBoard(loading.signal, mostCards);
  };
  // The stream first: what is committed while the list is read comes by it.
  const stops = [
    subscribeLive("case", ({ data }) => {
      if (isStreamData(data)) takeMessage(data, reload);
    }),
    subscribeLive("reset", reload),
    subscribeReturn(() => {
      const { load } = useBoard.getState();
      if (load.kind === "failed" && isAway(load.error)) reload();
    }),
  ];
  const clock = setInterval(() => useBoard.setState({ now: Date.now() }), CLOCK_STEP_MS);
  if (readAgainMs !== undefined) stops.push(readAgain(reload, readAgainMs));
  useBoard.setState({ now: Date.now() });
  reload();
  return () => {
    loading.abort();
    clearInterval(clock);
    for (const stop of stops) stop();
  };
}

const RETRY_MS = 10_000;

/** For a page at which nobody sits: also a list that could not be read is asked for again. */
function readAgain(reload: () => void, everyMs: number): () => void {
  let retry: ReturnType<typeof setTimeout> | undefined;
  const timer = setInterval(reload, everyMs);
  const stop = useBoard.subscribe(({ load }, old) => {
    if (load === old.load) return;
    clearTimeout(retry);
    if (load.kind === "failed") retry = setTimeout(reload, RETRY_MS);
  });
  return () => {
    stop();
    clearInterval(timer);
    clearTimeout(retry);
  };
}

async function loadBoard(signal: AbortSignal, mostCards: number): Promise<void> {
  const { board } = useBoard.getState();
  board.beginLoading();
  try {
    const bytes = await call(getOpenCases, { signal });
    if (signal.aborted) return;
    performance.clearMarks("onegrid-cases-here");
    performance.mark("onegrid-cases-here");
    const read = decodeOpenCases(new Uint8Array(bytes));
    board.load(read);
    await loadCards(read.ids.slice(0, mostCards), signal);
    if (signal.aborted) return;
    const grids = new Map(read.grids.map((grid) => [grid.id, grid]));
    tell({ load: { kind: "ready" }, grids, now: Date.now() });
  } catch (error) {
    if (!signal.aborted) useBoard.setState({ load: { kind: "failed", error } });
  }
}

/** As many as one request takes. */
export const MOST_IDS = 100;

/** Reads those of some cards whole that are not here yet. */
async function loadCards(ids: readonly string[], signal: AbortSignal): Promise<void> {
  const { board } = useBoard.getState();
  const lacking = ids.filter((id) => board.lacksCard(id));
  for (let from = 0; from < lacking.length; from += MOST_IDS) {
    const query = { ids: lacking.slice(from, from + MOST_IDS).join(",") };
    board.take((await call(getCards, { query, signal })).cards);
  }
}

const isStreamData = (data: unknown): data is StreamData =>
  typeof data === "object" && data !== null && "kind" in data && "payload" in data;

function takeMessage({ kind, payload }: StreamData, reload: () => void): void {
  if (kind === "dispatch.cases-imported" || kind === "dispatch.rules-changed") return reload();
  const { caseId, version = 0, verb, actorId = "", card } = payload;
  if (caseId === undefined) return;
  if (card === undefined || verb === undefined) {
    useBoard.getState().board.drop(caseId, version);
    tell();
    for (const listener of goneListeners) listener(caseId, version);
    return;
  }
  takeCard(card);
  for (const listener of listeners) listener({ caseId, version, verb, actorId, card });
}
