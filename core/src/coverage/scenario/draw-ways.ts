import type { Position } from "../../geometry/index.ts";
import { footAccess } from "../network/access-rules.ts";
import type { NetworkLine } from "../network/join-lines.ts";
import { fromPlane, planeAt, toPlane, type LocalPlane } from "../network/local-plane.ts";

/** An end is drawn on to the nearest walkable way this far away. */
const END_REACH_METRES = 25;
/** A corner this near is the place itself. */
const SAME_PLACE_METRES = 0.5;

/** A way that is not in the layer yet. Those on the ground meet what they cross, others only their ends. */
export interface DrawnWay extends NetworkLine {
  readonly isOnGround: boolean;
}

/** An end of a drawn way that no walkable way is near to. */
export interface ApartEnd {
  readonly id: string;
  readonly position: Position;
}

/**
 * Puts drawn ways into a layer of lines: both get a common vertex where they meet, so that they are joined
 * whichever way the layer is read. Ends are drawn on to the nearest walkable way; an end that has none is
 * told in `apart` (one end of a way may stay blind).
 */
export function drawWays(
  lines: readonly NetworkLine[],
  drawn: readonly DrawnWay[],
): { readonly lines: readonly NetworkLine[]; readonly apart: readonly ApartEnd[] } {
  let all = lines;
  const apart: ApartEnd[] = [];
  for (const way of drawn) {
    const drawing = new Drawing(all, way);
    const ends = drawing.joinEnds();
    if (ends.every((isJoined) => !isJoined)) {
      const [position = [0, 0] as const] = way.coordinates;
      apart.push({ id: way.id, position });
    }
    if (way.isOnGround) drawing.joinCrossings();
    all = drawing.finish();
  }
  return { lines: all, apart };
}

interface Meeting {
  readonly line: number;
  readonly segment: number;
  readonly fraction: number;
  readonly position: Position;
}

type XY = readonly [x: number, y: number];

class Drawing {
  readonly #lines: readonly NetworkLine[];
  readonly #way: NetworkLine;
  readonly #plane: LocalPlane;
  /** Coordinates of the drawn way, with what its ends were drawn on to. */
  #line: Position[];
  readonly #meetings: Meeting[] = [];
  /** Vertices to be put into the drawn way, by segment of `#line`. */
  readonly #own: { segment: number; fraction: number; position: Position }[] = [];

  constructor(lines: readonly NetworkLine[], way: NetworkLine) {
    this.#lines = lines;
    this.#way = way;
    this.#line = [...way.coordinates];
    const [lng, lat] = way.coordinates[0] ?? [0, 0];
    this.#plane = planeAt(lng, lat);
  }

  joinEnds(): readonly boolean[] {
    const [first, last] = [this.#nearest(this.#line[0]), this.#nearest(this.#line.at(-1))];
    if (first !== null) this.#line = drawnOn(this.#line, first, this.#plane);
    if (last !== null) {
      this.#line = drawnOn(this.#line.toReversed(), last, this.#plane).toReversed();
    }
    for (const meeting of [first, last]) if (meeting !== null) this.#meetings.push(meeting);
    return [first !== null, last !== null];
  }

  joinCrossings(): void {
    const own = this.#line.map((position) => toPlane(this.#plane, position));
    const box = boxAround(own, 0);
    this.#eachSegment(box, (line, segment, [a, b]) => {
      if (!isOnGround(this.#lines[line])) return;
      for (let at = 0; at + 1 < own.length; at++) {
        const cut = crossing(own[at] ?? [0, 0], own[at + 1] ?? [0, 0], [a, b]);
        if (cut === null) continue;
        const position = fromPlane(this.#plane, ...cut.point);
        this.#meetings.push({ line, segment, fraction: cut.there, position });
        this.#own.push({ segment: at, fraction: cut.here, position });
      }
    });
  }

  finish(): readonly NetworkLine[] {
    const lines = this.#lines.map((line, at) => {
      const meetings = this.#meetings.filter((meeting) => meeting.line === at);
      return meetings.length > 0
        ? { ...line, coordinates: withVertices(line.coordinates, meetings) }
        : line;
    });
    const { id, tags } = this.#way;
    return [...lines, { id, tags, coordinates: withVertices(this.#line, this.#own) }];
  }

  #nearest(position: Position | undefined): Meeting | null {
    if (position === undefined) return null;
    const [x, y] = toPlane(this.#plane, position);
    let best: Meeting | null = null;
    let least = END_REACH_METRES;
    this.#eachSegment(boxAround([[x, y]], END_REACH_METRES), (line, segment, [a, b]) => {
      const { fraction, point, metres } = footOf([x, y], a, b);
      if (metres > least || (metres === least && best !== null)) return;
      least = metres;
      const place = fromPlane(this.#plane, ...point);
      best = { line, segment, fraction, position: this.#corner(line, segment, point) ?? place };
    });
    return best;
  }

  /** A corner of the line close by: no second vertex is put beside it. */
  #corner(line: number, segment: number, [x, y]: XY): Position | undefined {
    const { coordinates = [] } = this.#lines[line] ?? {};
    return coordinates.slice(segment, segment + 2).find((corner) => {
      const [cornerX, cornerY] = toPlane(this.#plane, corner);
      return Math.hypot(cornerX - x, cornerY - y) <= SAME_PLACE_METRES;
    });
  }

  #eachSegment(box: Box, visit: (line: number, segment: number, ends: readonly [XY, XY]) => void) {
    this.#lines.forEach(({ coordinates, tags }, line) => {
      let isWalkable: boolean | undefined;
      for (let segment = 0; segment + 1 < coordinates.length; segment++) {
        const a = toPlane(this.#plane, coordinates[segment] ?? [0, 0]);
        const b = toPlane(this.#plane, coordinates[segment + 1] ?? [0, 0]);
        if (!meets(box, a, b)) continue;
        const access = isWalkable === undefined ? footAccess(tags) : undefined;
        isWalkable ??= access?.forward === true || access?.backward === true;
        if (isWalkable) visit(line, segment, [a, b]);
      }
    });
  }
}

type Box = readonly [west: number, south: number, east: number, north: number];

const boxAround = (points: readonly XY[], margin: number): Box => [
  Math.min(...points.map(([x]) => x)) - margin,
  Math.min(...points.map(([, y]) => y)) - margin,
  Math.max(...points.map(([x]) => x)) + margin,
  Math.max(...points.map(([, y]) => y)) + margin,
];

const meets = ([west, south, east, north]: Box, [ax, ay]: XY, [bx, by]: XY): boolean =>
  Math.max(ax, bx) >= west &&
  Math.min(ax, bx) <= east &&
  Math.max(ay, by) >= south &&
  Math.min(ay, by) <= north;

/** The line beginning at the meeting: its first vertex moves there, or a piece is put before it. */
function drawnOn(line: readonly Position[], { position }: Meeting, plane: LocalPlane): Position[] {
  const [first = position, ...rest] = line;
  const [x, y] = toPlane(plane, first);
  const [toX, toY] = toPlane(plane, position);
  const isThere = Math.hypot(toX - x, toY - y) <= SAME_PLACE_METRES;
  return isThere ? [position, ...rest] : [position, first, ...rest];
}

function withVertices(
  coordinates: readonly Position[],
  added: readonly { segment: number; fraction: number; position: Position }[],
): Position[] {
  return coordinates.flatMap((corner, at) => {
    const here = added.filter(({ segment }) => segment === at);
    const sorted = here.toSorted((a, b) => a.fraction - b.fraction);
    const next = coordinates[at + 1];
    const isCorner = ({ position }: { position: Position }) =>
      position === corner || position === next;
    return [corner, ...sorted.filter((each) => !isCorner(each)).map(({ position }) => position)];
  });
}

const isOnGround = (line: NetworkLine | undefined): boolean => {
  const { layer = "0", bridge = "no", tunnel = "no" } = line?.tags ?? {};
  return layer === "0" && bridge === "no" && tunnel === "no";
};

function footOf([x, y]: XY, [ax, ay]: XY, [bx, by]: XY) {
  const squared = (bx - ax) ** 2 + (by - ay) ** 2;
  const raw = squared === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared;
  const fraction = Math.min(1, Math.max(0, raw));
  const point: XY = [ax + fraction * (bx - ax), ay + fraction * (by - ay)];
  return { fraction, point, metres: Math.hypot(x - point[0], y - point[1]) };
}

const isWithin = (at: number): boolean => at > 1e-6 && at < 1 - 1e-6;

/** Where two pieces cross, ends left out: what only touches is joined by its end. */
function crossing([ax, ay]: XY, [bx, by]: XY, [[cx, cy], [dx, dy]]: readonly [XY, XY]) {
  const cross = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  if (cross === 0) return null;
  const here = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / cross;
  const there = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / cross;
  if (!isWithin(here) || !isWithin(there)) return null;
  return { here, there, point: [ax + here * (bx - ax), ay + here * (by - ay)] as const };
}
