import {
  boardFactsOf,
  changedClocks,
  findRuleFaults,
  OPEN_STATES,
  withChanges,
  type RuleBook,
  type RuleChange,
} from "@onegrid/core/dispatch";
import type {
  RuleChangesBody,
  RulePreviewReply,
  RuleSavedReply,
} from "@onegrid/core/dispatch/rules-contract";
import type { Db } from "@onegrid/db";
import {
  listOpenCases,
  listRuleEditions,
  listRuleVersions,
  lockRuleHead,
  saveCaseTimes,
  saveRuleEdition,
  takeOpenCases,
  type StoredCase,
} from "@onegrid/db/dispatch";
import { append } from "@onegrid/db/events";
import { writeAudit } from "../../access/audit.ts";
import { Problem } from "../../problem.ts";
import { timesOf } from "../cases/case-card.ts";
import { makeRules, rulesOf } from "./rules-in-force.ts";

const PAGE = 500;
const MOST_SHOWN = 50;

/** The book with changes in it, and all the rows that it is made of. */
async function changedBook(db: Db, book: RuleBook, changes: readonly RuleChange[]) {
  const edition = book.edition + 1;
  const versions = withChanges(await listRuleVersions(db), changes, edition);
  const { book: after } = makeRules(versions, [{ edition, savedAt: 0 }]);
  const faults = findRuleFaults(changes, book, after);
  if (faults.length > 0) throw new Problem({ code: "dispatch.rules-refused", faults });
  return after;
}

function refuseStale(edition: number, expected: number): void {
  if (edition !== expected) throw new Problem({ code: "dispatch.rules-stale", edition });
}

/** Which open cases would be due at another time; nothing is saved. */
export async function previewRules(
  db: Db,
  { expectedEdition, changes }: RuleChangesBody,
): Promise<RulePreviewReply> {
  const { book } = await rulesOf(db);
  refuseStale(book.edition, expectedEdition);
  const after = await changedBook(db, book, changes);
  const cases: RulePreviewReply["cases"] = [];
  let [openCases, changedCases] = [0, 0];
  for await (const page of pagesOf((asked) => listOpenCases(db, OPEN_STATES, asked))) {
    openCases += page.length;
    for (const { number, case: folded } of page) {
      const [changed] = changedClocks(folded, book, after);
      if (!changed) continue;
      changedCases += 1;
      const { clock, dueAt, newDueAt } = changed;
      const { categoryId } = folded;
      if (cases.length < MOST_SHOWN) cases.push({ number, categoryId, clock, dueAt, newDueAt });
    }
  }
  return { edition: book.edition, openCases, changedCases, cases };
}

/** Pages of cases in order of their ids. */
async function* pagesOf(
  read: (asked: { after: string; limit: number }) => Promise<StoredCase[]>,
): AsyncGenerator<StoredCase[]> {
  let after = "";
  for (;;) {
    const page = await read({ after, limit: PAGE });
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.case.id ?? "";
  }
}

/**
 * Saves changes of the rule book as one edition. In the same transaction every open case gets the due
 * times that follow from it; colours that were raised stay raised.
 */
export const saveRules = (
  db: Db,
  accountId: string,
  { expectedEdition, note, changes }: RuleChangesBody,
  now: Date,
): Promise<RuleSavedReply> =>
  db.transaction().execute(async (trx) => {
    const head = await lockRuleHead(trx);
    refuseStale(head.edition, expectedEdition);
    const { book } = makeRules(await listRuleVersions(trx), await listRuleEditions(trx));
    const after = await changedBook(trx, book, changes);
    const { edition } = after;
    const rows = changes.map((change) => ({ ...change, edition }));
    await saveRuleEdition(trx, { edition, savedAt: now.getTime(), accountId, note }, rows);
    const changedCases = await timeAgain(trx, book, after);
    await writeAudit(trx, {
      accountId,
      action: "dispatch.rules-change",
      object: `${edition}`,
      detail: {
        note,
        changedCases,
        changes: changes.map(({ kind, id, validFrom, rule }) => ({
          kind,
          id,
          validFrom,
          isRetired: rule === null,
        })),
      },
    });
    await append(trx, [
      {
        kind: "dispatch.rules-changed",
        subject: `${edition}`,
        scopePath: [],
        payload: { edition, changedCases },
      },
    ]);
    return { edition, changedCases };
  });

/** Writes the due times of all open cases as they are under a book; answers how many were others. */
async function timeAgain(trx: Db, before: RuleBook, book: RuleBook): Promise<number> {
  let changed = 0;
  for await (const page of pagesOf((asked) => takeOpenCases(trx, OPEN_STATES, asked))) {
    changed += page.filter(
      ({ case: folded }) => changedClocks(folded, before, book).length > 0,
    ).length;
    await saveCaseTimes(
      trx,
      page.map(({ case: folded }) => ({
        id: folded.id,
        ...timesOf(folded, book),
        yellowAt: boardFactsOf(folded, book)?.yellowAt ?? null,
      })),
    );
  }
  return changed;
}
