import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { expect, test } from "vitest";
import {
  countQueues,
  dropCase,
  EMPTY_BOARD,
  NO_FILTER,
  takeCards,
  toneOf,
  visibleCases,
} from "./case-board.ts";
import { someCard } from "./some-card.ts";

const NOW = 1_000_000;
const look = { now: NOW, wordsOf: (card: CaseCard) => card.description };
const boardOf = (...cards: CaseCard[]) => takeCards(EMPTY_BOARD, cards);
const ids = (cards: readonly CaseCard[]) => cards.map(({ id }) => id);

test("the newest version wins, in whatever order they come", () => {
  const [old, next] = [someCard({ version: 2 }), someCard({ version: 3, state: "dispatched" })];
  for (const order of [
    [old, next],
    [next, old],
  ]) {
    const board = order.reduce((last, card) => takeCards(last, [card]), EMPTY_BOARD);
    expect(board.cards.get("a")?.state).toBe("dispatched");
  }
});

test("a list that comes late does not bring a closed case back", () => {
  const board = takeCards(boardOf(someCard({ version: 8, state: "closed" })), [
    someCard({ version: 5 }),
  ]);
  expect(visibleCases(board, NO_FILTER, look)).toEqual([]);
});

test("a case that left the scope stays away, and may come back by a later step", () => {
  const gone = dropCase(boardOf(someCard({ version: 3 })), "a", 4);
  expect(takeCards(gone, [someCard({ version: 3 })]).cards.size).toBe(0);
  expect(takeCards(gone, [someCard({ version: 5 })]).cards.size).toBe(1);
});

test("nothing new is the same board: nobody is asked to draw again", () => {
  const board = boardOf(someCard({ version: 3 }));
  expect(takeCards(board, [someCard({ version: 3 })])).toBe(board);
});

const deadline = (yellowAt: number, dueAt: number): CaseCard["deadlines"][number] => ({
  clock: "handle",
  epoch: 1,
  milestone: "done",
  status: "running",
  startedAt: 0,
  yellowAt,
  dueAt,
  stoppedAt: null,
});

test("the tone follows the running clocks", () => {
  const tone = (...deadlines: CaseCard["deadlines"]) => toneOf(someCard({ deadlines }), NOW);
  expect(tone(deadline(NOW + 1, NOW + 2))).toBe("fine");
  expect(tone(deadline(NOW, NOW + 1))).toBe("soon");
  expect(tone(deadline(NOW - 9, NOW))).toBe("late");
  expect(tone({ ...deadline(0, 1), status: "held" })).toBe("held");
  expect(tone({ ...deadline(0, 1), status: "stopped" })).toBe("held");
});

test("chips count what the rest of the filter lets through, and the list shows the chosen chip", () => {
  const board = boardOf(
    someCard({ id: "a", state: "filed", reportedAt: 1 }),
    someCard({ id: "b", state: "in_progress", reportedAt: 3 }),
    someCard({ id: "c", state: "dispatched", level: "street", reportedAt: 2 }),
    someCard({ id: "d", state: "closed" }),
  );
  const filter = { ...NO_FILTER, queue: "work" } as const;
  expect(countQueues(board, filter, NOW)).toMatchObject({
    all: 3,
    queues: { assign: 1, work: 2, check: 0 },
  });
  expect(ids(visibleCases(board, filter, look))).toEqual(["b", "c"]);
  expect(ids(visibleCases(board, { ...filter, level: "street" }, look))).toEqual(["c"]);
});

test("the next due comes first, those without a limit last", () => {
  const board = boardOf(
    someCard({ id: "a", dueAt: null }),
    someCard({ id: "b", dueAt: 20 }),
    someCard({ id: "c", dueAt: 10 }),
  );
  expect(ids(visibleCases(board, { ...NO_FILTER, order: "due" }, look))).toEqual(["c", "b", "a"]);
});

test("words narrow the list without regard to case", () => {
  const board = boardOf(someCard({ id: "a", description: "Broken KERB" }), someCard({ id: "b" }));
  expect(ids(visibleCases(board, { ...NO_FILTER, words: " kerb " }, look))).toEqual(["a"]);
});

test("ended cases have a list of their own, the last first, whatever is late", () => {
  const board = boardOf(
    someCard({ id: "a", state: "closed", updatedAt: 1 }),
    someCard({ id: "b", state: "rejected", updatedAt: 2 }),
    someCard({ id: "c" }),
  );
  const filter = { ...NO_FILTER, queue: "ended", isLateOnly: true } as const;
  expect(ids(visibleCases(board, filter, look))).toEqual(["b", "a"]);
  expect(countQueues(board, filter, NOW).all).toBe(1);
});

test("a whole number finds its case under every filter, open or ended", () => {
  const board = boardOf(
    someCard({ id: "a", number: "20261120-000001", state: "closed" }),
    someCard({ id: "b", number: "20261120-000002" }),
  );
  for (const queue of [null, "intake", "ended"] as const) {
    const filter = { ...NO_FILTER, queue, isLateOnly: true };
    for (const [id, words] of [
      ["a", " 20261120-000001"],
      ["b", "20261120-000002"],
    ] as const) {
      expect(ids(visibleCases(board, { ...filter, words }, look))).toEqual([id]);
    }
  }
});
