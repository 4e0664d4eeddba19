import type { CoverageReply } from "@onegrid/core/coverage/contract";
import { allHouseholds } from "./words.ts";

/** What a figure of nought wants before it says anything. */
export type Want = "stations" | "chosen-stations" | "households";

interface Wanted {
  readonly result: CoverageReply;
  /** Whether kinds or a service were chosen: then others may be there. */
  readonly isNarrowed: boolean;
}

/** In the order in which one would see to them; empty where nothing is missing. */
export function wantsOf({ result, isNarrowed }: Wanted): readonly Want[] {
  const { definition, stations, total } = result;
  const { buildings } = total;
  const hasBuildings = buildings.covered + buildings.uncovered + buildings.notComputable > 0;
  // At a stated hour the line of open and closed stations says it.
  const lacksStations = stations.length === 0 && definition.moment === undefined;
  return [
    ...(lacksStations ? [isNarrowed ? ("chosen-stations" as const) : ("stations" as const)] : []),
    ...(hasBuildings && allHouseholds(total) === 0 ? (["households"] as const) : []),
  ];
}
