import { roadNameOf, seamName } from "./addresses.ts";
import { distanceMetres, type Spot } from "./ground.ts";
import type { Block, Junction, RoadClass, Side, SideName } from "./model.ts";
import { itemAt } from "./random.ts";
import { drawLine, spotAt, spotsBetween, type ParamLine } from "./param-line.ts";
import type { Town } from "./town.ts";
import type { TownLines } from "./town-lines.ts";

/** A road's middle line as it is walked, with a corner at every junction. */
export interface RoadWay {
  readonly id: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly spots: readonly Spot[];
}

/** A line that grids should follow. */
export interface BarrierLine {
  readonly id: string;
  readonly name: string;
  readonly barrier: 0 | 1 | 2 | 4;
  readonly spots: readonly Spot[];
}

const SIDE_NAMES = ["south", "east", "north", "west"] as const;

/** All roads with the junctions that the parcels asked for, the seams' roads once each. */
export function* roadWays(
  town: Town,
  lines: TownLines,
  junctions: ReadonlyMap<string, readonly Junction[]>,
): Generator<RoadWay> {
  const done = new Set<string>();
  for (const block of lines.blocks) {
    for (const name of SIDE_NAMES) {
      const side = sideOf(town, block, name);
      if (done.has(side.key)) continue;
      done.add(side.key);
      const line = lines.road(block, name);
      yield wayAlong(town, block, side, { line, met: junctions.get(side.key) ?? [] });
    }
    for (const street of block.streets) {
      const line = lines.street(block, street);
      const spots = spotsBetween(line, street.wayLow, street.wayHigh);
      const params = line.params.filter((each) => each >= street.wayLow && each <= street.wayHigh);
      const cut: ParamLine = { ...line, params, spots };
      yield wayAlong(town, block, street, { line: cut, met: junctions.get(street.key) ?? [] });
    }
  }
  yield* bridges(town, lines);
}

/** The road on a side of a block: it carries the key that the parcels use. */
function sideOf(town: Town, block: Block, name: SideName): Side {
  const found = block.parcels.flatMap((parcel) => Object.values(parcel.sides));
  const fixed = name === "east" || name === "west" ? "u" : "v";
  const at = block.frame[name];
  const side = found.find(
    (each) => each.fixed === fixed && each.at === at && !each.key.startsWith("s"),
  );
  if (!side) throw new Error(`block ${block.i}:${block.j} has no parcel on its ${name}`);
  return side;
}

function wayAlong(
  town: Town,
  block: Block,
  side: Side,
  { line, met }: { readonly line: ParamLine; readonly met: readonly Junction[] },
): RoadWay {
  const corners = line.spots.map((spot, k) => ({ spot, param: itemAt(line.params, k) }));
  const all = [...corners, ...met].toSorted((a, b) => a.param - b.param);
  const spots = all
    .map((each) => each.spot)
    .filter((spot, k, list) => k === 0 || distanceMetres(spot, itemAt(list, k - 1)) >= 0.01);
  const middle = (itemAt(line.params, 0) + itemAt(line.params, line.params.length - 1)) / 2;
  const isInner = side.key.startsWith("s");
  const id = `way-${isInner ? "" : "r"}${side.key}`;
  return { id, name: roadNameOf(town, block, side, middle), tags: roadTags(side.roadClass), spots };
}

function roadTags(roadClass: RoadClass): Record<string, string> {
  const isWide = roadClass === "primary" || roadClass === "secondary" || roadClass === "tertiary";
  return isWide ? { highway: roadClass, sidewalk: "both" } : { highway: roadClass };
}

/** Lattice lines of main roads that cross the river or the railway; at least one does. */
function crossingLines(town: Town, lines: TownLines, corridor: "river" | "rail"): number[] {
  const { settings } = town;
  const along = corridor === "river" ? settings.riverRow : settings.railColumn;
  if (along === null) return [];
  const has = (cross: number, side: number): boolean =>
    corridor === "river"
      ? Boolean(lines.block(cross - 1, along + side) ?? lines.block(cross, along + side))
      : Boolean(lines.block(along + side, cross - 1) ?? lines.block(along + side, cross));
  const count = corridor === "river" ? settings.columns : settings.rows;
  const other = corridor === "river" ? settings.railColumn : settings.riverRow;
  const usable = Array.from({ length: count + 1 }, (_, k) => k).filter(
    (cross) => cross !== other && has(cross, -1) && has(cross, 0),
  );
  const fixed = corridor === "river" ? "u" : "v";
  const main = usable.filter((cross) => town.seamClass(fixed, cross) === "primary");
  return main.length > 0 ? main : usable.slice(usable.length >> 1, (usable.length >> 1) + 1);
}

function* bridges(town: Town, lines: TownLines): Generator<RoadWay> {
  const { riverRow, railColumn } = town.settings;
  for (const corridor of ["river", "rail"] as const) {
    const along = corridor === "river" ? riverRow : railColumn;
    if (along === null) continue;
    for (const cross of crossingLines(town, lines, corridor)) {
      const fixed = corridor === "river" ? "u" : "v";
      const [low, high] = corridorRoads(lines, corridor, along, cross);
      const line = drawLine(town.ground, fixed, cross, [low, along, high]);
      const over =
        corridor === "river" ? { bridge: "yes", layer: "1" } : { tunnel: "yes", layer: "-1" };
      const tags = { ...roadTags(town.seamClass(fixed, cross)), ...over };
      const name = seamName(town, fixed, cross, along);
      yield { id: `way-${corridor}${cross}`, name, tags, spots: line.spots };
    }
  }
}

/** Lattice places of the roads on both sides of the corridor, where the line crosses it. */
function corridorRoads(
  lines: TownLines,
  corridor: "river" | "rail",
  along: number,
  cross: number,
): readonly [number, number] {
  const at = (side: number): Block => {
    const [first, second] =
      corridor === "river"
        ? [lines.block(cross - 1, along + side), lines.block(cross, along + side)]
        : [lines.block(along + side, cross - 1), lines.block(along + side, cross)];
    const block = first ?? second;
    if (!block) throw new Error(`no block beside the ${corridor} at ${cross}`);
    return block;
  };
  return corridor === "river"
    ? [at(-1).frame.north, at(0).frame.south]
    : [at(-1).frame.east, at(0).frame.west];
}

/** Footbridges (人行天桥) over the river, with steps: junctions for both bank roads come with them. */
export function* footbridges(
  town: Town,
  lines: TownLines,
): Generator<{ readonly ways: readonly RoadWay[]; readonly junctions: readonly Junction[] }> {
  const { riverRow, columns } = town.settings;
  if (columns < 6) return;
  for (let i = 3; i < columns; i += 6) {
    const [south, north] = [lines.block(i, riverRow - 1), lines.block(i, riverRow)];
    if (!south || !north) continue;
    const param = i + 0.31;
    const junctions = (
      [
        [south, "north"],
        [north, "south"],
      ] as const
    ).map(([block, name]) => ({
      key: sideOf(town, block, name).key,
      param,
      spot: spotAt(lines.road(block, name), param),
    }));
    const [from, to] = [itemAt(junctions, 0).spot, itemAt(junctions, 1).spot];
    const part = (share: number): Spot => [
      from[0] + (to[0] - from[0]) * share,
      from[1] + (to[1] - from[1]) * share,
    ];
    const name = "人行桥";
    const ways = [
      { id: `way-steps${i}a`, name, tags: { highway: "steps" }, spots: [from, part(0.12)] },
      {
        id: `way-foot${i}`,
        name,
        tags: { highway: "footway", bridge: "yes", layer: "1" },
        spots: [part(0.12), part(0.88)],
      },
      { id: `way-steps${i}b`, name, tags: { highway: "steps" }, spots: [part(0.88), to] },
    ];
    yield { ways, junctions };
  }
}
