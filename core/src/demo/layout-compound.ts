import { addressAt } from "./addresses.ts";
import { gardenStyle, yardStyle, type HomeStyle } from "./building-styles.ts";
import type { Spot } from "./ground.ts";
import type { BuildingPlan, GatePlan, PartLayout, SideName } from "./model.ts";
import { gardenName, yardName } from "./names/place-names.ts";
import { placeRows, type Row } from "./place-rows.ts";
import type { Random } from "./random.ts";
import { placeOutbuildings } from "./layout-outbuildings.ts";
import { drawRowPaths, makeSpine, type Spine } from "./row-paths.ts";
import { HALF_WIDTH } from "./town.ts";
import { makeYard, openingAt, rectangle } from "./yard.ts";
import type { Margins, Opening, ParcelJob, Yard } from "./yard.ts";

/** Metres between the wall and the nearest building. */
const INNER_METRES = 6;

/** A residential estate (小区): wall, gates, rows of buildings, paths to each door. */
export function layoutCompound(
  job: ParcelJob,
  margins: Margins,
  random: Random,
  layout: PartLayout,
): Opening[] {
  const { parcel } = job;
  const yard = makeYard(job, margins);
  const inner = makeYard(job, widened(margins, INNER_METRES)).ring.map((spot) =>
    yard.toLocal(spot),
  );
  const middle = parcel.west + (parcel.east - parcel.west) * spineShare(random);
  const south = openingAt(job, yard, "south", middle);
  const north = openingAt(job, yard, "north", middle);
  const spine = makeSpine(yard, south, north);
  const { style, rows } = placeHouseRows(job, inner, spine, random);
  const plan = planOpenings(job, rows, random);
  const openings = drawRowPaths(job, yard, { name: "", spine, rows, ...plan }, layout);
  const main = mainOpening(job, openings);
  const address = addressOf(job, main);
  const name =
    parcel.use === "garden" ? gardenName(parcel.useOrdinal) : yardName(parcel.useOrdinal, address);
  const isOpen = parcel.use === "yard" && random.chance(0.35);
  layout.compounds.push({
    name,
    access: isOpen ? "open" : "closed",
    ring: yard.ring,
    gates: openings.map((each) => makeGate(each, each === main, isOpen, random)),
  });
  placeHomes({ yard, rows, style, name, address }, random, layout);
  placeOutbuildings(job, yard, { name, address, ring: inner }, [random, layout]);
  notePlaces(job, { yard, openings, rows, name, address }, layout);
  return openings;
}

/** The way through the estate runs down the middle, or near one side so that long slabs fit beside it. */
const spineShare = (random: Random): number =>
  random.pick([random.between(0.4, 0.6), random.between(0.16, 0.24), random.between(0.76, 0.84)]);

/** Rows of the style that suits the use; where its buildings are too large, walk-up slabs. */
function placeHouseRows(
  { parcel }: ParcelJob,
  ring: Yard["localRing"],
  spine: Spine,
  random: Random,
): { style: HomeStyle; rows: Row[] } {
  const ground = { ring, spineX: (y: number): number => spine.xAt(y) };
  const style = parcel.use === "garden" ? gardenStyle(random) : yardStyle(random);
  const short = { ...style, sections: [1, style.sections[1]] as const };
  for (const tried of [style, short]) {
    const rows = placeRows(ground, tried, random);
    if (rows.length > 1) return { style: tried, rows };
  }
  const small = { ...yardStyle(random), sections: [1, 5] as const };
  return { style: small, rows: placeRows(ground, small, random) };
}

export const widened = (margins: Margins, metres: number): Margins => ({
  south: margins.south + metres,
  east: margins.east + metres,
  north: margins.north + metres,
  west: margins.west + metres,
});

export const addressOf = ({ town, block, parcel }: ParcelJob, opening: Opening): string =>
  addressAt(town, block, [opening.side, parcel.sides[opening.side]], opening.param);

/** The opening on the widest road. */
export function mainOpening(job: ParcelJob, openings: readonly Opening[]): Opening {
  return openings.reduce((best, each) =>
    roadWidth(job, each.side) > roadWidth(job, best.side) ? each : best,
  );
}

/** Two to five gates: at least one end of the spine, then the other end and path ends at the sides. */
function planOpenings(job: ParcelJob, rows: readonly Row[], random: Random) {
  const both = random.chance(0.6);
  const southFirst = roadWidth(job, "south") >= roadWidth(job, "north");
  const west = sideRowsOf(job, "west", rows, [random, both]);
  const east = sideRowsOf(job, "east", rows, [random, both || west.length > 0]);
  const open = { south: both || southFirst, north: both || !southFirst };
  return { open, sideRows: [...west, ...east] };
}

/** Rows whose path goes out at a side; one at least where the estate has too few gates so far. */
function sideRowsOf(
  job: ParcelJob,
  side: "west" | "east",
  rows: readonly Row[],
  [random, isEnough]: readonly [Random, boolean],
): { row: Row; side: "west" | "east" }[] {
  const isBusy = roadWidth(job, side) > HALF_WIDTH.living_street;
  const first = rows[random.whole(0, rows.length - 1)];
  const last = rows.at(-1);
  const found: Row[] = [];
  if (first && (random.chance(isBusy ? 0.65 : 0.25) || !isEnough)) found.push(first);
  if (last && last !== first && rows.length > 4 && isBusy && random.chance(0.2)) found.push(last);
  return found.map((row) => ({ row, side }));
}

const roadWidth = ({ parcel }: ParcelJob, side: SideName): number =>
  HALF_WIDTH[parcel.sides[side].roadClass];

const SIDE_GATE: Readonly<Record<SideName, string>> = {
  south: "南门",
  east: "东门",
  north: "北门",
  west: "西门",
};

function makeGate(opening: Opening, isMain: boolean, isOpen: boolean, random: Random): GatePlan {
  const isResidents = !isMain && !isOpen && random.chance(0.45);
  const hasHours = !isMain && !isOpen && random.chance(0.4);
  return {
    spot: opening.edge,
    name: SIDE_GATE[opening.side] + (isMain ? "(主入口)" : ""),
    access: isResidents ? "residents" : "public",
    hours: hasHours ? random.pick(["06:00-22:00", "05:30-23:00", "Mo-Fr 06:30-21:00"]) : null,
  };
}

interface Homes {
  readonly yard: Yard;
  readonly rows: readonly Row[];
  readonly style: HomeStyle;
  readonly name: string;
  readonly address: string;
}

function placeHomes(homes: Homes, random: Random, layout: PartLayout): void {
  let number = 0;
  for (const row of homes.rows) {
    for (const garden of row.gardens) {
      const ring = lawn(homes.yard, [garden.x, row.y], [garden.length, row.depth]);
      layout.land.push({ kind: "green", name: "", ring });
    }
    for (const { x, length, sections } of row.slots) {
      number++;
      const perFloor = homesPerFloor(homes.style, row.storeys, sections, random);
      const hasShops = row.storeys > 6 && random.chance(0.08);
      const floors = hasShops ? row.storeys - 1 : row.storeys;
      const homesBuilt = floors * perFloor * sections;
      // Some homes stand empty or are joined: the register holds a few fewer than were built.
      const known = Math.max(1, Math.round(homesBuilt * random.between(0.9, 1)));
      const doors = Array.from({ length: sections }, (_, k) =>
        homes.yard.toWorld([x + (length * (k + 0.5)) / sections, row.y + row.depth]),
      );
      layout.buildings.push({
        ring: rectangle(homes.yard, [x, row.y], [length, row.depth]),
        name: `${homes.name}${number}号楼`,
        address: `${homes.address}${number}栋`,
        ...countHouseholds(known, random),
        storeys: row.storeys,
        use: hasShops ? "mixed" : "residential",
        doors,
      });
    }
  }
}

/** A house with few stairwells has more homes on each landing: 一梯四户 in a single one. */
function homesPerFloor(
  style: HomeStyle,
  storeys: number,
  sections: number,
  random: Random,
): number {
  const fewest = storeys < 7 ? 2 : sections === 1 ? 4 : sections === 2 ? 3 : 2;
  return Math.max(fewest, random.whole(...style.homesPerFloor));
}

/** A lawn with bevelled corners in place of a building. */
function lawn(yard: Yard, [x, y]: Spot, [width, depth]: readonly [number, number]): Spot[] {
  const bevel = Math.min(width, depth) * 0.3;
  const corners: Spot[] = [
    [x + bevel, y],
    [x + width - bevel, y],
    [x + width, y + bevel],
    [x + width, y + depth - bevel],
    [x + width - bevel, y + depth],
    [x + bevel, y + depth],
    [x, y + depth - bevel],
    [x, y + bevel],
  ];
  return corners.map((corner) => yard.toWorld(corner));
}

/** A few per cent of the buildings are not in the register, as in every real one. */
export function countHouseholds(
  known: number,
  random: Random,
): Pick<BuildingPlan, "households" | "source"> {
  const draw = random.next();
  if (draw < 0.012) return { households: null, source: "unknown" };
  if (draw < 0.035)
    return {
      households: Math.max(1, Math.round(known * random.between(0.85, 1.15))),
      source: "estimate",
    };
  return { households: known, source: "register" };
}

interface Noted {
  readonly yard: Yard;
  readonly openings: readonly Opening[];
  readonly rows: readonly Row[];
  readonly name: string;
  readonly address: string;
}

function notePlaces(job: ParcelJob, noted: Noted, layout: PartLayout): void {
  const { yard, openings, rows, name } = noted;
  for (const opening of openings) {
    const address = addressOf(job, opening);
    layout.sites.push({ kind: "gate", spot: insideOf(opening), address, label: name });
    layout.places.push({ kind: "street", spot: opening.junction.spot, address });
  }
  let number = 0;
  for (const row of rows) {
    for (const slot of row.slots) {
      number++;
      if (number % 3 !== 1) continue;
      const spot = yard.toWorld([slot.x + slot.length / 2, row.y + row.depth + 2]);
      layout.places.push({ kind: "compound", spot, address: `${name}${number}号楼` });
    }
  }
}

/** Just inside a gate: away from the road by a few metres. */
function insideOf({ edge, junction }: Opening): readonly [number, number] {
  const [dx, dy] = [edge[0] - junction.spot[0], edge[1] - junction.spot[1]];
  const length = Math.hypot(dx, dy);
  return [edge[0] + (dx / length) * 4, edge[1] + (dy / length) * 4];
}
