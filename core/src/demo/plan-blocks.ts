import { chooseUse } from "./choose-use.ts";
import type { Block, LandUse, Parcel, RoadClass, Side, SideName, SideStreet } from "./model.ts";
import type { Fixed } from "./param-line.ts";
import { randomFor, type Random } from "./random.ts";
import { RAIL_ROAD_METRES, riverRoadMetres, type Town } from "./town.ts";

/** Area above which ground is cut by another road, square metres: drawn anew for each piece. */
const PARCEL_AREA = [24_000, 52_000] as const;

interface Piece {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
  readonly sides: Readonly<Record<SideName, Side>>;
  readonly part: number;
}

interface Drawing {
  readonly town: Town;
  readonly random: Random;
  readonly i: number;
  readonly j: number;
  readonly frame: Block["frame"];
  readonly streets: SideStreet[];
  readonly pieces: Piece[];
  readonly firstStreet: number;
}

/** All superblocks with roads, parcels and uses, row by row from the south; no buildings yet. */
export function planBlocks(town: Town): Block[] {
  const blocks: Block[] = [];
  const counts = new Map<LandUse, number>();
  let streets = 0;
  let parcels = 0;
  for (let j = 0; j < town.settings.rows; j++) {
    for (let i = 0; i < town.settings.columns; i++) {
      if (!town.hasBlock(i, j)) continue;
      const drawing = drawBlock(town, i, j, streets);
      const random = randomFor(town.seed, 132, i, j);
      const withUse = drawing.pieces.map((piece): Parcel => {
        const use = chooseUse(town, piece, random, parcels);
        const useOrdinal = counts.get(use) ?? 0;
        counts.set(use, useOrdinal + 1);
        return { ...piece, use, ordinal: parcels++, useOrdinal };
      });
      streets += drawing.streets.length;
      blocks.push({ i, j, frame: drawing.frame, streets: drawing.streets, parcels: withUse });
    }
  }
  return blocks;
}

/** Key of the road along a side of a block; two blocks that share the road get the same key. */
const seamKey = (fixed: Fixed, at: number, along: number): string =>
  `${fixed}${at.toFixed(6)}:${along}`;

function drawBlock(town: Town, i: number, j: number, firstStreet: number): Drawing {
  const frame = frameOf(town, i, j);
  const random = randomFor(town.seed, 131, i, j);
  const drawing: Drawing = {
    town,
    random,
    i,
    j,
    frame,
    firstStreet,
    streets: [],
    pieces: [],
  };
  const side = (fixed: Fixed, index: number, at: number): Side => ({
    key: seamKey(fixed, at, fixed === "u" ? j : i),
    fixed,
    at,
    roadClass: town.seamClass(fixed, index),
  });
  const sides = {
    south: side("v", j, frame.south),
    east: side("u", i + 1, frame.east),
    north: side("v", j + 1, frame.north),
    west: side("u", i, frame.west),
  };
  cut(drawing, { ...frame, sides, part: 0 });
  return drawing;
}

function frameOf({ settings, ground }: Town, i: number, j: number): Block["frame"] {
  const rail = RAIL_ROAD_METRES / ground.columnMetres(i);
  const river = riverRoadMetres(settings) / ground.rowMetres(j);
  return {
    south: j + (j === settings.riverRow ? river : 0),
    east: i + 1 - (i + 1 === settings.railColumn ? rail : 0),
    north: j + 1 - (j + 1 === settings.riverRow ? river : 0),
    west: i + (i === settings.railColumn ? rail : 0),
  };
}

/** Cuts ground in two by a road until the pieces are of the size of an estate. */
function cut(drawing: Drawing, piece: Piece): void {
  const { town, random, i, j } = drawing;
  const width = (piece.east - piece.west) * town.ground.columnMetres(i);
  const height = (piece.north - piece.south) * town.ground.rowMetres(j);
  if (width * height <= random.between(...PARCEL_AREA)) {
    drawing.pieces.push(piece);
    return;
  }
  const isFirst = drawing.streets.length === 0;
  const across =
    width === height ? random.chance(0.5) : width * random.between(0.88, 1.14) > height;
  const fixed: Fixed = across ? "u" : "v";
  const share = isFirst
    ? firstShare(town, fixed, fixed === "u" ? i : j, random)
    : random.between(0.4, 0.6);
  const at = across
    ? piece.west + (piece.east - piece.west) * share
    : piece.south + (piece.north - piece.south) * share;
  const street = drawStreet(drawing, piece, { fixed, at });
  drawing.streets.push(street);
  const highPart = isFirst ? 1 : piece.part;
  if (fixed === "u") {
    cut(drawing, { ...piece, east: at, sides: { ...piece.sides, east: street } });
    cut(drawing, { ...piece, west: at, sides: { ...piece.sides, west: street }, part: highPart });
  } else {
    cut(drawing, { ...piece, north: at, sides: { ...piece.sides, north: street } });
    cut(drawing, { ...piece, south: at, sides: { ...piece.sides, south: street }, part: highPart });
  }
}

/** Many minor roads run on through the next block: their place is that of the whole column or row. */
function firstShare(town: Town, fixed: Fixed, index: number, random: Random): number {
  const common = randomFor(town.seed, fixed === "u" ? 133 : 134, index).between(0.4, 0.6);
  return random.chance(0.65) ? common : random.between(0.38, 0.62);
}

function drawStreet(
  { i, j, frame, streets, firstStreet, random }: Drawing,
  piece: Piece,
  { fixed, at }: { readonly fixed: Fixed; readonly at: number },
): SideStreet {
  const isFirst = streets.length === 0;
  const [wayLow, wayHigh] = fixed === "u" ? [piece.south, piece.north] : [piece.west, piece.east];
  const [seamLow, seamHigh] = fixed === "u" ? [j, j + 1] : [i, i + 1];
  const [frameLow, frameHigh] =
    fixed === "u" ? [frame.south, frame.north] : [frame.west, frame.east];
  const roadClass: RoadClass = isFirst || random.chance(0.3) ? "residential" : "living_street";
  return {
    key: `s${i}:${j}:${streets.length}`,
    fixed,
    at,
    roadClass,
    wayLow,
    wayHigh,
    low: isFirst && wayLow === frameLow ? seamLow : wayLow,
    high: isFirst && wayHigh === frameHigh ? seamHigh : wayHigh,
    isPartBorder: isFirst,
    ordinal: firstStreet + streets.length,
  };
}
