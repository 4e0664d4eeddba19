import type { BuildingPlace } from "@onegrid/db/coverage";

/** Ids of the areas that a building counts to, and of its grid. */
export const areasOf = ({
  communityPath,
  gridId,
}: Pick<BuildingPlace, "communityPath" | "gridId">): readonly string[] =>
  gridId === null ? communityPath : [...communityPath, gridId];

/** What everything counts to. No id of an area or grid. */
export const TOTAL = "\u0000total";
