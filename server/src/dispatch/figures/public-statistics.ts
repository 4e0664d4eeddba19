import {
  deadlinesOf,
  fullMonths,
  isClosedOnTime,
  publicClasses,
  publicTable,
  type PlacedCount,
} from "@onegrid/core/dispatch";
import type { PublicFigure, PublicStatisticsReply } from "@onegrid/core/dispatch/public-contract";
import type { Db } from "@onegrid/db";
import { countOpenAt, listClosedCases, listPublicPlaces } from "@onegrid/db/dispatch";
import { TIME_RULES } from "../cases/case-card.ts";

const MONTHS = 3;
const PAGE = 500;

type MonthCounts = Readonly<Record<PublicFigure, readonly PlacedCount[]>>;

/** The figures of the last full months for anybody, with nothing below five in them. */
export async function publicStatistics(db: Db, today: string): Promise<PublicStatisticsReply> {
  const { districts, communities } = await listPublicPlaces(db);
  const months: { month: string; counts: MonthCounts }[] = [];
  for (const { month, from, to } of fullMonths(today, MONTHS))
    months.push({ month, counts: await countMonth(db, midnightOf(from), midnightOf(to)) });

  const all = months.flatMap(({ counts }) => Object.values(counts).flat());
  const classes = publicClasses(all);
  const isOutside = all.some(({ communityId }) => communityId === null);
  const rows = [...communities.map(({ id }) => id), ...(isOutside ? [null] : [])];
  return {
    district: districts.join("、"),
    communities: [...communities.map(({ name }) => name), ...(isOutside ? [null] : [])],
    classes: classes.map(({ name }) => name),
    months: months.map(({ month, counts }) => ({
      month,
      closedOnTime: publicTable(counts.closedOnTime, rows, classes),
      closedLate: publicTable(counts.closedLate, rows, classes),
      open: publicTable(counts.open, rows, classes),
    })),
  };
}

/** 00:00 in the district's calendar. */
const midnightOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

async function countMonth(db: Db, from: Date, to: Date): Promise<MonthCounts> {
  const closedOnTime: PlacedCount[] = [];
  const closedLate: PlacedCount[] = [];
  let after = "";
  for (;;) {
    const page = await listClosedCases(db, { from, to, after, limit: PAGE });
    for (const { case: folded, communityId } of page) {
      const deadlines = deadlinesOf(folded, TIME_RULES);
      const isOnTime = isClosedOnTime(deadlines, folded.closedAt ?? folded.updatedAt);
      const counts = isOnTime ? closedOnTime : closedLate;
      counts.push({ communityId, categoryId: folded.categoryId, count: 1 });
    }
    after = page.at(-1)?.case.id ?? "";
    if (page.length < PAGE) return { closedOnTime, closedLate, open: await countOpenAt(db, to) };
  }
}
