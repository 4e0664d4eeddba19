import type { Jurisdiction, Sight } from "@onegrid/core/access";
import { categoriesNamed, isCaseNumber } from "@onegrid/core/dispatch";
import type { EndedListQuery, EndedListReply } from "@onegrid/core/dispatch/contract";
import { readAs, type Db } from "@onegrid/db";
import { findCaseByNumber, listEndedCases } from "@onegrid/db/dispatch";
import { rulesOf } from "../rules/rules-in-force.ts";
import { describeCases } from "./describe-cases.ts";

const USUAL_LIMIT = 200;

/** The newest ended cases within reach that fit some words, or the one case with a whole number. */
export async function endedCases(
  db: Db,
  query: EndedListQuery,
  { jurisdiction, sight }: { readonly jurisdiction: Jurisdiction; readonly sight: Sight },
): Promise<EndedListReply> {
  const text = query.text?.trim() ?? "";
  if (isCaseNumber(text)) {
    const found = await readAs(db, sight, (trx) => findCaseByNumber(trx, text, jurisdiction));
    return { cards: await describeCases(db, found ? [found] : []), hasMore: false };
  }
  const { book } = await rulesOf(db);
  const limit = query.limit ?? USUAL_LIMIT;
  const asked = {
    jurisdiction,
    text: text === "" ? null : text,
    categoryIds: categoriesNamed(text, book.categories),
    level: query.level ?? null,
    memberId: query.memberId ?? null,
    limit: limit + 1,
  };
  const cases = await readAs(db, sight, (trx) => listEndedCases(trx, asked));
  return {
    cards: await describeCases(db, cases.slice(0, limit)),
    hasMore: cases.length > limit,
  };
}
