import { findNeighbours, findParts } from "./face-parts.ts";
import type { FaceParts, PartNeighbour } from "./face-parts.ts";
import { joinedSets } from "./joined-sets.ts";
import type { NodedLines } from "./line-work.ts";
import { BARRIER, OUTSIDE } from "./planar-map.ts";
import type { Faces } from "./polygonize.ts";
import { byte, int, num, uint } from "./typed-access.ts";

/** Faces up to this size, or this narrow, are given to a neighbour; larger gaps wait for the planner. */
const SMALL_AREA2 = 2 * 1_000 * 10_000;
const NARROW_CENTIMETRES = 200;
/** Narrower than this is what rounding to whole centimetres leaves between lines that were one: not a fault of the data. */
const ROUNDING_CENTIMETRES = 2;

/** A piece of ground that nobody or several claim. */
interface Dispute {
  readonly claimants: readonly number[];
  readonly part: number;
  /** Twice the area in cm². */
  readonly area2: number;
  /** `OUTSIDE` if it was left out. */
  readonly givenTo: number;
  /** Who has ground beside it, the longest border first. */
  readonly near: readonly number[];
  /** Only what rounding left: not worth telling. */
  readonly isRounding: boolean;
}

/** Disputed ground that a person has given to somebody; the face tells where it is. */
export interface GivenFace {
  readonly face: number;
  readonly owner: number;
}

export interface SettledClaims {
  readonly ownerOfFace: Int32Array;
  readonly disputes: readonly Dispute[];
  /** Of the disputes. */
  readonly parts: FaceParts;
}

/** Mean width in centimetres of a long thin face: 2A ÷ P. */
export function widthOf(area2: number, perimeter: number): number {
  return area2 / perimeter;
}

export function isNarrow(parts: FaceParts, part: number): boolean {
  return widthOf(num(parts.area2, part), num(parts.perimeter, part)) < NARROW_CENTIMETRES;
}

/**
 * One owner for each face from the regions that claim it. A gap goes to the neighbour with the longest
 * border when it is small, else to nobody; an overlap to the claimant with the longest border. What was
 * given away by a person goes there, whatever its size.
 */
export function settleClaims(
  lines: NodedLines,
  faces: Faces,
  setOfFace: Uint32Array,
  given: readonly GivenFace[] = [],
): SettledClaims {
  const whole = findParts(lines, faces, labelInside(lines, faces, setOfFace));
  const { parts, isCrack } = separateCracks(lines, faces, whole);
  const claimantsOf = parts.label.map((set) => lines.sets.members(isCrack(set) ? 0 : set));
  const owner = Int32Array.from(claimantsOf, (claimants) =>
    claimants.length === 1 ? num(claimants, 0) : OUTSIDE,
  );
  const inDispute = [...claimantsOf.keys()].filter((part) => claimantsOf[part]?.length !== 1);
  for (const { face, owner: to } of given) {
    const part = int(parts.partOfFace, face);
    if (inDispute.includes(part)) owner[part] = to;
  }
  const disputed = inDispute.filter((part) => int(owner, part) < 0 && !isLargeGap(parts, part));
  const isInDispute = new Set(inDispute);
  const neighbours = findNeighbours(lines, faces, parts.partOfFace, (part) =>
    isInDispute.has(part),
  );
  settleInRounds(disputed, owner, (part) =>
    isCrack(num(parts.label, part))
      ? chooseAlongCrack(neighbours.get(part) ?? [], owner)
      : chooseOwner(claimantsOf[part] ?? [], neighbours.get(part) ?? [], owner),
  );
  const disputes = inDispute.map((part) => ({
    ...describeDispute(parts, part, claimantsOf[part] ?? [], int(owner, part)),
    near: ownersBeside(neighbours.get(part) ?? [], owner),
  }));
  const wholeOf = new Map<number, number>();
  parts.partOfFace.forEach((part, face) => wholeOf.set(part, int(whole.partOfFace, face)));
  const ownerOfFace = parts.partOfFace.map((part) => (part < 0 ? OUTSIDE : int(owner, part)));
  return { ownerOfFace, disputes: joinDisputes(disputes, wholeOf), parts };
}

/**
 * The set of each face; −1 outside. Roads and walls beyond the last community enclose ground too: nobody
 * claims it, and it is no gap.
 */
function labelInside(lines: NodedLines, faces: Faces, setOfFace: Uint32Array): Int32Array {
  const { root, join } = joinedSets(faces.count);
  for (let edge = 0; edge < lines.from.length; edge++) {
    // Weaker than any barrier are the borders of areas and the bridges that close a crack.
    if (byte(lines.barrier, edge) === BARRIER.plot) continue;
    const [a, b] = [int(faces.ofHalf, 2 * edge), int(faces.ofHalf, 2 * edge + 1)];
    if (uint(setOfFace, a) === 0 && uint(setOfFace, b) === 0) join(a, b);
  }
  const outside = root(0);
  return Int32Array.from(setOfFace, (set, face) => (root(face) === outside ? -1 : set));
}

/** What one owner gets of one web of cracks is told as one thing, at its largest piece. */
function joinDisputes(
  disputes: readonly Dispute[],
  wholeOf: ReadonlyMap<number, number>,
): Dispute[] {
  const joined = new Map<string, Dispute>();
  for (const dispute of disputes.toSorted((a, b) => b.area2 - a.area2 || a.part - b.part)) {
    const key = [wholeOf.get(dispute.part), dispute.givenTo].join();
    const first = joined.get(key);
    joined.set(key, first ? { ...first, area2: first.area2 + dispute.area2 } : dispute);
  }
  return [...joined.values()];
}

function describeDispute(
  parts: FaceParts,
  part: number,
  claimants: readonly number[],
  givenTo: number,
): Omit<Dispute, "near"> {
  const area2 = num(parts.area2, part);
  const isRounding = widthOf(area2, num(parts.perimeter, part)) < ROUNDING_CENTIMETRES;
  return { part, claimants, area2, givenTo, isRounding };
}

/** Neighbours that own ground, by the length of their border, the longest first. */
function ownersBeside(neighbours: readonly PartNeighbour[], owner: Int32Array): number[] {
  const lengths = new Map<number, number>();
  for (const { part, length } of neighbours) {
    const unit = int(owner, part);
    if (unit >= 0) lengths.set(unit, (lengths.get(unit) ?? 0) + length);
  }
  return [...lengths].toSorted(([a, x], [b, y]) => y - x || a - b).map(([unit]) => unit);
}

/**
 * A narrow gap between more than two is a web of cracks: it is given away face by face, lest one
 * neighbour get all of it. Each of its faces gets a label beyond those of the sets.
 */
function separateCracks(lines: NodedLines, faces: Faces, whole: FaceParts) {
  const gaps = [...whole.label.keys()].filter(
    (part) => num(whole.label, part) === 0 && isNarrow(whole, part),
  );
  const isGap = new Set(gaps);
  const neighbours = findNeighbours(lines, faces, whole.partOfFace, (part) => isGap.has(part));
  const webs = new Set(gaps.filter((part) => (neighbours.get(part)?.length ?? 0) > 2));
  const firstLabel = 1 + whole.label.reduce((most, label) => Math.max(most, label), 0);
  const isCrack = (label: number): boolean => label >= firstLabel;
  if (webs.size === 0) return { parts: whole, isCrack };
  const labels = whole.partOfFace.map((part, face) => {
    if (part < 0) return -1;
    return webs.has(part) ? firstLabel + face : num(whole.label, part);
  });
  return { parts: findParts(lines, faces, labels), isCrack };
}

/** The lowest of those with a fair share of the border: the same one all along a crack between two. */
function chooseAlongCrack(neighbours: readonly PartNeighbour[], owner: Int32Array): number {
  const owned = neighbours.filter(({ part }) => int(owner, part) >= 0);
  const most = owned.reduce((record, { length }) => Math.max(record, length), 0);
  const fair = owned.filter(({ length }) => 3 * length >= most);
  return fair.reduce((best, { part }) => {
    const unit = int(owner, part);
    return best < 0 ? unit : Math.min(best, unit);
  }, -1);
}

function isLargeGap(parts: FaceParts, part: number): boolean {
  return (
    num(parts.label, part) === 0 && num(parts.area2, part) > SMALL_AREA2 && !isNarrow(parts, part)
  );
}

/** A face among other disputed ones is settled once they are. Each round looks at the last one only, so order is irrelevant. */
function settleInRounds(
  disputed: readonly number[],
  owner: Int32Array,
  choose: (part: number) => number,
): void {
  let waiting = [...disputed];
  for (;;) {
    const chosen = waiting.map((part) => [part, choose(part)] as const);
    const settled = chosen.filter(([, unit]) => unit >= 0);
    if (settled.length === 0) return;
    for (const [part, unit] of settled) owner[part] = unit;
    waiting = chosen.filter(([, unit]) => unit < 0).map(([part]) => part);
  }
}

function chooseOwner(
  claimants: readonly number[],
  neighbours: readonly PartNeighbour[],
  owner: Int32Array,
): number {
  const lengths = new Map<number, number>();
  for (const { part, length } of neighbours) {
    const unit = int(owner, part);
    if (unit < 0 || (claimants.length > 0 && !claimants.includes(unit))) continue;
    lengths.set(unit, (lengths.get(unit) ?? 0) + length);
  }
  const best = longest(lengths);
  // Claimants who have no ground of their own beside it: the same polygon twice.
  return best >= 0 || claimants.length === 0 ? best : num(claimants, 0);
}

/** The key with the greatest length; of equals the lowest. −1 if there is none. */
export function longest(lengths: ReadonlyMap<number, number>): number {
  let best = -1;
  for (const [key, length] of lengths) {
    const record = lengths.get(best) ?? -1;
    if (length > record || (length === record && key < best)) best = key;
  }
  return best;
}
