import { countCommunities, type OfficialArea } from "./names/official-areas.ts";
import { itemAt } from "./random.ts";

/** A part of a superblock as the division into areas sees it. */
export interface TownPart {
  readonly number: number;
  readonly households: number;
  /** Lattice place of its middle. */
  readonly u: number;
  readonly v: number;
  readonly neighbours: readonly number[];
}

/** A lattice line that areas should not lie across: river or railway. */
export interface Corridor {
  readonly fixed: "u" | "v";
  readonly at: number;
}

interface Cut {
  readonly low: readonly TownPart[];
  readonly high: readonly TownPart[];
  readonly lowAreas: readonly OfficialArea[];
  readonly highAreas: readonly OfficialArea[];
  /** How far the halves are from their due shares; smaller is better. */
  readonly error: number;
}

/**
 * Gives every part to a community: the town is halved again and again, first between districts, then
 * streets, then communities, so that areas nest and all hold about the same number of households.
 * Returns the code of the community of each part, in the order of `parts`.
 */
export function divideTown(
  parts: readonly TownPart[],
  root: OfficialArea,
  corridors: readonly Corridor[],
): string[] {
  const codes: string[] = Array.from({ length: parts.length }, () => "");
  const divide = (here: readonly TownPart[], areas: readonly OfficialArea[]): void => {
    if (areas.length > 1) {
      const cut = bestCut(here, areas, corridors);
      divide(cut.low, cut.lowAreas);
      divide(cut.high, cut.highAreas);
      return;
    }
    const area = itemAt(areas, 0);
    if (area.kind === "community") for (const part of here) codes[part.number] = area.code;
    else divide(here, area.children);
  };
  divide(parts, [root]);
  return codes;
}

const householdsIn = (parts: readonly TownPart[]): number =>
  parts.reduce((sum, part) => sum + part.households + 1, 0);
const communitiesIn = (areas: readonly OfficialArea[]): number =>
  areas.reduce((sum, area) => sum + countCommunities(area), 0);

/** Deviation up to which a cut along river or railway is taken before any other. */
const CORRIDOR_TOLERANCE = 0.3;

function bestCut(
  parts: readonly TownPart[],
  areas: readonly OfficialArea[],
  corridors: readonly Corridor[],
): Cut {
  for (const corridor of corridors) {
    const cut = corridorCut(parts, areas, corridor);
    if (cut && cut.error < CORRIDOR_TOLERANCE) return cut;
  }
  const half = Math.max(1, splitIndex(areas));
  const lowAreas = areas.slice(0, half);
  const highAreas = areas.slice(half);
  const due = communitiesIn(lowAreas) / communitiesIn(areas);
  const cuts = ORDERS.flatMap((order) => sweepCuts(parts, order, due)).map(
    ([low, high, error]): Cut => ({ low, high, lowAreas, highAreas, error }),
  );
  const [first, ...rest] = cuts;
  if (!first)
    throw new Error(`no connected cut of ${parts.length} parts into ${areas.length} areas`);
  return rest.reduce((best, cut) => (cut.error < best.error ? cut : best), first);
}

function corridorCut(
  parts: readonly TownPart[],
  areas: readonly OfficialArea[],
  { fixed, at }: Corridor,
): Cut | null {
  const low = parts.filter((part) => part[fixed] < at);
  const high = parts.filter((part) => part[fixed] > at);
  if (low.length === 0 || high.length === 0 || !isConnected(low) || !isConnected(high)) return null;
  const due = (householdsIn(low) / householdsIn(parts)) * communitiesIn(areas);
  const lowAreas = closestSubset(areas, due);
  const highAreas = areas.filter((area) => !lowAreas.includes(area));
  if (lowAreas.length === 0 || highAreas.length === 0) return null;
  const given = communitiesIn(lowAreas);
  const smaller = Math.min(given, communitiesIn(areas) - given);
  return { low, high, lowAreas, highAreas, error: Math.abs(given - due) / smaller };
}

/** The areas whose communities come closest to the number; neither none nor all. */
function closestSubset(areas: readonly OfficialArea[], due: number): OfficialArea[] {
  // Sums that can be reached, each with the last area that led there: smallest sets first.
  const sets = new Map<number, readonly OfficialArea[]>([[0, []]]);
  for (const area of areas) {
    for (const [sum, set] of Array.from(sets)) {
      const next = sum + countCommunities(area);
      if (!sets.has(next)) sets.set(next, [...set, area]);
    }
  }
  let best: readonly OfficialArea[] = [];
  let distance = Infinity;
  for (const [sum, set] of sets) {
    if (set.length === 0 || set.length === areas.length) continue;
    if (Math.abs(sum - due) >= distance) continue;
    distance = Math.abs(sum - due);
    best = set;
  }
  return [...best];
}

/** Where to cut the list of areas so that both halves hold nearly as many communities. */
function splitIndex(areas: readonly OfficialArea[]): number {
  const half = communitiesIn(areas) / 2;
  let sum = 0;
  for (let k = 0; k < areas.length - 1; k++) {
    const size = countCommunities(itemAt(areas, k));
    if (sum + size / 2 >= half) return k;
    sum += size;
  }
  return areas.length - 1;
}

type Order = (part: TownPart) => readonly [number, number];

/** Sweeps across the town: line by line from the west or the south, each line in either direction. */
const ORDERS: readonly Order[] = [
  ({ u, v }) => [Math.floor(u), v],
  ({ u, v }) => [Math.floor(u), -v],
  ({ u, v }) => [Math.floor(v), u],
  ({ u, v }) => [Math.floor(v), -u],
  ({ u, v }) => [u, v],
  ({ u, v }) => [v, u],
];

/** The cuts of one sweep whose halves are connected and near the due share. */
function sweepCuts(
  parts: readonly TownPart[],
  order: Order,
  due: number,
): (readonly [TownPart[], TownPart[], number])[] {
  const sorted = parts
    .map((part) => ({ part, key: order(part) }))
    .toSorted((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1] || a.part.number - b.part.number)
    .map(({ part }) => part);
  const total = householdsIn(parts);
  const slope = 0.15 * lengthPenalty(parts, order);
  let sum = 0;
  const places = sorted.slice(0, -1).map((part, k) => {
    sum += part.households + 1;
    const error = Math.abs(sum / total - due) / Math.min(due, 1 - due);
    return { count: k + 1, error: error + slope };
  });
  places.sort((a, b) => a.error - b.error);
  for (const { count, error } of places.slice(0, 24)) {
    const [low, high] = [sorted.slice(0, count), sorted.slice(count)];
    if (isConnected(low) && isConnected(high)) return [[low, high, error]];
  }
  return [];
}

/** 0 when the sweep runs along the longer side of the parts, up to 1 when along the shorter. */
function lengthPenalty(parts: readonly TownPart[], order: Order): number {
  const us = parts.map((part) => part.u);
  const vs = parts.map((part) => part.v);
  const width = Math.max(...us) - Math.min(...us) + 1;
  const height = Math.max(...vs) - Math.min(...vs) + 1;
  const probe = { number: 0, households: 0, neighbours: [], u: 7, v: 0 };
  const isAlongU = order(probe)[0] === 7;
  return isAlongU ? Math.max(0, 1 - width / height) : Math.max(0, 1 - height / width);
}

function isConnected(parts: readonly TownPart[]): boolean {
  const left = new Map(parts.map((part) => [part.number, part]));
  const first = parts[0];
  if (!first) return false;
  const open = [first];
  left.delete(first.number);
  for (let part = open.pop(); part; part = open.pop()) {
    for (const number of part.neighbours) {
      const next = left.get(number);
      if (!next) continue;
      left.delete(number);
      open.push(next);
    }
  }
  return left.size === 0;
}
