import type { CaseDetail } from "@onegrid/core/dispatch/contract";
import type { FieldWorkReply } from "@onegrid/core/dispatch/field-contract";
import { create } from "zustand";
import { call, route } from "../../api.ts";
import { startLive, stopLive, subscribeReturn } from "../../live.ts";
import { startBoard, subscribeCases, takeAll, takeCard, useBoard } from "../board/board-store.ts";
import { getCase } from "../board/requests.ts";
import { followRuleBook, useRuleBook } from "../../rule-book.ts";
import { keep, readKept } from "./kept.ts";
import { sendNow, subscribeSent } from "./outbox-store.ts";
import { noteServerTime } from "./server-clock.ts";

const getWork = route<undefined, FieldWorkReply>()("GET", "/api/cases/mine");

interface WorkState {
  /** Cases with their history: what waits for this person, and what was opened. */
  readonly details: ReadonlyMap<string, CaseDetail>;
  /** The cases that wait, in the server's order. */
  readonly mine: readonly string[];
  /** When the list was read, by the phone's clock; `null`: never. */
  readonly asOf: number | null;
  readonly total: number;
  readonly isLoading: boolean;
  readonly error: unknown;
  /** A case whose page was opened and could not be read. */
  readonly failed: { readonly id: string; readonly error: unknown } | null;
}

const NOTHING: WorkState = {
  details: new Map(),
  mine: [],
  asOf: null,
  total: 0,
  isLoading: false,
  error: null,
  failed: null,
};

/** What waits for somebody on site; without a line, what the phone read last. */
export const useWork = create<WorkState>(() => NOTHING);

type KeptWork = Pick<FieldWorkReply, "cases" | "total">;

function takeWork({ cases, total }: KeptWork, asOf: number): void {
  useWork.setState({
    details: new Map(cases.map((detail) => [detail.card.id, detail])),
    mine: cases.map(({ card }) => card.id),
    asOf,
    total,
  });
}

let openedFor: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Reads the list again, soon: several events in a row ask once. */
function refreshSoon(waitMs = 1_200): void {
  clearTimeout(timer);
  timer = setTimeout(() => void refreshWork(), waitMs);
}

export async function refreshWork(): Promise<void> {
  const accountId = openedFor;
  if (accountId === null) return;
  useWork.setState({ isLoading: true });
  const askedAt = Date.now();
  try {
    const reply = await call(getWork);
    if (openedFor !== accountId) return;
    noteServerTime(reply.serverAt, askedAt);
    takeWork(reply, Date.now());
    useWork.setState({ isLoading: false, error: null });
    await keep(accountId, "work", { cases: reply.cases, total: reply.total });
  } catch (error) {
    if (openedFor === accountId) useWork.setState({ isLoading: false, error });
  }
}

/** Reads one case that is not among one's own, for its page. */
export async function loadDetail(id: string): Promise<void> {
  try {
    const detail = await call(getCase, { params: { id } });
    takeCard(detail.card);
    useWork.setState(({ details }) => ({
      details: new Map(details).set(id, detail),
      failed: null,
    }));
  } catch (error) {
    useWork.setState({ failed: { id, error } });
  }
}

/** Most cards that are kept for the time without a line. */
const MOST_KEPT = 500;

async function openKept(accountId: string): Promise<void> {
  const [work, cards] = [await readKept(accountId, "work"), await readKept(accountId, "cards")];
  if (openedFor !== accountId) return;
  if (work !== null && useWork.getState().asOf === null) takeWork(work.value, work.asOf);
  if (cards !== null) takeAll(cards.value);
}

/** Keeps the page equal to the server while it is open, and the phone's own copy with it. */
export function openWork(accountId: string): () => void {
  openedFor = accountId;
  useWork.setState(NOTHING);
  void openKept(accountId).then(() => {
    followRuleBook();
    return refreshWork();
  });
  startLive();
  const stops = [
    useRuleBook.subscribe(({ book }) => void keep(accountId, "rules", book)),
    startBoard({ mostCards: MOST_KEPT }),
    subscribeCases(() => refreshSoon()),
    subscribeSent((card) => {
      takeCard(card);
      refreshSoon(300);
    }),
    subscribeReturn(() => {
      refreshSoon(0);
      void sendNow();
    }),
    useBoard.subscribe(({ load, board }, old) => {
      if (load.kind === "ready" && old.load.kind !== "ready")
        void keep(accountId, "cards", [...board.cards()].slice(0, MOST_KEPT));
    }),
  ];
  return () => {
    openedFor = null;
    clearTimeout(timer);
    for (const stop of stops) stop();
    stopLive();
    useWork.setState(NOTHING);
  };
}
