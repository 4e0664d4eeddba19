import {
  bookOf,
  editionFor,
  findCategory,
  isoDayAt,
  STATE_TABLE,
  type Case,
  type Category,
  type RuleBook,
  type RuleEdition,
  type RuleVersion,
} from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import {
  holdRuleHead,
  listRuleEditions,
  listRuleVersions,
  ruleHead,
  type RuleHead,
} from "@onegrid/db/dispatch";

/** The rule book (规则库) as it is in force, with what was known before. */
export interface Rules {
  readonly book: RuleBook;
  /** The book that holds for a case: the newest while it is open, that of its end afterwards. */
  readonly bookFor: (folded: Pick<Case, "state" | "updatedAt">) => RuleBook;
  /** The class of a case as of the day of its report (案件类别). */
  readonly categoryFor: (folded: Case) => Category | undefined;
}

export function makeRules(
  versions: readonly RuleVersion[],
  editions: readonly RuleEdition[],
): Rules {
  const books = new Map<number, RuleBook>();
  const bookAt = (edition: number): RuleBook => {
    const book = books.get(edition) ?? bookOf(versions, edition);
    books.set(edition, book);
    return book;
  };
  const bookFor: Rules["bookFor"] = ({ state, updatedAt }) =>
    bookAt(editionFor(editions, STATE_TABLE[state].isOpen, updatedAt));
  return {
    book: bookAt(editionFor(editions, true, 0)),
    bookFor,
    categoryFor: (folded) => {
      const book = bookFor(folded);
      return findCategory(book, folded.categoryId, isoDayAt(book.calendar, folded.reportedAt));
    },
  };
}

/**
 * By the token of their edition, which no other book has: what is kept under it is never out of date.
 * Only what has been read is kept: a read that another transaction waits for could wait for its line.
 */
const KEPT = new Map<string, Rules>();
const MOST_KEPT = 8;
/** Within a transaction that holds the head the edition is asked for once. */
const HELD = new WeakMap<object, Rules>();

/**
 * The rules in force. Which edition that is, is one look at one row, each time: so every server
 * process agrees at once, and only an edition that is new to this one is read whole.
 */
export const rulesOf = async (db: Db): Promise<Rules> =>
  HELD.get(db) ?? (await rulesAt(db, await ruleHead(db)));

/**
 * The rules in force, which stay so until the transaction ends. Whatever writes a case begins with it,
 * before it holds any row: whoever changes the rules takes the same way.
 */
export async function holdRules(trx: Db): Promise<Rules> {
  const held = HELD.get(trx) ?? (await rulesAt(trx, await holdRuleHead(trx)));
  HELD.set(trx, held);
  return held;
}

async function rulesAt(db: Db, { token }: RuleHead): Promise<Rules> {
  const rules =
    KEPT.get(token) ?? makeRules(await listRuleVersions(db), await listRuleEditions(db));
  // The one asked for last goes last.
  KEPT.delete(token);
  KEPT.set(token, rules);
  for (const old of [...KEPT.keys()].slice(0, -MOST_KEPT)) KEPT.delete(old);
  return rules;
}
