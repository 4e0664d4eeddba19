import { markOf } from "./clearance.ts";
import { layoutCompound } from "./layout-compound.ts";
import { layoutHouses, noteLaneSites } from "./layout-houses.ts";
import { layoutInstitution, layoutPark } from "./layout-institution.ts";
import { chooseShopMargins, layoutShops } from "./layout-shops.ts";
import type { Block, PartLayout } from "./model.ts";
import { randomFor } from "./random.ts";
import type { TownLines } from "./town-lines.ts";
import type { Town } from "./town.ts";
import type { ParcelJob } from "./yard.ts";

const emptyLayout = (): PartLayout => ({
  compounds: [],
  buildings: [],
  paths: [],
  land: [],
  junctions: [],
  sites: [],
  places: [],
});

/**
 * Builds up one part of a superblock. The same part always comes out the same, so a city is built
 * twice, once to count and once to write, and is never in memory as a whole.
 */
export function layoutPart(town: Town, lines: TownLines, block: Block, part: number): PartLayout {
  const layout = emptyLayout();
  for (const parcel of block.parcels)
    if (parcel.part === part)
      layoutParcel({ town, lines, block, parcel, since: markOf(layout) }, layout);
  return layout;
}

function layoutParcel(job: ParcelJob, layout: PartLayout): void {
  const random = randomFor(job.town.seed, 141, job.parcel.ordinal);
  const { use } = job.parcel;
  if (use === "park") return layoutPark(job, random, layout);
  if (use === "school" || use === "commercial" || use === "factory")
    return layoutInstitution(job, random, layout);
  const margins = chooseShopMargins(job, random);
  if (use === "garden" || use === "yard") {
    const openings = layoutCompound(job, margins, random, layout);
    return layoutShops(job, margins, openings, [random, layout]);
  }
  const openings = layoutHouses(job, margins, random, layout);
  noteLaneSites(job, openings, layout);
  layoutShops(job, margins, openings, [random, layout]);
}

export const householdsOf = (layout: PartLayout): number =>
  layout.buildings.reduce((sum, building) => sum + (building.households ?? 0), 0);
