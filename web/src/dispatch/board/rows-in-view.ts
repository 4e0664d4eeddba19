import { isCaseNumber } from "@onegrid/core/dispatch";
import { findCategory } from "../../rule-book.ts";
import { lasting } from "../../map/index.ts";
import { useBoard, type BoardState } from "./board-store.ts";
import type { CaseBoard } from "./case-board.ts";
import type { Filter } from "./case-filter.ts";
import { createRowOrder, visibleRows } from "./case-view.ts";
import { searchWords } from "./case-words.ts";

const MINUTE_MS = 60_000;
/** Lists and numbers follow the clocks by the minute; the rings on the map do by themselves. */
export const wholeMinute = (now: number): number => Math.floor(now / MINUTE_MS) * MINUTE_MS;

const ORDERS = { newest: createRowOrder("newest"), due: createRowOrder("due") } as const;

type Look = Pick<BoardState, "now" | "found">;

/** Rows of the board's table, as a filter and the words that the server has found give them. */
export function rowsUnder(
  board: CaseBoard,
  filter: Filter,
  { now, found }: Look,
): readonly number[] {
  const word = filter.words.trim().toLowerCase();
  // Whoever has the whole number wants that case, wherever it stands.
  if (isCaseNumber(word)) return rowsNumbered(board, word);
  const hasWords = word === "" ? null : wordFinder(board, word, found);
  return visibleRows(board.table, ORDERS[filter.order](board.table), filter, { now, hasWords });
}

/** The rows that queue and map show now, in order. */
export const rowsInView: (state: BoardState) => readonly number[] = (() => {
  const compute = lasting((board: CaseBoard, _revision: number, filter: Filter, look: Look) =>
    rowsUnder(board, filter, look),
  );
  const lookOf = lasting((now: number, found: Look["found"]): Look => ({ now, found }));
  return ({ board, filter, found, now }) =>
    compute(
      board,
      // The text of a card counts only where words are looked for.
      filter.words === "" ? board.table.revision : board.revision,
      filter,
      // Time matters to the list only where lateness decides; a new list would redraw the map.
      lookOf(filter.isLateOnly ? wholeMinute(now) : 0, found),
    );
})();

/** The same as ids, for what goes to the server. */
export function idsInView(filter: Filter): string[] {
  const { board, now, found } = useBoard.getState();
  return rowsUnder(board, filter, { now, found }).map((row) => board.table.ids[row] ?? "");
}

function rowsNumbered(board: CaseBoard, number: string): number[] {
  const rows: number[] = [];
  for (const card of board.cards()) {
    const row = card.number === number ? board.table.rowOf(card.id) : undefined;
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

/** By the class of the row, by its card where that is here, and by what the server has found. */
function wordFinder(
  board: CaseBoard,
  word: string,
  found: BoardState["found"],
): (row: number) => boolean {
  const { table } = board;
  const isNamed = table.categories.words.map((id) => {
    const { zh, en } = findCategory(id)?.name ?? { zh: "", en: "" };
    return zh.includes(word) || en.toLowerCase().includes(word);
  });
  const ids = found?.words === word ? found.ids : null;
  return (row) => {
    const id = table.ids[row] ?? "";
    if (isNamed[table.category[row] ?? -1] === true || ids?.has(id) === true) return true;
    const here = board.card(id);
    return here !== undefined && searchWords(here).toLowerCase().includes(word);
  };
}
