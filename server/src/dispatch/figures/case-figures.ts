import type { Jurisdiction, Sight } from "@onegrid/core/access";
import { dayOfIso, isoOfDay } from "@onegrid/core/civil-day";
import {
  FACT_BITS,
  factsIn,
  figuresOf,
  findCategory,
  parkedOf,
  standsIn,
  type FactsTally,
  type FigureName,
} from "@onegrid/core/dispatch";
import {
  MOST_FIGURE_DAYS,
  type FigureCasesQuery,
  type FigureCasesReply,
  type FigureGroup,
  type FigureGrouping,
  type FiguresQuery,
  type FiguresReply,
} from "@onegrid/core/dispatch/figures-contract";
import { readAs, type Db } from "@onegrid/db";
import {
  findPlaceNames,
  listCasesOfFacts,
  listUnsettledCases,
  tallyFacts,
  type FiguresAsked,
} from "@onegrid/db/dispatch";
import { Problem } from "../../problem.ts";
import { describeCases } from "../cases/describe-cases.ts";
import { rulesOf } from "../rules/rules-in-force.ts";
import { standingsAt } from "./past-standings.ts";

export const USUAL_LIMIT = 50;
/** A case with none of these is in no figure. */
const OF_PERIOD = FACT_BITS.isReported + FACT_BITS.isDue + FACT_BITS.isEnded + FACT_BITS.isParked;

export interface FigureReader {
  readonly jurisdiction: Jurisdiction;
  readonly sight: Sight;
  /** The areas whose cases they read. */
  readonly scope: readonly string[];
}

/** One case that was counted from its log: it has gone on since the end of the period. */
interface Counted {
  readonly id: string;
  readonly key: string;
  readonly code: number;
}

/** The figures of a period within reach, altogether and by area or class. */
export async function caseFigures(
  db: Db,
  query: FiguresQuery,
  reader: FigureReader,
): Promise<FiguresReply> {
  const asked = figuresAsked(query, reader);
  return readAs(db, reader.sight, async (trx) => {
    const tallies = [...(await tallyFacts(trx, asked)), ...(await countUnsettled(trx, asked))];
    const keys = keysInOrder(tallies.map(({ key }) => key));
    const named = await namerOf(trx, asked.by, keys);
    const groups = keys.map((key) => {
      const own = tallies.filter((each) => each.key === key);
      return { key, ...named(key), ...sumsOf(own) };
    });
    return {
      from: query.from,
      to: query.to,
      areaId: asked.areaId,
      total: sumsOf(tallies),
      groups,
    };
  });
}

/** What lies in no group comes last. */
export const keysInOrder = (keys: readonly string[]): string[] =>
  [...new Set(keys)].toSorted((a, b) => Number(a === "") - Number(b === "") || (a < b ? -1 : 1));

/** The cases behind one number of the figures. */
export async function figureCases(
  db: Db,
  figure: FigureName | "parked",
  query: FigureCasesQuery,
  reader: FigureReader,
): Promise<FigureCasesReply> {
  const asked = figuresAsked(query, reader);
  const side = query.side ?? "denominator";
  const group = query.group ?? null;
  const isBehind = ({ key, code }: Pick<Counted, "key" | "code">): boolean =>
    (group === null || key === group) &&
    (figure === "parked" ? (code & FACT_BITS.isParked) !== 0 : standsIn(figure, side, code));
  const { cases, total } = await readAs(db, reader.sight, async (trx) => {
    const tallies = (await tallyFacts(trx, asked)).filter(isBehind);
    const counted = (await countUnsettled(trx, asked)).filter(isBehind);
    const found = await listCasesOfFacts(trx, asked, {
      codes: [...new Set(tallies.map(({ code }) => code))],
      ids: counted.map(({ id }) => id),
      group,
      offset: query.offset ?? 0,
      limit: query.limit ?? USUAL_LIMIT,
    });
    const settled = tallies.reduce((sum, { count }) => sum + count, 0);
    return { cases: found, total: settled + counted.length };
  });
  return { cards: await describeCases(db, cases), total };
}

const sumsOf = (tallies: readonly FactsTally[]) => ({
  figures: figuresOf(tallies),
  parked: parkedOf(tallies),
});

export function figuresAsked(
  query: FiguresQuery,
  { jurisdiction, scope }: FigureReader,
): FiguresAsked {
  const [from, to] = [dayIn(query.from), dayIn(query.to)];
  if (from === null || to === null || to <= from || to - from > MOST_FIGURE_DAYS)
    throw new Problem({ code: "dispatch.bad-period", most: MOST_FIGURE_DAYS });
  return {
    jurisdiction,
    from: midnightOf(query.from),
    to: midnightOf(query.to),
    // Whoever has one area looks at its parts, not at the one they have.
    areaId: query.areaId ?? (scope.length === 1 ? (scope[0] ?? null) : null),
    by: query.by ?? "area",
  };
}

/** `null` for a day that no calendar has, such as 30 February. */
function dayIn(iso: string): number | null {
  const day = dayOfIso(iso);
  return isoOfDay(day) === iso ? day : null;
}

/** 00:00 in the district's calendar. */
const midnightOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

/** Counts what has gone on since the end of the period as it stood then. */
async function countUnsettled(
  trx: Db,
  asked: FiguresAsked,
): Promise<(Counted & { readonly count: number })[]> {
  const unsettled = await listUnsettledCases(trx, asked);
  const period = { from: asked.from.getTime(), to: asked.to.getTime() };
  const standings = await standingsAt(trx, unsettled, asked.to);
  return unsettled.flatMap(({ id, key }) => {
    const standing = standings.get(id);
    const code = standing ? factsIn(standing, period) : 0;
    return (code & OF_PERIOD) === 0 ? [] : [{ id, key, code, count: 1 }];
  });
}

/** What the groups are called. */
export async function namerOf(
  trx: Db,
  by: FigureGrouping,
  keys: readonly string[],
): Promise<(key: string) => Pick<FigureGroup, "name" | "isArea">> {
  if (by === "class") {
    const { book } = await rulesOf(trx);
    return (key) => ({ name: findCategory(book, key)?.name ?? null, isArea: false });
  }
  const places = new Map((await findPlaceNames(trx, keys)).map((place) => [place.id, place]));
  return (key) => {
    const place = places.get(key);
    if (!place) return { name: null, isArea: false };
    return { name: { zh: place.name, en: place.name }, isArea: place.isArea };
  };
}
