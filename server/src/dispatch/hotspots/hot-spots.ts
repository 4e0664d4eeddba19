import { setImmediate as otherRequests } from "node:timers/promises";
import type { Jurisdiction, Sight } from "@onegrid/core/access";
import { dayOfIso, isoOfDay } from "@onegrid/core/civil-day";
import { chanceFrom, judgeHotSpots, SpaceTimeScan, type HotSpot } from "@onegrid/core/dispatch";
import {
  HOT_P,
  MOST_SPOT_CASES,
  USUAL_DAYS,
  type HotSpotField,
  type HotSpotsQuery,
  type HotSpotsReply,
} from "@onegrid/core/dispatch/hot-spots-contract";
import { readAs, type Db } from "@onegrid/db";
import {
  listCasesById,
  listGridPlaces,
  listPlacedReports,
  readGroundOfGrids,
  type GridPlace,
  type PlacedReport,
} from "@onegrid/db/dispatch";
import { localDay } from "../../access/sessions.ts";
import { describeCases } from "../cases/describe-cases.ts";
import { shapeField } from "../shape-field.ts";

const USUAL_MOST_DAYS = 14;
const SIMULATIONS = 999;
/** A hot spot is at most a grid with its five nearest, no farther than a walk of ten minutes. */
const MOST_PLACES = 6;
const MOST_METRES = 800;
const MOST_SPOTS = 10;
const MOST_DENSEST = 10;
const MOST_CARDS = 20;
const DAY_MS = 86_400_000;
/** The thread is given back to other requests as often as this. */
const TURN_MS = 10;

export interface HotSpotReader {
  readonly jurisdiction: Jurisdiction;
  readonly sight: Sight;
}

/** Reports in grids of today, with the number of the grid and the day from the first one on. */
interface Counted {
  readonly caseId: string;
  readonly place: number;
  readonly day: number;
  readonly reportedAt: number;
}

/** Where there have lately been more cases than chance explains, of those within reach. */
export async function hotSpots(
  db: Db,
  query: HotSpotsQuery,
  { jurisdiction, sight, now }: HotSpotReader & { readonly now: Date },
): Promise<HotSpotsReply> {
  const today = localDay(now);
  const first = dayOfIso(today) - USUAL_DAYS + 1;
  const areaId = query.areaId ?? null;
  const { grids, reports } = await readAs(db, sight, async (trx) => ({
    grids: await listGridPlaces(trx, areaId),
    reports: await listPlacedReports(trx, {
      jurisdiction,
      areaId,
      category: query.category ?? null,
      from: midnightOf(first),
      to: new Date(midnightOf(first).getTime() + USUAL_DAYS * DAY_MS),
    }),
  }));
  const counted = countedOf(reports, grids, first);
  const mostDays = query.days ?? USUAL_MOST_DAYS;
  const spots = await scanned({ grids, counted, mostDays }, chanceFrom(first));
  return {
    day: today,
    usualDays: USUAL_DAYS,
    mostDays,
    simulations: SIMULATIONS,
    total: counted.length,
    withoutGrid: reports.length - counted.length,
    spots: await describe(db, { jurisdiction, sight }, { spots, grids, counted, today }),
    densest: densestOf(
      grids,
      counted.filter(({ day }) => day >= USUAL_DAYS - mostDays),
    ),
  };
}

const midnightOf = (day: number): Date => new Date(`${isoOfDay(day)}T00:00:00+08:00`);

function countedOf(
  reports: readonly PlacedReport[],
  grids: readonly GridPlace[],
  first: number,
): Counted[] {
  const numbers = new Map(grids.map(({ id }, place) => [id, place]));
  return reports.flatMap(({ caseId, gridId, reportedAt }) => {
    const place = numbers.get(gridId ?? "");
    const day = Math.floor((reportedAt - midnightOf(first).getTime()) / DAY_MS);
    return place === undefined ? [] : [{ caseId, place, day, reportedAt }];
  });
}

interface Scanned {
  readonly grids: readonly GridPlace[];
  readonly counted: readonly Counted[];
  readonly mostDays: number;
}

async function scanned(
  { grids, counted, mostDays }: Scanned,
  random: () => number,
): Promise<HotSpot[]> {
  const scan = new SpaceTimeScan({
    places: planeOf(grids),
    days: USUAL_DAYS,
    mostDays,
    mostPlaces: MOST_PLACES,
    mostMetres: MOST_METRES,
    caseOf: {
      place: Int32Array.from(counted, ({ place }) => place),
      day: Int32Array.from(counted, ({ day }) => day),
    },
  });
  const observed = scan.observe(MOST_SPOTS);
  if (observed.length === 0) return [];
  const simulated: number[] = [];
  let turn = performance.now();
  for (let round = 0; round < SIMULATIONS; round += 1) {
    simulated.push(scan.simulate(random));
    if (performance.now() - turn < TURN_MS) continue;
    await otherRequests();
    turn = performance.now();
  }
  return judgeHotSpots(observed, simulated).filter(({ p }) => p <= HOT_P);
}

const METRES_A_DEGREE = 111_195;

/** Metres on a plane that touches the middle: near enough to tell which grids are neighbours. */
function planeOf(grids: readonly GridPlace[]) {
  const middle = grids.reduce((sum, { lat }) => sum + lat, 0) / Math.max(1, grids.length);
  const wide = METRES_A_DEGREE * Math.cos((middle * Math.PI) / 180);
  return grids.map(({ lng, lat }) => ({ x: lng * wide, y: lat * METRES_A_DEGREE }));
}

const nameOf = ({ id, code, name }: GridPlace) => ({ id, code, name });

interface Found {
  readonly spots: readonly HotSpot[];
  readonly grids: readonly GridPlace[];
  readonly counted: readonly Counted[];
  readonly today: string;
}

async function describe(
  db: Db,
  { jurisdiction, sight }: HotSpotReader,
  { spots, grids, counted, today }: Found,
): Promise<HotSpotField[]> {
  const described: HotSpotField[] = [];
  for (const { places, days, count, expected, p } of spots) {
    const ids = counted
      .filter(({ place, day }) => places.includes(place) && day >= USUAL_DAYS - days)
      .toSorted((a, b) => b.reportedAt - a.reportedAt)
      .slice(0, MOST_SPOT_CASES)
      .map(({ caseId }) => caseId);
    const found = places.flatMap((place) => grids[place] ?? []);
    const { cases, geometry } = await readAs(db, sight, async (trx) => ({
      cases: await listCasesById(trx, ids.slice(0, MOST_CARDS), jurisdiction),
      geometry: await readGroundOfGrids(
        trx,
        found.map(({ id }) => id),
      ),
    }));
    const cards = await describeCases(db, cases);
    described.push({
      grids: found.map(nameOf),
      position: [found[0]?.lng ?? 0, found[0]?.lat ?? 0],
      geometry: shapeField(geometry),
      days,
      since: isoOfDay(dayOfIso(today) - days + 1),
      count,
      expected,
      p,
      caseIds: ids,
      cards: cards.toSorted((a, b) => b.reportedAt - a.reportedAt),
    });
  }
  return described;
}

/** By cases per 100 households, compared as whole numbers; of grids with any of both. */
function densestOf(
  grids: readonly GridPlace[],
  recent: readonly Counted[],
): HotSpotsReply["densest"] {
  const counts = new Map<number, number>();
  for (const { place } of recent) counts.set(place, (counts.get(place) ?? 0) + 1);
  return grids
    .flatMap((grid, place) => {
      const count = counts.get(place) ?? 0;
      const { households, lng, lat } = grid;
      return count === 0 || households === 0
        ? []
        : [{ ...nameOf(grid), count, households, position: [lng, lat] as [number, number] }];
    })
    .toSorted((a, b) => b.count * a.households - a.count * b.households || b.count - a.count)
    .slice(0, MOST_DENSEST);
}
