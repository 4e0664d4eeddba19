import type { CoverageReply } from "@onegrid/core/coverage/contract";
import { allHouseholds } from "./words.ts";

/** What a figure of nought wants before it says anything. */
export type Want = "stations" | "chosen-stations" | "outside" | "households";

/** Of all buildings, by number. */
const MANY_OUTSIDE = 0.05;

/** Whether so many buildings lie in no community that the sums are not those of the town. */
export function lacksAreas({ buildingsOutsideAreas: outside, total }: CoverageReply): boolean {
  return outside > MANY_OUTSIDE * (outside + buildingsOf(total));
}

const buildingsOf = ({ buildings }: CoverageReply["total"]): number =>
  buildings.covered + buildings.uncovered + buildings.notComputable;

interface Wanted {
  readonly result: CoverageReply;
  /** Whether kinds or a service were chosen: then others may be there. */
  readonly isNarrowed: boolean;
}

/** Whether no station counts at any time. At a stated hour another line says how many are open. */
export const lacksStations = ({ stations, definition }: CoverageReply): boolean =>
  stations.length === 0 && definition.moment === undefined;

/** In the order in which one would see to them; empty where nothing is missing. */
export function wantsOf({ result, isNarrowed }: Wanted): readonly Want[] {
  const { total } = result;
  const lacksHouseholds = buildingsOf(total) > 0 && allHouseholds(total) === 0;
  return [
    ...(lacksStations(result)
      ? [isNarrowed ? ("chosen-stations" as const) : ("stations" as const)]
      : []),
    ...(lacksAreas(result) ? (["outside"] as const) : []),
    ...(lacksHouseholds ? (["households"] as const) : []),
  ];
}
