import { roadNameOf, seamName } from "./addresses.ts";
import type { Spot } from "./ground.ts";
import type { RoadClass } from "./model.ts";
import { drawLine, spotsBetween, type Fixed } from "./param-line.ts";
import type { BarrierLine } from "./road-network.ts";
import type { Town } from "./town.ts";
import type { TownLines } from "./town-lines.ts";

/** Half of the railway's ground, metres. */
const RAIL_HALF_WIDTH = 7;

const barrierOf = (roadClass: RoadClass): 1 | 2 | 4 =>
  roadClass === "primary" || roadClass === "secondary" ? 1 : roadClass === "living_street" ? 4 : 2;

/** Roads by class, both banks of the river, the railway. Borders of communities run on these lines. */
export function* barrierLines(town: Town, lines: TownLines): Generator<BarrierLine> {
  yield* seamBarriers(town, lines);
  for (const block of lines.blocks) {
    for (const street of block.streets) {
      const { wayLow, wayHigh } = street;
      const spots = spotsBetween(lines.street(block, street), wayLow, wayHigh);
      const barrier = barrierOf(street.roadClass);
      const name = roadNameOf(town, block, street, (wayLow + wayHigh) / 2);
      yield { id: `barrier-${street.key}`, name, barrier, spots };
    }
  }
}

function* seamBarriers(town: Town, lines: TownLines): Generator<BarrierLine> {
  const { columns, rows } = town.settings;
  for (const fixed of ["u", "v"] as const) {
    const [count, length] = fixed === "u" ? [columns, rows] : [rows, columns];
    for (let cell = 0; cell < (count + 1) * length; cell++) {
      const [index, along] = [Math.floor(cell / length), cell % length];
      if (hasSeam(lines, fixed, index, along))
        yield* seamBarrier(town, lines, [fixed, index, along]);
    }
  }
}

function* seamBarrier(
  town: Town,
  lines: TownLines,
  [fixed, index, along]: readonly [Fixed, number, number],
): Generator<BarrierLine> {
  const { riverRow, railColumn, riverHalfWidth } = town.settings;
  const id = `barrier-${fixed}${index}:${along}`;
  if (index !== (fixed === "u" ? railColumn : riverRow)) {
    const name = seamName(town, fixed, index, along + 0.5);
    const { spots } = lines.seam(fixed, index, along);
    yield { id, name, barrier: barrierOf(town.seamClass(fixed, index)), spots };
    return;
  }
  const name = fixed === "u" ? "铁路" : RIVER_NAME;
  const half = fixed === "u" ? RAIL_HALF_WIDTH : riverHalfWidth;
  const range = [along, along + 1] as const;
  yield { id: `${id}a`, name, barrier: 0, spots: bank(town, fixed, range, -half) };
  yield { id: `${id}b`, name, barrier: 0, spots: bank(town, fixed, range, half) };
}

export const RIVER_NAME = "清溪河";

function hasSeam(lines: TownLines, fixed: Fixed, index: number, along: number): boolean {
  return fixed === "u"
    ? Boolean(lines.block(index - 1, along) ?? lines.block(index, along))
    : Boolean(lines.block(along, index - 1) ?? lines.block(along, index));
}

/** A line beside the corridor, `metres` from its middle to the north or east. */
function bank(
  { ground, settings }: Town,
  fixed: Fixed,
  [low, high]: readonly [number, number],
  metres: number,
): readonly Spot[] {
  const middle = fixed === "u" ? (settings.railColumn ?? 0) : settings.riverRow;
  const cell = metres < 0 ? middle - 0.5 : middle + 0.5;
  const step = fixed === "u" ? ground.columnMetres(cell) : ground.rowMetres(cell);
  const params = [low, high];
  for (let quarter = Math.ceil(low * 4); quarter <= high * 4; quarter++) params.push(quarter / 4);
  return drawLine(ground, fixed, middle + metres / step, params).spots;
}

/** The water between the banks as one ring, as far as there are blocks beside it. */
export function riverRing(town: Town, lines: TownLines): Spot[] {
  const { riverRow, riverHalfWidth, columns } = town.settings;
  const range = Array.from({ length: columns }, (_, i) => i).filter((i) =>
    hasSeam(lines, "v", riverRow, i),
  );
  const [low, high] = [Math.min(...range), Math.max(...range) + 1];
  const south = bank(town, "v", [low, high], -riverHalfWidth);
  const north = bank(town, "v", [low, high], riverHalfWidth);
  return [...south, ...north.toReversed()];
}

/** Green strips (滨河绿带) between water and bank road, one beside each block. */
export function* riversideGreens(town: Town, lines: TownLines): Generator<Spot[]> {
  const { riverRow, riverHalfWidth, columns } = town.settings;
  for (let i = 0; i < columns; i++) {
    for (const side of [-1, 1]) {
      if (!lines.block(i, riverRow + (side < 0 ? -1 : 0))) continue;
      const range = [i + 0.06, i + 0.94] as const;
      const water = bank(town, "v", range, side * (riverHalfWidth + 2.5));
      const road = bank(town, "v", range, side * (riverHalfWidth + 13));
      yield [...water, ...road.toReversed()];
    }
  }
}

/** The middle of the railway, to be drawn; nobody walks on it. */
export function railLine(town: Town, lines: TownLines): Spot[] {
  const { railColumn, rows } = town.settings;
  if (railColumn === null) return [];
  const range = Array.from({ length: rows }, (_, j) => j).filter((j) =>
    hasSeam(lines, "u", railColumn, j),
  );
  return [...bank(town, "u", [Math.min(...range), Math.max(...range) + 1], 0)];
}
