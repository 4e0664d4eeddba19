/**
 * From the ground up. A layer names its band and never a layer to lie under, so that two
 * capabilities need not know each other to be drawn in the right order.
 */
const BANDS = [
  "base", // the ground: land, roads, buildings
  "data", // what is committed: grids, coverage
  "selection", // what is chosen
  "draft", // what is being drawn: always above what it will become
  "overlay", // labels, live points
] as const;

export type Band = (typeof BANDS)[number];

/** Stable: layers of one band keep the order they were given in. */
export function sortByBand<T extends { readonly band: Band }>(layers: readonly T[]): T[] {
  return BANDS.flatMap((band) => layers.filter((layer) => layer.band === band));
}
