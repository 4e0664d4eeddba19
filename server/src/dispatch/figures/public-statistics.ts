import {
  deadlinesOf,
  fullMonths,
  isClosedOnTime,
  majorsOf,
  publicClasses,
  publicTable,
  type PlacedCount,
} from "@onegrid/core/dispatch";
import type { PublicFigure, PublicStatisticsReply } from "@onegrid/core/dispatch/public-contract";
import type { Db } from "@onegrid/db";
import { countOpenAt, listClosedCases, listPublicPlaces } from "@onegrid/db/dispatch";
import { rulesOf, type Rules } from "../rules/rules-in-force.ts";

const MONTHS = 3;
const PAGE = 500;

type MonthCounts = Readonly<Record<PublicFigure, readonly PlacedCount[]>>;

/** The figures of the last full months for anybody, with nothing below five in them. */
export async function publicStatistics(db: Db, today: string): Promise<PublicStatisticsReply> {
  const { districts, communities } = await listPublicPlaces(db);
  const rules = await rulesOf(db);
  const months: { month: string; counts: MonthCounts }[] = [];
  for (const { month, from, to } of fullMonths(today, MONTHS))
    months.push({ month, counts: await countMonth(db, rules, midnightOf(from), midnightOf(to)) });

  const all = months.flatMap(({ counts }) => Object.values(counts).flat());
  const { categories } = rules.book;
  const classes = publicClasses(all, categories);
  const majorOf = majorsOf(categories);
  const isOutside = all.some(({ communityId }) => communityId === null);
  const rows = [...communities.map(({ id }) => id), ...(isOutside ? [null] : [])];
  return {
    district: districts.join("、"),
    communities: [...communities.map(({ name }) => name), ...(isOutside ? [null] : [])],
    classes: classes.map(({ name }) => name),
    months: months.map(({ month, counts }) => ({
      month,
      closedOnTime: publicTable(counts.closedOnTime, rows, classes, majorOf),
      closedLate: publicTable(counts.closedLate, rows, classes, majorOf),
      open: publicTable(counts.open, rows, classes, majorOf),
    })),
  };
}

/** 00:00 in the district's calendar. */
const midnightOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

async function countMonth(db: Db, { bookFor }: Rules, from: Date, to: Date): Promise<MonthCounts> {
  const closedOnTime: PlacedCount[] = [];
  const closedLate: PlacedCount[] = [];
  let after = "";
  for (;;) {
    const page = await listClosedCases(db, { from, to, after, limit: PAGE });
    for (const { case: folded, communityId } of page) {
      const deadlines = deadlinesOf(folded, bookFor(folded));
      const isOnTime = isClosedOnTime(deadlines, folded.closedAt ?? folded.updatedAt);
      const counts = isOnTime ? closedOnTime : closedLate;
      counts.push({ communityId, categoryId: folded.categoryId, count: 1 });
    }
    after = page.at(-1)?.case.id ?? "";
    if (page.length < PAGE) return { closedOnTime, closedLate, open: await countOpenAt(db, to) };
  }
}
