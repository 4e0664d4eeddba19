import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { decodePastBoard, type PastDuty } from "@onegrid/core/dispatch/replay-contract";
import { create } from "zustand";
import { call, route } from "../../api.ts";
import { linkParameter, setLinkParameter } from "../../shell/index.ts";
import { changeFilter, useBoard, type BoardState } from "../board/board-store.ts";
import { CaseBoard } from "../board/case-board.ts";
import { cardOfThen } from "./past-card.ts";
import { readInstant, writeInstant } from "./replay-moment.ts";

const getBoardAt = route<undefined, ArrayBuffer>()("GET", "/api/cases/at");

/** Seconds of then in a second of now; 0 stands still. */
export const SPEEDS = [60, 600] as const;
export type Speed = 0 | (typeof SPEEDS)[number];

/** The past (回放) that queue and map show instead of the present. */
export interface Replay {
  /** The moment that is wanted. */
  readonly instant: number;
  /** The board of the moment that is shown: that of the last answer. */
  readonly shown: Pick<BoardState, "load" | "board" | "revision" | "now">;
  readonly onDuty: readonly PastDuty[] | null;
  /** Older cases that the server is still making ready. */
  readonly pending: number;
  readonly speed: Speed;
}

export const useReplay = create<{ readonly replay: Replay | null }>(() => ({ replay: null }));

export const isReplaying = (): boolean => useReplay.getState().replay !== null;

const change = (changes: Partial<Replay>): void =>
  useReplay.setState(({ replay }) => ({ replay: replay && { ...replay, ...changes } }));

/** A board of its own, with all its cards: nobody can be asked for them later. */
function boardThen(cards: readonly CaseCard[]): Pick<BoardState, "board" | "revision"> {
  const board = new CaseBoard({ mostCards: Infinity });
  board.take(cards);
  return { board, revision: board.revision };
}

const readText = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

let asking = new AbortController();

/** Shows the board of a moment; whatever was asked before is of no interest any more. */
export function goToInstant(wanted: number): void {
  const instant = Math.min(wanted, Date.now());
  setLinkParameter("dispatch", "at", writeInstant(instant));
  if (isReplaying()) change({ instant });
  else {
    if (useBoard.getState().filter.queue === "ended") changeFilter({ queue: null });
    const shown = { load: { kind: "loading" }, ...boardThen([]), now: instant } as const;
    useReplay.setState({ replay: { instant, shown, onDuty: null, pending: 0, speed: 0 } });
  }
  asking.abort();
  asking = new AbortController();
  void load(instant, asking.signal);
}

async function load(instant: number, signal: AbortSignal): Promise<void> {
  try {
    const bytes = await call(getBoardAt, { query: { instant }, signal });
    if (signal.aborted) return;
    const { cases, onDuty, pending } = decodePastBoard(new Uint8Array(bytes), readText);
    const then = boardThen(cases.map(cardOfThen));
    change({ shown: { load: { kind: "ready" }, ...then, now: instant }, onDuty, pending });
  } catch (error) {
    if (signal.aborted) return;
    const shown = { load: { kind: "failed", error }, ...boardThen([]), now: instant } as const;
    change({ shown, onDuty: null, speed: 0 });
  }
}

export function setSpeed(speed: Speed): void {
  change({ speed });
}

export function leaveReplay(): void {
  asking.abort();
  setLinkParameter("dispatch", "at", null);
  useReplay.setState({ replay: null });
}

const TICK_MS = 1000;

/** A second of now has passed: the next moment is asked for when the last one is on the screen. */
function tick(): void {
  const { replay } = useReplay.getState();
  if (!replay || replay.speed === 0 || replay.shown.now !== replay.instant) return;
  const next = replay.instant + replay.speed * TICK_MS;
  if (next >= Date.now()) setSpeed(0);
  goToInstant(next);
}

/** Follows the address while the workspace is open, and plays. */
export function startReplay(): () => void {
  const linked = readInstant(linkParameter("dispatch", "at"), Date.now());
  if (linked !== null) goToInstant(linked);
  const timer = setInterval(tick, TICK_MS);
  return () => {
    clearInterval(timer);
    asking.abort();
    useReplay.setState({ replay: null });
  };
}
