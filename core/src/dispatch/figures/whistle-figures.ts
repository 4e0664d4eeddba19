import { cooperationDeadlines } from "../clocks/cooperation-clocks.ts";
import type { Cooperation } from "../model/cooperation.ts";
import type { EpochMs } from "../model/model.ts";
import type { WorkCalendar } from "../rules/calendar.ts";
import { doneInTime, rateOf, type CountedFact } from "./counted-fact.ts";
import type { Rate } from "./statistics.ts";

/** The figures of calls for help (吹哨报到). */
export const WHISTLE_FIGURES = [
  "whistle_calls", // 吹哨
  "whistle_acknowledged", // 按时应哨
  "whistle_arrived", // 按时到场
  "whistle_refused", // 拒哨
  "whistle_rated", // 评哨
] as const;
export type WhistleFigureName = (typeof WHISTLE_FIGURES)[number];

/**
 * A call as it stands at a moment. Whoever has come in time or too late counts, and whoever is late and has
 * not come; an answer that is not due yet says nothing, and a refusal has a figure of its own.
 */
export function callFact(
  call: Cooperation,
  figure: WhistleFigureName,
  at: { readonly now: EpochMs; readonly calendar: WorkCalendar },
): CountedFact {
  switch (figure) {
    case "whistle_calls":
      return { isCounted: true, isSo: true };
    case "whistle_refused":
      return { isCounted: true, isSo: (call.refusedAt ?? null) !== null };
    case "whistle_rated":
      return {
        isCounted: call.endedAt !== null && call.state !== "waived",
        isSo: call.stars !== null,
      };
    case "whistle_acknowledged":
      return inTime(call, "answer", call.acknowledgedAt, at);
    default:
      return inTime(call, "arrive", call.arrivedAt, at);
  }
}

function inTime(
  call: Cooperation,
  clock: "answer" | "arrive",
  came: EpochMs | null,
  { now, calendar }: { readonly now: EpochMs; readonly calendar: WorkCalendar },
): CountedFact {
  const deadline = cooperationDeadlines(call, calendar).find((each) => each.clock === clock);
  return doneInTime(came, deadline ?? { dueAt: null, stoppedAt: null }, now);
}

/** Calls for every hundred cases: neither too few nor too many (吹哨准). Start values of our own. */
const WHISTLE_BAND = { low: 2, high: 20, leastCases: 30 };
export type WhistleBand = "low" | "normal" | "high";

/** `null` where there are too few cases to say. */
export function whistleBand(calls: number, cases: number): WhistleBand | null {
  if (cases < WHISTLE_BAND.leastCases) return null;
  if (calls * 100 < WHISTLE_BAND.low * cases) return "low";
  return calls * 100 > WHISTLE_BAND.high * cases ? "high" : "normal";
}

export interface WhistleSums {
  /** Cases reported in the period: what the calls are measured by. */
  readonly cases: number;
  readonly calls: number;
  readonly band: WhistleBand | null;
  /** In the order of `WHISTLE_FIGURES`, without the first. */
  readonly rates: (Rate & { readonly figure: WhistleFigureName })[];
  /** Of those that were rated, together. */
  readonly stars: number;
}

/** The figures of some calls among some cases. */
export function whistleSums(
  calls: readonly Cooperation[],
  cases: number,
  at: { readonly now: EpochMs; readonly calendar: WorkCalendar },
): WhistleSums {
  const rates = WHISTLE_FIGURES.slice(1).map((figure) => ({
    figure,
    ...rateOf(calls.map((call) => callFact(call, figure, at))),
  }));
  return {
    cases,
    calls: calls.length,
    band: whistleBand(calls.length, cases),
    rates,
    stars: calls.reduce((sum, { stars }) => sum + (stars ?? 0), 0),
  };
}
