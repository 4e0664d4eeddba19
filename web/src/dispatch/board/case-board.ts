import { STATE_TABLE, type CaseState } from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { openCaseOf, type OpenCases } from "@onegrid/core/dispatch/open-cases-contract";
import { CaseTable, nextSecond } from "./case-table.ts";

const MOST_CLOSED = 2000;
const MOST_CARDS = 4000;
const MOST_GONE = 5000;

/**
 * The cases of this screen: all of them as columns, and the cards of those that were looked at. It is
 * changed in place, and whoever shows it looks again when its `revision` is another. Closed cases
 * stay for a while: an older answer that comes late must not bring them back.
 */
export class CaseBoard {
  readonly table = new CaseTable();
  /** Raised by every change, of the columns or of the cards. */
  revision = 0;
  readonly #cards = new Map<string, CaseCard>();
  /** Cases that left this viewer's scope, with the version at which they did. */
  readonly #gone = new Map<string, number>();
  /** What has changed while a snapshot is on its way; `null`: none is. */
  #touched: Set<string> | null = null;
  #closed = 0;
  readonly #mostCards: number;

  constructor({ mostCards = MOST_CARDS } = {}) {
    this.#mostCards = mostCards;
  }

  /** The card as far as it is here; it may be older than the row. */
  card(id: string): CaseCard | undefined {
    return this.#cards.get(id);
  }

  cards(): IterableIterator<CaseCard> {
    return this.#cards.values();
  }

  /** Whether the card that is shown of a row has to be asked for. */
  lacksCard(id: string): boolean {
    return (this.#cards.get(id)?.version ?? 0) < this.#versionOf(id);
  }

  /** Takes cards from a list, a reply or the stream: the newest version of each case wins. */
  take(cards: readonly CaseCard[]): void {
    for (const card of cards) this.#takeOne(card);
    if (this.#closed > MOST_CLOSED) this.#forgetClosed();
    for (const id of this.#cards.keys()) {
      if (this.#cards.size <= this.#mostCards) break;
      this.#cards.delete(id);
    }
  }

  #takeOne(card: CaseCard): void {
    const known = this.#versionOf(card.id);
    if (card.version < known || this.#hasLeft(card)) return;
    const shown = this.#cards.get(card.id);
    if (card.version === known && shown?.version === known && shown.dueAt === card.dueAt) return;
    const wasClosed = this.#isClosed(card.id);
    if (card.version > known || shown?.dueAt !== card.dueAt)
      this.table.put({ ...openCaseOf(card), updatedAt: card.updatedAt });
    this.#closed += Number(!isOpen(card.state)) - Number(wasClosed);
    // The last to be looked at is the last to go.
    this.#cards.delete(card.id);
    this.#cards.set(card.id, card);
    this.#touched?.add(card.id);
    this.revision += 1;
  }

  /**
   * Whether a case left with this version or a later one. The answer to the step by which it did comes
   * after the news of it, with the same version; a row of a snapshot says that it is ours again.
   */
  #hasLeft({ id, version }: CaseCard): boolean {
    const gone = this.#gone.get(id) ?? 0;
    return version < gone || (version === gone && this.table.rowOf(id) === undefined);
  }

  /** 0 where there is no row. */
  #versionOf(id: string): number {
    return this.table.version[this.table.rowOf(id) ?? -1] ?? 0;
  }

  #isClosed(id: string): boolean {
    const row = this.table.rowOf(id);
    return row !== undefined && !this.table.isOpen(row);
  }

  drop(id: string, version: number): void {
    if (this.#isClosed(id)) this.#closed -= 1;
    this.table.drop(id);
    this.#cards.delete(id);
    this.#gone.delete(id);
    this.#gone.set(id, version);
    const [oldest] = this.#gone.keys();
    if (this.#gone.size > MOST_GONE && oldest !== undefined) this.#gone.delete(oldest);
    this.#touched?.add(id);
    this.revision += 1;
  }

  /** A snapshot is asked for: from now on is noted what comes by other ways. */
  beginLoading(): void {
    this.#touched = new Set();
  }

  /**
   * Takes the snapshot. It was read after `beginLoading`, so an open case that it does not have and that
   * nothing was heard of since is no longer ours.
   */
  load(read: OpenCases): void {
    const { table } = this;
    const touched = this.#touched ?? new Set();
    this.#touched = null;
    const listed = new Set(read.ids);
    for (let row = 0; row < table.end; row += 1) {
      const id = table.ids[row] ?? "";
      if (!table.isOpen(row) || listed.has(id) || touched.has(id)) continue;
      table.drop(id);
      this.#cards.delete(id);
    }
    table.load(
      read,
      (id, version) => this.#versionOf(id) > version || version < (this.#gone.get(id) ?? 0),
    );
    this.#forgetOldTimes();
    this.revision += 1;
  }

  /** Other rules give a case other times, and no new version: such cards are asked for again. */
  #forgetOldTimes(): void {
    for (const card of this.#cards.values()) {
      const due = this.table.dueAt[this.table.rowOf(card.id) ?? -1];
      if (due !== undefined && !Object.is(due, nextSecond(card.dueAt))) this.#cards.delete(card.id);
    }
  }

  #forgetClosed(): void {
    const { table } = this;
    const closed: number[] = [];
    for (let row = 0; row < table.end; row += 1)
      if (!table.isEmpty(row) && !table.isOpen(row)) closed.push(row);
    closed.sort((a, b) => (table.updatedAt[a] ?? 0) - (table.updatedAt[b] ?? 0));
    for (const row of closed.slice(0, closed.length - MOST_CLOSED / 2)) {
      const id = table.ids[row] ?? "";
      table.drop(id);
      this.#cards.delete(id);
    }
    this.#closed = MOST_CLOSED / 2;
  }
}

export const isOpen = (state: CaseState): boolean => STATE_TABLE[state].isOpen;
