import type { FigureGrouping } from "@onegrid/core/dispatch/figures-contract";
import { dayAfter } from "../i18n/days.ts";

export interface FiguresChoice {
  readonly from: string;
  /** The last day, as people say it. */
  readonly last: string;
  readonly areaId: string;
  readonly by: FigureGrouping;
}

/** What the server is asked: the first day after the period. */
export const figuresQuery = ({ from, last, areaId, by }: FiguresChoice) => ({
  from,
  to: dayAfter(last),
  by,
  ...(areaId === "" ? {} : { areaId }),
});
