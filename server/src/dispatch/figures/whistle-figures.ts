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
  type CalledCase,
  type FiguresAsked,
} from "@onegrid/db/dispatch";
import { figuresAsked, keysInOrder, namerOf, type FigureReader } from "./case-figures.ts";
import { countedAt, countedCases } from "./counted-cases.ts";

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
    const at = await countedAt(trx, now);
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
export const whistleCases = (
  db: Db,
  figure: WhistleFigureName,
  query: FigureCasesQuery,
  by: { readonly reader: FigureReader; readonly now: Date },
): Promise<FigureCasesReply> =>
  countedCases(db, query, by, async (trx, asked, at) =>
    (await callsOf(trx, asked)).map(({ cooperations, ...each }) => ({
      ...each,
      facts: cooperations.map((call) => callFact(call, figure, at)),
    })),
  );

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
