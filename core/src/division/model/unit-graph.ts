import { BARRIER, OUTSIDE, uint, type PlanarMap } from "../../topology/index.ts";

/** A border shorter than this is no contact (连片); centimetres. Start value. */
export const CONTACT_CENTIMETRES = 100;

/** Classes of `BARRIER`: a row keeps one length per class. */
export const BARRIER_CLASSES = 6;

/**
 * Units and what they share, as rows in typed arrays (compressed sparse rows). Units on two sides of
 * a community border (社区界) have no row in common. All lengths in whole centimetres, so that sums
 * over units are exact.
 */
export interface UnitGraph {
  readonly count: number;
  readonly households: Float64Array;
  /** Twice the area in cm²: an exact integer. */
  readonly area2: Float64Array;
  /** Length of a unit's whole border. */
  readonly outline: Float64Array;
  /** Index of the unit's compound (小区); −1 if none. */
  readonly compound: Int32Array;
  /** Index of the block between barriers (街坊) the unit was cut from. */
  readonly enclosure: Int32Array;
  /** x, y of a point inside, centimetres. */
  readonly label: Float64Array;
  /** Row entries of unit u: [first[u], first[u + 1]), neighbours ascending. */
  readonly first: Uint32Array;
  readonly to: Uint32Array;
  /** Length shared with the neighbour, all classes. */
  readonly shared: Float64Array;
  /** Shared length of class c of entry e: `byClass[6·e + c]`. */
  readonly byClass: Uint32Array;
  /** 1 where the two units are in contact: ≥ 1 m of classes 1–5, or a link (连接). */
  readonly contact: Uint8Array;
}

/** What the rows say about one unit. */
export interface UnitFacts {
  readonly households: number;
  readonly area2: number;
  readonly outline: number;
  readonly compound: number;
  readonly enclosure: number;
  readonly label: readonly [x: number, y: number];
}

/** A shared border of two units, one class; several per pair are added up. */
export interface SharedBorder {
  readonly a: number;
  readonly b: number;
  readonly barrier: number;
  readonly length: number;
}

/** A recorded exception (连接: a bridge, a ferry, a decision) that counts as contact. */
export type UnitPair = readonly [unit: number, other: number];

/** Graph of all units of a map; links are pairs of unit indices of one community, by default the map's. */
export function buildUnitGraph(
  map: PlanarMap,
  links: readonly UnitPair[] = linksOf(map),
): UnitGraph {
  const { units } = map;
  const outline = outlines(map);
  const facts = units.ids.map((_, u) => ({
    households: units.households[u] ?? 0,
    area2: units.area2[u] ?? 0,
    outline: outline[u] ?? 0,
    compound: units.compound[u] ?? -1,
    enclosure: units.enclosure[u] ?? -1,
    label: [units.label[2 * u] ?? 0, units.label[2 * u + 1] ?? 0] as const,
  }));
  return graphFromBorders(facts, sharedBorders(map), links);
}

function linksOf({ links }: PlanarMap): UnitPair[] {
  if (!links) return [];
  const pairs = Array.from({ length: links.length >> 1 });
  return pairs.map((_, pair) => [uint(links, 2 * pair), uint(links, 2 * pair + 1)]);
}

function outlines({ arcs, units }: PlanarMap): Float64Array {
  const outline = new Float64Array(units.ids.length);
  for (let arc = 0; arc < arcs.length.length; arc++) {
    const length = arcs.length[arc] ?? 0;
    for (const unit of [arcs.left[arc] ?? OUTSIDE, arcs.right[arc] ?? OUTSIDE]) {
      if (unit !== OUTSIDE) outline[unit] = (outline[unit] ?? 0) + length;
    }
  }
  return outline;
}

function sharedBorders({ arcs, units }: PlanarMap): SharedBorder[] {
  const borders: SharedBorder[] = [];
  for (let arc = 0; arc < arcs.length.length; arc++) {
    const a = arcs.left[arc] ?? OUTSIDE;
    const b = arcs.right[arc] ?? OUTSIDE;
    if (a === OUTSIDE || b === OUTSIDE || units.community[a] !== units.community[b]) continue;
    const barrier = arcs.barrier[arc] ?? BARRIER.hard;
    borders.push({ a, b, barrier, length: arcs.length[arc] ?? 0 });
  }
  return borders;
}

/** The same from plain lists: what tests and made-up graphs start from. */
export function graphFromBorders(
  facts: readonly UnitFacts[],
  borders: readonly SharedBorder[],
  links: readonly UnitPair[] = [],
): UnitGraph {
  const rows = facts.map(() => new Map<number, number[]>());
  for (const { a, b, barrier, length } of borders) {
    addLength(rows, [a, b], barrier, length);
    addLength(rows, [b, a], barrier, length);
  }
  const linked = new Set<number>();
  for (const [a, b] of links) {
    addLength(rows, [a, b], BARRIER.hard, 0);
    addLength(rows, [b, a], BARRIER.hard, 0);
    linked.add(a * facts.length + b).add(b * facts.length + a);
  }
  return { ...columns(facts), ...packRows(rows, linked) };
}

function addLength(
  rows: readonly Map<number, number[]>[],
  [from, to]: UnitPair,
  barrier: number,
  length: number,
): void {
  const row = rows[from];
  if (!row) throw new Error(`border names unit ${from} of ${rows.length}`);
  const lengths = row.get(to) ?? [0, 0, 0, 0, 0, 0];
  lengths[barrier] = (lengths[barrier] ?? 0) + length;
  row.set(to, lengths);
}

function columns(facts: readonly UnitFacts[]) {
  return {
    count: facts.length,
    households: Float64Array.from(facts, (unit) => unit.households),
    area2: Float64Array.from(facts, (unit) => unit.area2),
    outline: Float64Array.from(facts, (unit) => unit.outline),
    compound: Int32Array.from(facts, (unit) => unit.compound),
    enclosure: Int32Array.from(facts, (unit) => unit.enclosure),
    label: Float64Array.from(facts.flatMap((unit) => unit.label)),
  };
}

function packRows(rows: readonly Map<number, number[]>[], linked: ReadonlySet<number>) {
  const entries = rows.reduce((sum, row) => sum + row.size, 0);
  const packed = {
    first: new Uint32Array(rows.length + 1),
    to: new Uint32Array(entries),
    shared: new Float64Array(entries),
    byClass: new Uint32Array(BARRIER_CLASSES * entries),
    contact: new Uint8Array(entries),
  };
  let entry = 0;
  for (const [unit, row] of rows.entries()) {
    for (const [other, lengths] of [...row].toSorted(([a], [b]) => a - b)) {
      const shared = lengths.reduce((sum, length) => sum + length, 0);
      const passable = shared - (lengths[BARRIER.hard] ?? 0);
      const isLinked = linked.has(unit * rows.length + other);
      packed.to[entry] = other;
      packed.shared[entry] = shared;
      packed.byClass.set(lengths, BARRIER_CLASSES * entry);
      packed.contact[entry] = passable >= CONTACT_CENTIMETRES || isLinked ? 1 : 0;
      entry++;
    }
    packed.first[unit + 1] = entry;
  }
  return packed;
}
