import Flatbush from "flatbush";
import type { Position, Ring } from "../geometry/index.ts";
import type { RowRefusal } from "./refusals.ts";
import {
  foldsBack,
  isOnSegment,
  isProperCrossing,
  sharedPoints,
  side,
  type SegmentEnds,
} from "./segment-contacts.ts";

/**
 * The first fault that makes a polygon invalid in the sense of OGC Simple Features (ISO 19125-1,
 * 6.1.11), with the place where it is; `null` for a valid one. The store has the same rule as a
 * constraint, so whatever passes here is stored. Rings are closed and free of repeated positions.
 * Orientation tests are exact; a ring that only touches itself is a fault, two rings may touch at
 * points as long as the interior stays in one piece.
 */
export function findPolygonFault(
  parts: readonly (readonly Ring[])[],
  mostWork: number = MOST_WORK,
): RowRefusal | null {
  const work = { left: mostWork };
  const rings = parts.flatMap((part, i) =>
    part.map((ring, k) => newRing(ring, { part: i, isHole: k > 0, work })),
  );
  const touches: Touch[] = [];
  const fault =
    findCrossing(rings, touches) ??
    findHoleFault(rings) ??
    findPartFault(rings) ??
    findSplitInterior(rings, touches);
  return work.left > 0 ? fault : { code: "ingest.row-too-large", limit: mostWork };
}

/** Comparisons of one polygon, a few seconds' worth; made to stop shapes drawn to keep us busy. */
const MOST_WORK = 20_000_000;

interface CheckedRing {
  readonly positions: Ring;
  readonly part: number;
  readonly isHole: boolean;
  readonly box: readonly [number, number, number, number];
  /** Keys of positions where another ring touches this one. */
  readonly touchedAt: Set<string>;
  readonly touching: Set<CheckedRing>;
  readonly work: { left: number };
}

interface Touch {
  readonly rings: readonly [CheckedRing, CheckedRing];
  readonly at: Position;
}

function newRing(
  positions: Ring,
  about: Pick<CheckedRing, "part" | "isHole" | "work">,
): CheckedRing {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of positions) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return { ...about, positions, box, touchedAt: new Set(), touching: new Set() };
}

interface Segment extends SegmentEnds {
  readonly ring: CheckedRing;
  readonly index: number;
}

const BRUTE_FORCE_LIMIT = 48;

function findCrossing(rings: readonly CheckedRing[], touches: Touch[]): RowRefusal | null {
  const segments: Segment[] = [];
  for (const ring of rings)
    for (let index = 0; index + 1 < ring.positions.length; index += 1) {
      const from = ring.positions[index];
      const to = ring.positions[index + 1];
      if (from !== undefined && to !== undefined) segments.push({ ring, index, from, to });
    }
  for (const [first, others] of neighbours(segments)) {
    first.ring.work.left -= others.length;
    if (first.ring.work.left <= 0) return null;
    for (const second of others) {
      const fault = compare(first, second, touches);
      if (fault !== null) return fault;
    }
  }
  return null;
}

/** Each segment with the later ones whose boxes meet its own. */
function* neighbours(segments: readonly Segment[]): Generator<[Segment, Segment[]]> {
  if (segments.length <= BRUTE_FORCE_LIMIT) {
    for (const [i, segment] of segments.entries())
      yield [segment, segments.slice(i + 1).filter((other) => boxesMeet(segment, other))];
    return;
  }
  const index = new Flatbush(segments.length);
  for (const { from, to } of segments)
    index.add(
      Math.min(from[0], to[0]),
      Math.min(from[1], to[1]),
      Math.max(from[0], to[0]),
      Math.max(from[1], to[1]),
    );
  index.finish();
  for (const [i, segment] of segments.entries()) {
    const { from, to } = segment;
    const found = index.search(
      Math.min(from[0], to[0]),
      Math.min(from[1], to[1]),
      Math.max(from[0], to[0]),
      Math.max(from[1], to[1]),
      (other) => other > i,
    );
    yield [segment, found.flatMap((other) => segments[other] ?? [])];
  }
}

function boxesMeet(a: Segment, b: Segment): boolean {
  return (
    Math.max(a.from[0], a.to[0]) >= Math.min(b.from[0], b.to[0]) &&
    Math.max(b.from[0], b.to[0]) >= Math.min(a.from[0], a.to[0]) &&
    Math.max(a.from[1], a.to[1]) >= Math.min(b.from[1], b.to[1]) &&
    Math.max(b.from[1], b.to[1]) >= Math.min(a.from[1], a.to[1])
  );
}

function compare(a: Segment, b: Segment, touches: Touch[]): RowRefusal | null {
  if (a.ring === b.ring) {
    const last = a.ring.positions.length - 2;
    if (b.index === a.index + 1) return foldsBack(a.from, a.to, b.to) ? crosses(a.to) : null;
    if (a.index === 0 && b.index === last)
      return foldsBack(b.from, b.to, a.to) ? crosses(b.to) : null;
    const shared = sharedPoints(a, b);
    return shared.length === 0 ? null : crosses(shared[0] ?? a.from);
  }
  const shared = sharedPoints(a, b);
  const point = shared[0];
  if (point === undefined) return null;
  if (shared.length > 1 || isProperCrossing(a, b))
    return { code: "ingest.rings-overlap", lng: point[0], lat: point[1] };
  a.ring.touchedAt.add(keyOf(point));
  b.ring.touchedAt.add(keyOf(point));
  a.ring.touching.add(b.ring);
  b.ring.touching.add(a.ring);
  touches.push({ rings: [a.ring, b.ring], at: point });
  return null;
}

function crosses([lng, lat]: Position): RowRefusal {
  return { code: "ingest.ring-crosses", lng, lat };
}

const keyOf = ([lng, lat]: Position): string => `${lng},${lat}`;

/** 1 inside, 0 on the ring, -1 outside. */
function sideOfRing(point: Position, ring: Ring): 1 | 0 | -1 {
  let isInside = false;
  for (let i = 0; i + 1 < ring.length; i += 1) {
    const from = ring[i];
    const to = ring[i + 1];
    if (from === undefined || to === undefined) continue;
    if (isOnSegment(point, { from, to })) return 0;
    if (from[1] > point[1] === to[1] > point[1]) continue;
    const turn = side(from, to, point);
    if (to[1] > from[1] ? turn > 0 : turn < 0) isInside = !isInside;
  }
  return isInside ? 1 : -1;
}

/**
 * Which side of `other` a ring lies on, given that they do not cross: that of any position off the
 * other's line, or of the middle of a segment whose ends both touch. Several answers: both.
 */
function sidesOf(ring: CheckedRing, other: CheckedRing): Set<number> {
  const sides = new Set<number>();
  const touchesOther = ring.touching.has(other);
  for (let i = 0; i + 1 < ring.positions.length; i += 1) {
    const from = ring.positions[i];
    const to = ring.positions[i + 1];
    if (from === undefined || to === undefined) continue;
    ring.work.left -= other.positions.length;
    if (ring.work.left <= 0) break;
    sides.add(sideOfRing(from, other.positions));
    if (!touchesOther) break;
    if (ring.touchedAt.has(keyOf(from)) && ring.touchedAt.has(keyOf(to)))
      sides.add(sideOfRing([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], other.positions));
  }
  sides.delete(0);
  return sides;
}

function findHoleFault(rings: readonly CheckedRing[]): RowRefusal | null {
  const shells = new Map(rings.filter((ring) => !ring.isHole).map((ring) => [ring.part, ring]));
  const holes = rings.filter((ring) => ring.isHole);
  for (const hole of holes) {
    const shell = shells.get(hole.part);
    if (shell === undefined) continue;
    const sides = sidesOf(hole, shell);
    // A hole that touches its shell may hold shell positions even when its own are all inside.
    const holdsShell = hole.touching.has(shell) && sidesOf(shell, hole).has(1);
    if (sides.has(-1) || sides.size === 0 || holdsShell)
      return faultOf("ingest.hole-outside", hole);
  }
  for (const [a, b] of meetingPairs(holes))
    if (a.part === b.part && (sidesOf(a, b).has(1) || sidesOf(b, a).has(1)))
      return faultOf("ingest.rings-overlap", a);
  return null;
}

/** Different parts may touch at points but share no ground. */
function findPartFault(rings: readonly CheckedRing[]): RowRefusal | null {
  const shells = rings.filter((ring) => !ring.isHole);
  const holesOf = new Map<number, CheckedRing[]>();
  for (const ring of rings) if (ring.isHole) addTo(holesOf, ring);
  for (const [a, b] of meetingPairs(shells)) {
    const isShared =
      sharesGround(a, b, holesOf.get(b.part)) || sharesGround(b, a, holesOf.get(a.part));
    if (isShared) return faultOf("ingest.rings-overlap", a);
  }
  return null;
}

function addTo(holesOf: Map<number, CheckedRing[]>, ring: CheckedRing): void {
  const known = holesOf.get(ring.part);
  if (known === undefined) holesOf.set(ring.part, [ring]);
  else known.push(ring);
}

/** Does shell `a` reach into part `b`, other than by lying in one of its holes? */
function sharesGround(a: CheckedRing, b: CheckedRing, holes: readonly CheckedRing[] = []): boolean {
  const sides = sidesOf(a, b);
  if (!sides.has(1)) return sides.size === 0;
  if (sides.has(-1)) return true;
  return !holes.some((hole) => {
    const inHole = sidesOf(a, hole);
    return inHole.size === 0 || (inHole.has(1) && !inHole.has(-1));
  });
}

function* meetingPairs(rings: readonly CheckedRing[]): Generator<[CheckedRing, CheckedRing]> {
  if (rings.length < 2) return;
  const index = new Flatbush(rings.length);
  for (const { box } of rings) index.add(...box);
  index.finish();
  for (const [i, a] of rings.entries())
    for (const other of a.work.left > 0 ? index.search(...a.box, (k) => k > i) : []) {
      a.work.left -= 1;
      const b = rings[other];
      if (b !== undefined) yield [a, b];
    }
}

/** Touching rings that close a chain cut the interior in two. */
function findSplitInterior(
  rings: readonly CheckedRing[],
  touches: readonly Touch[],
): RowRefusal | null {
  const parents = new Map<CheckedRing | string, CheckedRing | string>();
  const rootOf = (node: CheckedRing | string): CheckedRing | string => {
    let root = node;
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up;
    return root;
  };
  const known = new Map(rings.map((ring) => [ring, new Set<string>()]));
  for (const touch of touches) {
    const [a, b] = touch.rings;
    if (a.part !== b.part) continue;
    for (const ring of touch.rings) {
      const key = `${ring.part}:${keyOf(touch.at)}`;
      if (known.get(ring)?.has(key) === true) continue;
      known.get(ring)?.add(key);
      const [from, to] = [rootOf(ring), rootOf(key)];
      if (from === to) return { code: "ingest.rings-overlap", lng: touch.at[0], lat: touch.at[1] };
      parents.set(from, to);
    }
  }
  return null;
}

function faultOf(
  code: "ingest.hole-outside" | "ingest.rings-overlap",
  ring: CheckedRing,
): RowRefusal {
  const [lng, lat] = ring.positions[0] ?? [NaN, NaN];
  return { code, lng, lat };
}
