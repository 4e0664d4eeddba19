import { isCaseNumber, STATE_TABLE, type CaseState } from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";

/**
 * The cards on this screen, by id. What is closed stays for a while: an older answer that comes late
 * must not bring it back.
 */
export interface CaseBoard {
  readonly cards: ReadonlyMap<string, CaseCard>;
  /** Cases that left this viewer's scope, with the version at which they did. */
  readonly gone: ReadonlyMap<string, number>;
}

export const EMPTY_BOARD: CaseBoard = { cards: new Map(), gone: new Map() };

const MOST_CLOSED = 2000;

/** Takes cards from a list, a reply or the stream: the newest version of each case wins. */
export function takeCards(board: CaseBoard, incoming: readonly CaseCard[]): CaseBoard {
  const newer = incoming.filter((card) => isNewer(board, card));
  if (newer.length === 0) return board;
  const cards = new Map(board.cards);
  for (const card of newer) cards.set(card.id, card);
  return { ...board, cards: withoutOldClosed(cards) };
}

/** Other rules give a case other due times, and no new version. */
const isAnotherTime = (card: CaseCard, known: CaseCard | undefined): boolean =>
  card.version === known?.version && card.dueAt !== known.dueAt;

const isNewer = ({ cards, gone }: CaseBoard, card: CaseCard): boolean =>
  (card.version > (cards.get(card.id)?.version ?? 0) || isAnotherTime(card, cards.get(card.id))) &&
  // Who sees both sides of a move hears "gone" and then the card, both of the same version.
  card.version >= (gone.get(card.id) ?? 0);

export function dropCase(board: CaseBoard, caseId: string, version: number): CaseBoard {
  const cards = new Map(board.cards);
  cards.delete(caseId);
  return { cards, gone: new Map(board.gone).set(caseId, version) };
}

function withoutOldClosed(cards: Map<string, CaseCard>): Map<string, CaseCard> {
  const closed = [...cards.values()].filter((card) => !isOpen(card.state));
  if (closed.length <= MOST_CLOSED) return cards;
  const oldest = closed.toSorted((a, b) => a.updatedAt - b.updatedAt);
  for (const card of oldest.slice(0, closed.length - MOST_CLOSED / 2)) cards.delete(card.id);
  return cards;
}

export const isOpen = (state: CaseState): boolean => STATE_TABLE[state].isOpen;

export type Tone = "late" | "soon" | "fine" | "held";

/** How a case stands with its clocks: past a limit, past a warning, in time, or nothing running. */
export function toneOf(card: Pick<CaseCard, "deadlines" | "dueAt" | "state">, now: number): Tone {
  if (!isOpen(card.state)) return "held";
  const running = card.deadlines.filter(({ status }) => status === "running");
  if (running.some(({ dueAt }) => dueAt !== null && dueAt <= now)) return "late";
  if (running.some(({ yellowAt }) => yellowAt !== null && yellowAt <= now)) return "soon";
  return running.length === 0 ? "held" : "fine";
}

/** The chips over the open cases: one for each desk that has to act. */
const QUEUES = {
  intake: ["reported", "verifying"],
  assign: ["filed"],
  work: ["dispatched", "in_progress"],
  check: ["resolved"],
  parked: ["parked"],
} as const satisfies Record<string, readonly CaseState[]>;
export type QueueName = keyof typeof QUEUES;
export const QUEUE_NAMES: readonly QueueName[] = ["intake", "assign", "work", "check", "parked"];

/** What the list is of: every open case, those that wait for one desk, or the ended ones. */
export type QueueChoice = QueueName | "ended" | null;

export interface Filter {
  readonly queue: QueueChoice;
  readonly level: CaseCard["level"] | null;
  readonly isLateOnly: boolean;
  /** Account whose cases are shown; `null`: everybody's. */
  readonly memberId: string | null;
  readonly words: string;
  readonly order: "newest" | "due";
}

export const NO_FILTER: Filter = {
  queue: null,
  level: null,
  isLateOnly: false,
  memberId: null,
  words: "",
  order: "newest",
};

const queueOf = (state: CaseState): QueueName | null =>
  QUEUE_NAMES.find((name) => QUEUES[name].some((each) => each === state)) ?? null;

/** What the queue and the map show: the same cases in the same order. */
export function visibleCases(
  { cards }: CaseBoard,
  filter: Filter,
  { now, wordsOf }: { readonly now: number; readonly wordsOf: (card: CaseCard) => string },
): CaseCard[] {
  const word = filter.words.trim().toLowerCase();
  // Whoever has the whole number wants that case, wherever it stands.
  if (isCaseNumber(word)) return [...cards.values()].filter(({ number }) => number === word);
  return [...cards.values()]
    .filter(
      (card) =>
        isInQueue(card.state, filter.queue) &&
        fits(card, filter, now) &&
        (word === "" || wordsOf(card).toLowerCase().includes(word)),
    )
    .toSorted(filter.queue === "ended" ? lastFirst : ORDERS[filter.order]);
}

function isInQueue(state: CaseState, queue: QueueChoice): boolean {
  if (queue === "ended") return !isOpen(state);
  return isOpen(state) && (queue === null || queueOf(state) === queue);
}

/** Everything but the chip itself: the chips' numbers are counted with the rest of the filter. */
const fits = (card: CaseCard, filter: Filter, now: number): boolean =>
  (filter.level === null || card.level === filter.level) &&
  (filter.memberId === null || card.assignee?.memberId === filter.memberId) &&
  (!filter.isLateOnly || filter.queue === "ended" || toneOf(card, now) === "late");

const byId = (a: CaseCard, b: CaseCard): number => (a.id < b.id ? -1 : 1);

const lastFirst = (a: CaseCard, b: CaseCard): number => b.updatedAt - a.updatedAt || byId(a, b);

const ORDERS: Record<Filter["order"], (a: CaseCard, b: CaseCard) => number> = {
  newest: (a, b) => b.reportedAt - a.reportedAt || byId(a, b),
  due: (a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity) || byId(a, b),
};

export interface QueueCounts {
  readonly all: number;
  readonly late: number;
  readonly queues: Readonly<Record<QueueName, number>>;
}

/** Open cases of each chip under the rest of the filter. */
export function countQueues({ cards }: CaseBoard, filter: Filter, now: number): QueueCounts {
  const queues = { intake: 0, assign: 0, work: 0, check: 0, parked: 0 };
  let all = 0;
  let late = 0;
  for (const card of cards.values()) {
    const queue = queueOf(card.state);
    if (queue === null || !fits(card, filter, now)) continue;
    all += 1;
    queues[queue] += 1;
    if (toneOf(card, now) === "late") late += 1;
  }
  return { all, late, queues };
}
