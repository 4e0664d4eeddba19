import { addressOf, countHouseholds, widened } from "./layout-compound.ts";
import type { Spot } from "./ground.ts";
import type { PartLayout, PathPlan } from "./model.ts";
import { sideRoadName } from "./names/road-names.ts";
import { numeral } from "./names/place-names.ts";
import { itemAt, type Random } from "./random.ts";
import { makeYard, openingAtHeight, spanBetween } from "./yard.ts";
import type { Margins, Opening, ParcelJob, Yard } from "./yard.ts";

interface HouseStyle {
  readonly plotWidth: readonly [number, number];
  readonly plotDepth: readonly [number, number];
  readonly laneMetres: number;
  readonly gap: readonly [number, number];
  readonly storeys: readonly [number, number];
  readonly households: readonly [number, number];
  readonly courtyards: number;
  readonly skip: number;
}

/** Old lanes (老街巷) with courtyard houses; several households share a courtyard. */
const OLD_TOWN: HouseStyle = {
  plotWidth: [11, 19],
  plotDepth: [13, 17],
  laneMetres: 4.5,
  gap: [0.5, 1.6],
  storeys: [1, 3],
  households: [1, 6],
  courtyards: 0.75,
  skip: 0.07,
};
/** Village swallowed by the town (城中村): houses wall to wall, a floor for each tenant. */
const VILLAGE: HouseStyle = {
  plotWidth: [8.5, 12],
  plotDepth: [10, 12.5],
  laneMetres: 3.2,
  gap: [0.6, 1.8],
  storeys: [2, 5],
  households: [1, 4],
  courtyards: 0.12,
  skip: 0.05,
};

/** Ground without walls: lanes from side to side, houses back to back between them. */
export function layoutHouses(
  job: ParcelJob,
  margins: Margins,
  random: Random,
  layout: PartLayout,
): Opening[] {
  const style = job.parcel.use === "oldtown" ? OLD_TOWN : VILLAGE;
  const yard = makeYard(job, margins);
  const inner = makeYard(job, widened(margins, 1)).ring.map((spot) => yard.toLocal(spot));
  const heights = yard.localRing.map(([, y]) => y);
  const [bottom, top] = [Math.min(...heights), Math.max(...heights)];
  const openings: Opening[] = [];
  const depth = random.between(...style.plotDepth);
  const pitch = 2 * depth + style.laneMetres + 1;
  const count = Math.max(1, Math.floor((top - bottom) / pitch));
  for (let k = 0; k < count; k++) {
    const y = bottom + ((top - bottom) * (k + 0.5)) / count;
    const lane = drawLane(job, yard, y, k);
    if (!lane) continue;
    openings.push(...lane.openings);
    layout.paths.push(lane.path);
    layout.junctions.push(...lane.openings.map((each) => each.junction));
    for (const isNorth of [false, true]) {
      const south = isNorth ? y + style.laneMetres / 2 : y - style.laneMetres / 2 - depth;
      const row = { yard, inner, style, south, depth, isNorth, name: lane.path.name };
      placeHouses(row, random, layout);
    }
  }
  return openings;
}

function drawLane(
  job: ParcelJob,
  yard: Yard,
  y: number,
  k: number,
): { path: PathPlan; openings: Opening[] } | null {
  const west = openingAtHeight(job, yard, "west", y);
  const east = openingAtHeight(job, yard, "east", y);
  if (!west || !east) return null;
  const { use, ordinal } = job.parcel;
  const stem = sideRoadName(400 + ordinal, "巷").slice(0, -1);
  const name = use === "oldtown" ? `${stem}${numeral(k + 1)}巷` : `${stem}新村${numeral(k + 1)}弄`;
  const tags = use === "oldtown" ? { highway: "living_street" } : { highway: "footway" };
  const spots = [west.junction.spot, west.edge, east.edge, east.junction.spot];
  return { path: { name, tags, spots, isLane: true }, openings: [west, east] };
}

interface HouseRow {
  readonly yard: Yard;
  readonly inner: readonly Spot[];
  readonly style: HouseStyle;
  /** South edge of the plots, in the yard's frame. */
  readonly south: number;
  readonly depth: number;
  /** Whether the houses lie north of their lane. */
  readonly isNorth: boolean;
  readonly name: string;
}

function placeHouses(row: HouseRow, random: Random, layout: PartLayout): void {
  const { style, yard, south } = row;
  const span = spanBetween(row.inner, south, south + row.depth);
  if (!span) return;
  let number = row.isNorth ? 2 : 1;
  let x = span[0];
  for (;;) {
    const width = random.between(...style.plotWidth);
    if (x + width > span[1]) return;
    const depth = row.depth * random.between(0.84, 1);
    const bottom = row.isNorth ? south : south + row.depth - depth;
    if (!random.chance(style.skip)) {
      const address = `${row.name}${number}号`;
      const outline = houseOutline(width, depth, random.chance(style.courtyards), random);
      const ring = outline.map(([dx, dy]) =>
        yard.toWorld([x + dx, row.isNorth ? bottom + depth - dy : bottom + dy]),
      );
      const door = yard.toWorld([x + width / 2, row.isNorth ? bottom : bottom + depth]);
      layout.buildings.push({
        // The outline opens to the back; mirrored ones run the other way round.
        ring: row.isNorth ? ring.toReversed() : ring,
        name: address,
        address,
        use: "residential",
        doors: [door],
        ...countHouseholds(random.whole(...style.households), random),
        storeys: random.whole(...style.storeys),
      });
      if (number % 9 < 2) layout.places.push({ kind: "lane", spot: door, address });
    }
    x += width + random.between(...style.gap);
    number += 2;
  }
}

/** A house of full depth at y = depth (the lane) with, behind it, wings around a yard. */
function houseOutline(width: number, depth: number, hasCourt: boolean, random: Random): Spot[] {
  if (!hasCourt)
    return [
      [0, 0],
      [width, 0],
      [width, depth],
      [0, depth],
    ];
  const wing = width * random.between(0.25, 0.33);
  const back = depth * random.between(0.4, 0.55);
  if (random.chance(0.5))
    return [
      [0, 0],
      [wing, 0],
      [wing, back],
      [width, back],
      [width, depth],
      [0, depth],
    ];
  return [
    [0, 0],
    [wing, 0],
    [wing, back],
    [width - wing, back],
    [width - wing, 0],
    [width, 0],
    [width, depth],
    [0, depth],
  ];
}

/** Sites for stations along lanes: the ends at the roads. */
export function noteLaneSites(
  job: ParcelJob,
  openings: readonly Opening[],
  layout: PartLayout,
): void {
  openings.forEach((opening, k) => {
    const address = addressOf(job, opening);
    const label = itemAt(layout.paths, layout.paths.length - 1).name;
    if (k % 3 === 0) layout.sites.push({ kind: "gate", spot: opening.edge, address, label });
    layout.places.push({ kind: "street", spot: opening.junction.spot, address });
  });
}
