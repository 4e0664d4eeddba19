import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { create } from "zustand";
import { isAway } from "../../api.ts";
import { subscribeLive, subscribeReturn } from "../../live.ts";
import {
  EMPTY_BOARD,
  dropCase,
  isOpen,
  NO_FILTER,
  takeCards,
  type CaseBoard,
  type Filter,
} from "./case-board.ts";
import { loadOpenCases } from "./requests.ts";

type LoadState =
  | { readonly kind: "loading" }
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly error: unknown };

export interface BoardState {
  readonly load: LoadState;
  readonly board: CaseBoard;
  readonly filter: Filter;
  /** The clock of the page, in steps of some seconds: colours follow it. */
  readonly now: number;
}

/** All cases on this screen: a snapshot and the stream over it, joined without a seam by version. */
export const useBoard = create<BoardState>(() => ({
  load: { kind: "loading" },
  board: EMPTY_BOARD,
  filter: NO_FILTER,
  now: Date.now(),
}));

export const changeFilter = (change: Partial<Filter>): void =>
  useBoard.setState(({ filter }) => ({ filter: { ...filter, ...change } }));

export const takeAll = (cards: readonly CaseCard[]): void =>
  useBoard.setState(({ board }) => ({ board: takeCards(board, cards) }));

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

const CLOCK_STEP_MS = 10_000;

/** Keeps the board equal to the server while the workspace is open. */
export function startBoard(): () => void {
  let loading = new AbortController();
  const reload = (): void => {
    loading.abort();
    loading = new AbortController();
    void loadBoard(loading.signal);
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
  useBoard.setState({ now: Date.now() });
  reload();
  return () => {
    loading.abort();
    clearInterval(clock);
    for (const stop of stops) stop();
  };
}

async function loadBoard(signal: AbortSignal): Promise<void> {
  try {
    const cards = await loadOpenCases(signal);
    if (signal.aborted) return;
    useBoard.setState(({ board }) => ({
      load: { kind: "ready" },
      board: takeCards(withoutMissing(board, cards), cards),
      now: Date.now(),
    }));
  } catch (error) {
    if (!signal.aborted) useBoard.setState({ load: { kind: "failed", error } });
  }
}

/**
 * After a break some events may never come: open cards that the list no longer has are let go, but
 * for those the stream has told of since.
 */
function withoutMissing(board: CaseBoard, cards: readonly CaseCard[]): CaseBoard {
  const listed = new Set(cards.map(({ id }) => id));
  const newest = Math.max(0, ...cards.map(({ updatedAt }) => updatedAt));
  const kept = [...board.cards].filter(
    ([id, card]) => listed.has(id) || !isOpen(card.state) || card.updatedAt >= newest,
  );
  return { ...board, cards: new Map(kept) };
}

const isStreamData = (data: unknown): data is StreamData =>
  typeof data === "object" && data !== null && "kind" in data && "payload" in data;

function takeMessage({ kind, payload }: StreamData, reload: () => void): void {
  if (kind === "dispatch.cases-imported" || kind === "dispatch.rules-changed") return reload();
  const { caseId, version = 0, verb, actorId = "", card } = payload;
  if (caseId === undefined) return;
  if (card === undefined || verb === undefined) {
    useBoard.setState(({ board }) => ({ board: dropCase(board, caseId, version) }));
    return;
  }
  takeCard(card);
  for (const listener of listeners) listener({ caseId, version, verb, actorId, card });
}
