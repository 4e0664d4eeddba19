import type { Spot } from "./ground.ts";
import type { PartLayout } from "./model.ts";
import { rowPathRange, type Row } from "./place-rows.ts";
import { openingAtHeight, type Opening, type ParcelJob, type Yard } from "./yard.ts";

/** The way through a yard: a straight line between an opening in the south and one in the north. */
export interface Spine {
  readonly south: Opening;
  readonly north: Opening;
  xAt(y: number): number;
}

export function makeSpine(yard: Yard, south: Opening, north: Opening): Spine {
  const [ax, ay] = yard.toLocal(south.edge);
  const [bx, by] = yard.toLocal(north.edge);
  return { south, north, xAt: (y) => ax + ((bx - ax) * (y - ay)) / (by - ay) };
}

/** Metres from the north wall of a row of buildings to the path along their doors. */
const DOOR_METRES = 3.5;

export interface PathSpec {
  readonly name: string;
  readonly spine: Spine;
  readonly rows: readonly Row[];
  /** Which ends of the spine are open to the road. */
  readonly open: { readonly south: boolean; readonly north: boolean };
  /** Rows whose path leaves the yard at a side. */
  readonly sideRows: readonly { readonly row: Row; readonly side: "west" | "east" }[];
}

/**
 * Draws the spine and a path along each row, joined at shared corners, and through the openings to
 * the roads. Returns the openings in use.
 */
export function drawRowPaths(
  job: ParcelJob,
  yard: Yard,
  spec: PathSpec,
  layout: PartLayout,
): Opening[] {
  const { spine, rows, open } = spec;
  const used: Opening[] = [];
  const crossings = rows.map((row) => {
    const y = row.y + row.depth + DOOR_METRES;
    return { row, y, spot: yard.toWorld([spine.xAt(y), y]) };
  });
  const spots: Spot[] = crossings.map((each) => each.spot);
  if (open.south) {
    spots.unshift(spine.south.junction.spot, spine.south.edge);
    used.push(spine.south);
  }
  if (open.north) {
    spots.push(spine.north.edge, spine.north.junction.spot);
    used.push(spine.north);
  }
  const tags = { highway: "service", service: "driveway" };
  layout.paths.push({ name: spec.name, tags, spots, isLane: false });
  for (const crossing of crossings) used.push(...drawRowPath(job, yard, spec, [crossing, layout]));
  layout.junctions.push(...used.map((opening) => opening.junction));
  return used;
}

interface Crossing {
  readonly row: Row;
  readonly y: number;
  readonly spot: Spot;
}

/** The path of one row, out through the sides where the plan says so; returns those openings. */
function drawRowPath(
  job: ParcelJob,
  yard: Yard,
  { spine, sideRows }: PathSpec,
  [{ row, y, spot }, layout]: readonly [Crossing, PartLayout],
): Opening[] {
  const [low, high] = rowPathRange(row, spine.xAt(y));
  const path: Spot[] = [spot];
  if (low < spine.xAt(y) - 1) path.unshift(yard.toWorld([low, y]));
  if (high > spine.xAt(y) + 1) path.push(yard.toWorld([high, y]));
  const used: Opening[] = [];
  for (const { side } of sideRows.filter((each) => each.row === row)) {
    const exit = openingAtHeight(job, yard, side, y);
    if (!exit) continue;
    if (side === "west") path.unshift(exit.junction.spot, exit.edge);
    else path.push(exit.edge, exit.junction.spot);
    used.push(exit);
  }
  if (path.length > 1)
    layout.paths.push({ name: "", tags: { highway: "footway" }, spots: path, isLane: false });
  return used;
}
