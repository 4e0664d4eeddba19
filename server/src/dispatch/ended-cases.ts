import type { Jurisdiction } from "@onegrid/core/access";
import { categoriesNamed, isCaseNumber } from "@onegrid/core/dispatch";
import type { EndedListQuery, EndedListReply } from "@onegrid/core/dispatch/contract";
import type { Db } from "@onegrid/db";
import { findCaseByNumber, listEndedCases } from "@onegrid/db/dispatch";
import { describeCases } from "./describe-cases.ts";

const USUAL_LIMIT = 200;

/** The newest ended cases within reach that fit some words, or the one case with a whole number. */
export async function endedCases(
  db: Db,
  query: EndedListQuery,
  jurisdiction: Jurisdiction,
): Promise<EndedListReply> {
  const text = query.text?.trim() ?? "";
  if (isCaseNumber(text)) {
    const found = await findCaseByNumber(db, text, jurisdiction);
    return { cards: await describeCases(db, found ? [found] : []), hasMore: false };
  }
  const limit = query.limit ?? USUAL_LIMIT;
  const cases = await listEndedCases(db, {
    jurisdiction,
    text: text === "" ? null : text,
    categoryIds: categoriesNamed(text),
    level: query.level ?? null,
    memberId: query.memberId ?? null,
    limit: limit + 1,
  });
  return {
    cards: await describeCases(db, cases.slice(0, limit)),
    hasMore: cases.length > limit,
  };
}
