import type { Block, Side, SideName, SideStreet } from "./model.ts";
import { drawLine, type Fixed, type ParamLine } from "./param-line.ts";
import type { Town } from "./town.ts";

/** Corners at least so far apart on a lattice line, as a share of a block. */
const CLEARANCE = 0.05;

/** All lines of the town, each drawn once: roads, and the borders that run along them. */
export interface TownLines {
  readonly blocks: readonly Block[];
  block(i: number, j: number): Block | undefined;
  /** Border between cells on the whole length of a cell: middle of road, river or railway. */
  seam(fixed: Fixed, index: number, along: number): ParamLine;
  /** Middle of the road along a side of a block. */
  road(block: Block, name: SideName): ParamLine;
  /** Middle of a road inside a block, and beyond as far as it is a border. */
  street(block: Block, street: SideStreet): ParamLine;
  /** Middle of the road on a side of a parcel of the block. */
  side(block: Block, side: Side): ParamLine;
}

const SIDE_NAMES = ["south", "east", "north", "west"] as const;

export function drawTownLines({ ground }: Town, blocks: readonly Block[]): TownLines {
  const byCell = new Map(blocks.map((block) => [`${block.i}:${block.j}`, block]));
  const block: FindBlock = (i, j) => byCell.get(`${i}:${j}`);
  const drawn = new Map<string, ParamLine>();
  const once = (key: string, draw: () => ParamLine): ParamLine => {
    const line = drawn.get(key) ?? draw();
    drawn.set(key, line);
    return line;
  };
  const seam = (fixed: Fixed, index: number, along: number): ParamLine =>
    once(`seam:${fixed}${index}:${along}`, () =>
      drawLine(ground, fixed, index, seamParams(block, fixed, index, along)),
    );
  const road = (of: Block, name: SideName): ParamLine =>
    once(`road:${of.i}:${of.j}:${name}`, () => {
      const fixed = fixedOf(name);
      const at = of.frame[name];
      const [low, high] = frameEnds(of, fixed);
      const params = Number.isInteger(at)
        ? seam(fixed, at, fixed === "u" ? of.j : of.i).params
        : withSteps([low, high, ...meeting(of, name)]);
      const inside = params.filter((param) => param >= low && param <= high);
      return drawLine(ground, fixed, at, inside);
    });
  const street = (of: Block, inner: SideStreet): ParamLine =>
    once(inner.key, () => drawLine(ground, inner.fixed, inner.at, streetParams(of, inner)));
  const side = (of: Block, wanted: Side): ParamLine => {
    const inner = of.streets.find((each) => each.key === wanted.key);
    if (inner) return street(of, inner);
    const name = SIDE_NAMES.find((each) => isSide(of, each, wanted));
    if (!name) throw new Error(`block ${of.i}:${of.j} has no road ${wanted.key}`);
    return road(of, name);
  };
  return { blocks, block, seam, road, street, side };
}

type FindBlock = TownLines["block"];

const fixedOf = (name: SideName): Fixed => (name === "east" || name === "west" ? "u" : "v");

/** Corners of a seam: its ends, the roads that meet it from both blocks, and steps between them. */
function seamParams(block: FindBlock, fixed: Fixed, index: number, along: number): number[] {
  const [low, high] =
    fixed === "u"
      ? [block(index - 1, along), block(index, along)]
      : [block(along, index - 1), block(along, index)];
  return withSteps([
    along,
    along + 1,
    ...frameEnds(low ?? high, fixed),
    ...meeting(low, fixed === "u" ? "east" : "north"),
    ...meeting(high, fixed === "u" ? "west" : "south"),
  ]);
}

function streetParams(block: Block, street: SideStreet): number[] {
  const met = block.streets
    .filter((each) => each.fixed !== street.fixed && touches(each, street))
    .map((each) => each.at);
  return withSteps([street.low, street.wayLow, street.wayHigh, street.high, ...met]);
}

const isSide = (block: Block, name: SideName, side: Side): boolean =>
  block.frame[name] === side.at && (side.fixed === "u") === (name === "east" || name === "west");

function frameEnds(block: Block | undefined, fixed: Fixed): readonly [number, number] {
  if (!block) throw new Error("a seam needs a block beside it");
  const { frame } = block;
  return fixed === "u" ? [frame.south, frame.north] : [frame.west, frame.east];
}

/** Parameters at which streets of the block meet the road on one of its sides. */
function meeting(block: Block | undefined, name: SideName): number[] {
  if (!block) return [];
  const fixed = name === "east" || name === "west" ? "v" : "u";
  const end = name === "east" || name === "north" ? "wayHigh" : "wayLow";
  return block.streets
    .filter((street) => street.fixed === fixed && street[end] === block.frame[name])
    .map((street) => street.at);
}

const touches = (street: SideStreet, other: SideStreet): boolean =>
  (street.wayLow === other.at || street.wayHigh === other.at) &&
  street.at > other.wayLow &&
  street.at < other.wayHigh;

/** Adds corners at quarters of the block, so that long lines bend with the ground. */
function withSteps(params: readonly number[]): number[] {
  const low = Math.min(...params);
  const high = Math.max(...params);
  const steps = [];
  for (let quarter = Math.ceil(low * 4); quarter <= high * 4; quarter++) {
    const step = quarter / 4;
    if (params.every((param) => Math.abs(param - step) >= CLEARANCE)) steps.push(step);
  }
  return [...params, ...steps];
}
