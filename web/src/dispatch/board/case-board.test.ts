import type { CaseCard } from "@onegrid/core/dispatch/contract";
import {
  decodeOpenCases,
  encodeOpenCases,
  openCaseOf,
} from "@onegrid/core/dispatch/open-cases-contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { CaseBoard } from "./case-board.ts";
import { NO_FILTER, type Filter } from "./case-filter.ts";
import { countQueues, toneAt, toneOf } from "./case-view.ts";
import { countCommunities, countGrids } from "./count-cases.ts";
import { rowsUnder } from "./rows-in-view.ts";
import { someCard } from "./some-card.ts";

const NOW = 1_000_000;

function boardOf(...cards: CaseCard[]): CaseBoard {
  const board = new CaseBoard();
  board.take(cards);
  return board;
}
const shown = (board: CaseBoard, filter: Partial<Filter> = {}, found: string[] | null = null) => {
  const asked = { ...NO_FILTER, ...filter };
  const words = asked.words.trim().toLowerCase();
  return rowsUnder(board, asked, {
    now: NOW,
    found: found && { words, ids: new Set(found) },
  }).map((row) => board.table.ids[row]);
};
const snapshot = (cards: readonly CaseCard[]) =>
  decodeOpenCases(encodeOpenCases(cards.map(openCaseOf), { epoch: "e", position: 1, grids: [] }));

test("the newest version wins, in whatever order they come", () => {
  const [old, next] = [someCard({ version: 2 }), someCard({ version: 3, state: "dispatched" })];
  for (const order of [
    [old, next],
    [next, old],
  ])
    expect(boardOf(...order).card("a")?.state).toBe("dispatched");
});

test("a list that comes late does not bring a closed case back", () => {
  const board = boardOf(someCard({ version: 8, state: "closed" }), someCard({ version: 5 }));
  expect(shown(board)).toEqual([]);
});

test("a case that left the scope stays away, and may come back by a later step", () => {
  const board = boardOf(someCard({ version: 3 }));
  board.drop("a", 4);
  board.take([someCard({ version: 3 })]);
  expect(shown(board)).toEqual([]);
  // The answer to the step that handed it up.
  board.take([someCard({ version: 4, level: "street" })]);
  expect(shown(board)).toEqual([]);
  board.take([someCard({ version: 5 })]);
  expect(shown(board)).toEqual(["a"]);
});

test("nothing new is the same revision: nobody is asked to draw again", () => {
  const board = boardOf(someCard({ version: 3 }));
  const { revision } = board;
  board.take([someCard({ version: 3 }), someCard({ version: 2 })]);
  expect(board.revision).toBe(revision);
});

test("a snapshot takes away what is no longer ours, and not what came while it was on its way", () => {
  const board = boardOf(someCard({ id: "a" }), someCard({ id: "b" }), someCard({ id: "c" }));
  board.beginLoading();
  const read = snapshot([someCard({ id: "a", version: 2, state: "dispatched" })]);
  board.take([someCard({ id: "c", version: 2 }), someCard({ id: "d" })]);
  board.load(read);
  expect(new Set(shown(board))).toEqual(new Set(["a", "c", "d"]));
  expect(board.table.state[board.table.rowOf("a") ?? -1]).toBe(4);
  // Its card is of an older version: it is asked for when somebody looks.
  expect([board.lacksCard("a"), board.lacksCard("c")]).toEqual([true, false]);
});

test("a snapshot is no way back for a newer row, nor for a case that has left since", () => {
  const board = boardOf(someCard({ id: "a", version: 4, state: "resolved" }));
  board.beginLoading();
  board.drop("b", 7);
  board.load(snapshot([someCard({ id: "a", version: 3 }), someCard({ id: "b", version: 6 })]));
  expect(shown(board)).toEqual(["a"]);
  expect(countQueues(board.table, NO_FILTER, NOW).queues.check).toBe(1);
});

const cardOf = fc
  .record({
    id: fc.integer({ min: 0, max: 30 }).map(String),
    version: fc.integer({ min: 1, max: 9 }),
    state: fc.constantFrom<CaseCard["state"]>("reported", "filed", "in_progress", "closed"),
    level: fc.constantFrom<CaseCard["level"]>("grid", "street"),
    reportedAt: fc.integer({ min: 0, max: 50 }).map((at) => at * 1000),
    due: fc.option(fc.integer({ min: -9, max: 9 }), { nil: null }),
  })
  .map(({ due, ...card }) => {
    const dueAt = due === null ? null : NOW + due * 60_000;
    const deadlines = dueAt === null ? [] : [deadline(dueAt - 60_000, dueAt)];
    return someCard({ ...card, deadlines, dueAt });
  });
const filterOf = fc.record({
  queue: fc.constantFrom<Filter["queue"]>(null, "assign", "work"),
  level: fc.constantFrom<Filter["level"]>(null, "street"),
  isLateOnly: fc.boolean(),
  order: fc.constantFrom<Filter["order"]>("newest", "due"),
});

/** The list from the cards alone, the slow way. */
function plainList(
  cards: ReadonlyMap<string, CaseCard>,
  filter: Omit<Filter, "words" | "memberId" | "named">,
) {
  const states = { assign: ["filed"], work: ["dispatched", "in_progress"] } as const;
  const queue = filter.queue === "assign" || filter.queue === "work" ? states[filter.queue] : null;
  const due = ({ dueAt }: CaseCard): number => dueAt ?? Infinity;
  return [...cards.values()]
    .filter(
      (card) =>
        card.state !== "closed" &&
        (queue === null || queue.some((state) => state === card.state)) &&
        (filter.level === null || card.level === filter.level) &&
        (!filter.isLateOnly || toneOf(card, NOW) === "late"),
    )
    .toSorted((a, b) => {
      const by = filter.order === "due" ? due(a) - due(b) : b.reportedAt - a.reportedAt;
      return (Number.isNaN(by) ? 0 : by) || (a.id < b.id ? -1 : 1);
    })
    .map(({ id }) => id);
}

test("after any steps the columns give the list that the cards give, in every order", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cardOf, filterOf), { maxLength: 60 }), (steps) => {
      const board = new CaseBoard();
      const newest = new Map<string, CaseCard>();
      for (const [card, filter] of steps) {
        board.take([card]);
        const known = newest.get(card.id);
        // Other rules give the same version other times.
        const isOther = card.version === known?.version && card.dueAt !== known.dueAt;
        if (card.version > (known?.version ?? 0) || isOther) newest.set(card.id, card);
        expect(shown(board, filter)).toEqual(plainList(newest, filter));
        expect(countQueues(board.table, NO_FILTER, NOW).all).toBe(shown(board).length);
      }
    }),
    { numRuns: 60 },
  );
});

function deadline(yellowAt: number, dueAt: number): CaseCard["deadlines"][number] {
  const clock = { clock: "handle", epoch: 1, milestone: "done", status: "running" } as const;
  return { ...clock, startedAt: 0, yellowAt, dueAt, stoppedAt: null };
}

test("the tone follows the running clocks, on a card and in the columns", () => {
  const tones = (...deadlines: CaseCard["deadlines"]) => {
    const card = someCard({ deadlines });
    return [toneOf(card, NOW), toneAt(boardOf(card).table, 0, NOW)];
  };
  expect(tones(deadline(NOW + 1000, NOW + 2000))).toEqual(["fine", "fine"]);
  expect(tones(deadline(NOW, NOW + 1000))).toEqual(["soon", "soon"]);
  expect(tones(deadline(NOW - 9000, NOW))).toEqual(["late", "late"]);
  expect(tones({ ...deadline(0, 1000), status: "held" })).toEqual(["held", "fine"]);
  expect(tones({ ...deadline(0, 1000), status: "stopped" })).toEqual(["held", "fine"]);
});

test("chips count what the rest of the filter lets through, and the list shows the chosen chip", () => {
  const board = boardOf(
    someCard({ id: "a", state: "filed", reportedAt: 1000 }),
    someCard({ id: "b", state: "in_progress", reportedAt: 3000 }),
    someCard({ id: "c", state: "dispatched", level: "street", reportedAt: 2000 }),
    someCard({ id: "d", state: "closed" }),
  );
  const filter = { ...NO_FILTER, queue: "work" } as const;
  expect(countQueues(board.table, filter, NOW)).toMatchObject({
    all: 3,
    queues: { assign: 1, work: 2, check: 0 },
  });
  expect(shown(board, filter)).toEqual(["b", "c"]);
  expect(shown(board, { ...filter, level: "street" })).toEqual(["c"]);
});

test("named cases are shown alone, the ended ones in their own list, and the chips count them", () => {
  const board = boardOf(
    someCard({ id: "a", state: "filed" }),
    someCard({ id: "b", state: "filed" }),
    someCard({ id: "c", state: "closed" }),
    someCard({ id: "d", state: "closed" }),
  );
  const named = { id: "spot", title: "spot", ids: new Set(["a", "c", "unknown"]) };
  expect(shown(board, { named })).toEqual(["a"]);
  expect(shown(board, { named, queue: "ended" })).toEqual(["c"]);
  expect(countQueues(board.table, { ...NO_FILTER, named }, NOW)).toMatchObject({
    all: 1,
    queues: { assign: 1 },
  });
});

test("words find the class of a row, the text of a card that is here, and what the server found", () => {
  const board = boardOf(someCard({ id: "a", description: "Broken KERB" }), someCard({ id: "b" }));
  board.beginLoading();
  const others = [someCard({ id: "c", categoryId: "event.05-05" }), someCard({ id: "d" })];
  board.load(snapshot([someCard({ id: "a" }), someCard({ id: "b" }), ...others]));
  expect(shown(board, { words: " kerb " })).toEqual(["a"]);
  expect(shown(board, { words: "机动车" })).toEqual(["c"]);
  expect(shown(board, { words: "kerb" }, ["d"])).toEqual(["a", "d"]);
});

test("ended cases have a list of their own, the last first, whatever is late", () => {
  const board = boardOf(
    someCard({ id: "a", state: "closed", updatedAt: 1 }),
    someCard({ id: "b", state: "rejected", updatedAt: 2 }),
    someCard({ id: "c" }),
  );
  expect(shown(board, { queue: "ended", isLateOnly: true })).toEqual(["b", "a"]);
});

test("a whole number finds its case under every filter, open or ended", () => {
  const board = boardOf(
    someCard({ id: "a", number: "20261120-000001", state: "closed" }),
    someCard({ id: "b", number: "20261120-000002" }),
  );
  for (const queue of [null, "intake", "ended"] as const)
    for (const [id, words] of [
      ["a", " 20261120-000001"],
      ["b", "20261120-000002"],
    ] as const)
      expect(shown(board, { queue, isLateOnly: true, words })).toEqual([id]);
});

test("the numbers of grids and of communities both add up to the list", () => {
  const place = (changes: object) => ({ ...someCard().place, ...changes });
  const nowhere = { communityId: null, gridVersionId: null };
  const board = boardOf(
    someCard({ id: "a", deadlines: [deadline(1000, 2000)] }),
    someCard({ id: "b" }),
    someCard({ id: "c", place: place({ gridVersionId: "unseen" }) }),
    someCard({ id: "d", place: place({ ...nowhere, position: [101, 37] }) }),
    someCard({ id: "e", place: place({ ...nowhere, position: null }) }),
  );
  const { table } = board;
  const counted = { table, rows: [0, 1, 2, 3, 4], now: NOW };
  const places = [{ id: "c1", center: [102, 38] as const }];
  const grids = new Map([["g1", { id: "g1", name: "", center: [102.1, 38.1] as const }]]);
  const numbers = (counts: readonly { id: string; all: number; late: number }[]) =>
    counts.map(({ id, all, late }) => [id, all, late]);
  expect(numbers(countGrids(counted, grids, places))).toEqual([
    ["g1", 2, 1],
    ["c1", 1, 0],
    ["d", 1, 0],
  ]);
  expect(numbers(countCommunities(counted, places))).toEqual([
    ["c1", 3, 1],
    ["d", 1, 0],
  ]);
});

test("weeks of steps leave no more behind than a few thousand ended cases and cards", () => {
  const board = new CaseBoard();
  for (let nth = 0; nth < 30_000; nth += 1) {
    board.take([someCard({ id: `${nth}`, version: 1 })]);
    if (nth % 3 === 0) board.drop(`${nth}`, 2);
    else board.take([someCard({ id: `${nth}`, version: 2, state: "closed", updatedAt: nth })]);
  }
  expect(board.table.count).toBeLessThanOrEqual(2_001);
  expect(board.table.end).toBeLessThanOrEqual(2_002);
  expect([...board.cards()].length).toBeLessThanOrEqual(4_000);
});
