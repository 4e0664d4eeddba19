import type { CountedFact, WorkCalendar } from "@onegrid/core/dispatch";
import type { FigureCasesQuery, FigureCasesReply } from "@onegrid/core/dispatch/figures-contract";
import { readAs, type Db } from "@onegrid/db";
import { listCasesById, type FiguresAsked } from "@onegrid/db/dispatch";
import { describeCases } from "../cases/describe-cases.ts";
import { rulesOf } from "../rules/rules-in-force.ts";
import { figuresAsked, USUAL_LIMIT, type FigureReader } from "./case-figures.ts";

/** The moment as of which things stand, and the calendar by which they are late. */
export interface CountedAt {
  readonly now: number;
  readonly calendar: WorkCalendar;
}

export const countedAt = async (trx: Db, now: Date): Promise<CountedAt> => ({
  now: now.getTime(),
  calendar: (await rulesOf(trx)).book.calendar,
});

/** A case with what it brings to one figure. */
interface CountedCase {
  readonly id: string;
  readonly key: string;
  readonly facts: readonly CountedFact[];
}

/** The cases behind one number of what stands beside cases: calls for help, meetings. */
export async function countedCases(
  db: Db,
  query: FigureCasesQuery,
  { reader, now }: { readonly reader: FigureReader; readonly now: Date },
  listCounted: (trx: Db, asked: FiguresAsked, at: CountedAt) => Promise<readonly CountedCase[]>,
): Promise<FigureCasesReply> {
  const asked = figuresAsked(query, reader);
  const { offset = 0, limit = USUAL_LIMIT, side = "denominator", group = null } = query;
  const { cases, total } = await readAs(db, reader.sight, async (trx) => {
    const counted = await listCounted(trx, asked, await countedAt(trx, now));
    const ids = counted.flatMap(({ id, key, facts }) => {
      const isBehind = facts.some(
        ({ isCounted, isSo }) => isCounted && (isSo || side === "denominator"),
      );
      return isBehind && (group === null || key === group) ? [id] : [];
    });
    const page = ids.slice(offset, offset + limit);
    return { cases: await listCasesById(trx, page, reader.jurisdiction), total: ids.length };
  });
  return { cards: await describeCases(db, cases), total };
}
