import { callFact, whistleSums, type WhistleFigureName } from "@onegrid/core/dispatch";
import type {
  FigureCasesQuery,
  FigureCasesReply,
  FiguresQuery,
} from "@onegrid/core/dispatch/figures-contract";
import type { WhistleFiguresReply } from "@onegrid/core/dispatch/whistle-contract";
import { readAs, type Db } from "@onegrid/db";
import {
  countReported,
  listCalledCases,
  listCasesById,
  type CalledCase,
  type FiguresAsked,
} from "@onegrid/db/dispatch";
import { describeCases } from "../cases/describe-cases.ts";
import { rulesOf } from "../rules/rules-in-force.ts";
import {
  figuresAsked,
  keysInOrder,
  namerOf,
  USUAL_LIMIT,
  type FigureReader,
} from "./case-figures.ts";

/**
 * The calls for help (吹哨) that were made in a period, as they stand now, within reach: altogether and by
 * area or class, each against the cases that were reported there meanwhile.
 */
export async function whistleFigures(
  db: Db,
  query: FiguresQuery,
  reader: FigureReader,
  now: Date,
): Promise<WhistleFiguresReply> {
  const asked = figuresAsked(query, reader);
  return readAs(db, reader.sight, async (trx) => {
    const { book } = await rulesOf(trx);
    const at = { now: now.getTime(), calendar: book.calendar };
    const called = await callsOf(trx, asked);
    const reported = await countReported(trx, asked);
    const keys = keysInOrder([...reported, ...called].map(({ key }) => key));
    const named = await namerOf(trx, asked.by, keys);
    const sums = (isIn: (each: { readonly key: string }) => boolean) =>
      whistleSums(
        called.filter(isIn).flatMap(({ cooperations }) => cooperations),
        reported.filter(isIn).reduce((sum, { count }) => sum + count, 0),
        at,
      );
    return {
      total: sums(() => true),
      groups: keys.map((key) => ({ key, ...named(key), ...sums((each) => each.key === key) })),
    };
  });
}

/** The cases behind one number. */
export async function whistleCases(
  db: Db,
  figure: WhistleFigureName,
  query: FigureCasesQuery,
  { reader, now }: { readonly reader: FigureReader; readonly now: Date },
): Promise<FigureCasesReply> {
  const asked = figuresAsked(query, reader);
  const { offset = 0, limit = USUAL_LIMIT, side = "denominator", group = null } = query;
  const { cases, total } = await readAs(db, reader.sight, async (trx) => {
    const { book } = await rulesOf(trx);
    const at = { now: now.getTime(), calendar: book.calendar };
    const ids = (await callsOf(trx, asked)).flatMap(({ id, key, cooperations }) => {
      const isBehind = cooperations.some((call) => {
        const { isCounted, isSo } = callFact(call, figure, at);
        return isCounted && (isSo || side === "denominator");
      });
      return isBehind && (group === null || key === group) ? [id] : [];
    });
    const page = ids.slice(offset, offset + limit);
    return { cases: await listCasesById(trx, page, reader.jurisdiction), total: ids.length };
  });
  return { cards: await describeCases(db, cases), total };
}

/** Cases with those of their calls that were made in the period. */
async function callsOf(trx: Db, asked: FiguresAsked): Promise<CalledCase[]> {
  const [from, to] = [asked.from.getTime(), asked.to.getTime()];
  return (await listCalledCases(trx, asked)).flatMap((each) => {
    const cooperations = each.cooperations.filter(({ calledAt, firstCalledAt = calledAt }) => {
      return firstCalledAt >= from && firstCalledAt < to;
    });
    return cooperations.length === 0 ? [] : [{ ...each, cooperations }];
  });
}
