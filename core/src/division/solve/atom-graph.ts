import { BARRIER, float, int, uint } from "../../topology/index.ts";
import type { GroundParts } from "../model/ground-parts.ts";
import { BARRIER_CLASSES, type UnitGraph } from "../model/unit-graph.ts";

/**
 * What a division is made of: atoms (sets of units that stay together) and what they share. Only
 * entries between atoms of the set are kept; a border to anything else is in `outline` alone.
 */
export interface AtomGraph {
  readonly count: number;
  /** The units of every atom. */
  readonly units: readonly (readonly number[])[];
  readonly households: Float64Array;
  /** Twice the area, cm². */
  readonly area2: Float64Array;
  /** Border length, cm. */
  readonly outline: Float64Array;
  /** Index into `fewestPieces`; −1 if none. */
  readonly compound: Int32Array;
  /** Per compound (小区) of the set: ⌈households / limit⌉. */
  readonly fewestPieces: Uint32Array;
  readonly first: Uint32Array;
  readonly to: Uint32Array;
  readonly shared: Float64Array;
  /** Cost of cutting here in `BOND_UNITS` per unit of the weight of cuts: an exact integer. */
  readonly bond: Float64Array;
  /** How much a spanning tree should avoid this entry: 0 inside a plot … 3 on an arterial road. */
  readonly avoid: Float64Array;
  readonly contact: Uint8Array;
}

/**
 * Cuts inside a compound cost 1 per 100 m (2.2 if it fits into one grid), cuts on no barrier
 * elsewhere 1 per 300 m. In these units each is a whole number per centimetre: 15, 33 and 5.
 */
export const BOND_UNITS = 150_000;
const BOND_SMALL_COMPOUND = 33;
const BOND_LARGE_COMPOUND = 15;
const BOND_PLOT = 5;
/** Both banks of a hard barrier may touch round its end: keeping them in one grid costs as much. */
const BOND_HARD = -100;

/** Added to a tree's random key by class; hard to plot. Start values. */
const AVOID = [3, 3, 1.6, 1.2, 0.6, 0] as const;

const NONE_HANGS: GroundParts["hangsOn"] = new Map();

interface Compounds {
  /** Local index by index in the unit graph. */
  readonly local: ReadonlyMap<number, number>;
  readonly households: readonly number[];
}

/**
 * Graph of these atoms; `limit` is the household number that one grid may hold at most (1.1 × target).
 * Nothing is connected through ground that hangs on something.
 */
export function buildAtomGraph(
  graph: UnitGraph,
  atoms: readonly (readonly number[])[],
  limit: number,
  hangsOn: GroundParts["hangsOn"] = NONE_HANGS,
): AtomGraph {
  const compounds = compoundsOf(graph, atoms);
  const atomOf = new Map(
    atoms.flatMap((units, atom) => units.map((unit) => [unit, atom] as const)),
  );
  const rows = atoms.map((units, atom) =>
    atomRow({ graph, atomOf, compounds, limit, hangsOn }, units, atom),
  );
  const sumOf = (column: Float64Array) =>
    Float64Array.from(atoms, (units) => units.reduce((sum, unit) => sum + (column[unit] ?? 0), 0));
  return {
    count: atoms.length,
    units: atoms,
    households: sumOf(graph.households),
    area2: sumOf(graph.area2),
    outline: sumOf(graph.outline).map((length, atom) => length - 2 * (rows[atom]?.inside ?? 0)),
    compound: Int32Array.from(atoms, (units) => sharedCompound(graph, compounds, units)),
    fewestPieces: Uint32Array.from(compounds.households, (sum) =>
      Math.max(1, Math.ceil(sum / limit)),
    ),
    ...packAtomRows(rows),
  };
}

function compoundsOf(graph: UnitGraph, atoms: readonly (readonly number[])[]): Compounds {
  const local = new Map<number, number>();
  const households: number[] = [];
  for (const unit of atoms.flat()) {
    const compound = int(graph.compound, unit);
    if (compound < 0) continue;
    const index = local.get(compound) ?? local.size;
    local.set(compound, index);
    households[index] = (households[index] ?? 0) + float(graph.households, unit);
  }
  return { local, households };
}

/** The compound of an atom is that of its first unit in one: atoms are made inside compounds. */
function sharedCompound(graph: UnitGraph, compounds: Compounds, units: readonly number[]): number {
  const unit = units.find((candidate) => int(graph.compound, candidate) >= 0);
  return unit === undefined ? -1 : (compounds.local.get(int(graph.compound, unit)) ?? -1);
}

interface RowContext {
  readonly graph: UnitGraph;
  readonly atomOf: ReadonlyMap<number, number>;
  readonly compounds: Compounds;
  readonly limit: number;
  readonly hangsOn: GroundParts["hangsOn"];
}

interface Entry {
  shared: number;
  bond: number;
  avoid: number;
  contact: number;
}

/** Entries of one atom, and the length that lies inside it. */
interface AtomRow {
  readonly entries: ReadonlyMap<number, Entry>;
  readonly inside: number;
}

function atomRow(context: RowContext, units: readonly number[], atom: number): AtomRow {
  const { graph, atomOf } = context;
  const entries = new Map<number, Entry>();
  let inside = 0;
  for (const unit of units) {
    for (let e = uint(graph.first, unit); e < uint(graph.first, unit + 1); e++) {
      const other = atomOf.get(uint(graph.to, e));
      if (other === undefined) continue;
      if (other === atom) {
        // Each inner border is met from both of its sides.
        inside += float(graph.shared, e) / 2;
        continue;
      }
      const entry = entries.get(other) ?? { shared: 0, bond: 0, avoid: 0, contact: 0 };
      addEntry(context, entry, unit, e);
      entries.set(other, entry);
    }
  }
  return { entries, inside };
}

function addEntry(context: RowContext, entry: Entry, unit: number, e: number) {
  const { graph, compounds, limit, hangsOn } = context;
  const shared = float(graph.shared, e);
  const compound = int(graph.compound, unit);
  const lengths = graph.byClass.subarray(BARRIER_CLASSES * e, BARRIER_CLASSES * (e + 1));
  const hard = uint(lengths, BARRIER.hard);
  entry.shared += shared;
  entry.bond += BOND_HARD * hard;
  const isHanging = hangsOn.has(unit) || hangsOn.has(uint(graph.to, e));
  if (graph.contact[e] === 1 && !isHanging) entry.contact = 1;
  if (compound >= 0 && compound === int(graph.compound, uint(graph.to, e))) {
    const households = compounds.households[compounds.local.get(compound) ?? -1] ?? 0;
    const isSmall = households <= limit;
    entry.bond += (isSmall ? BOND_SMALL_COMPOUND : BOND_LARGE_COMPOUND) * (shared - hard);
    // A tree joins a compound before it goes anywhere else.
    entry.avoid -= shared;
    return;
  }
  entry.bond += BOND_PLOT * uint(lengths, BARRIER.plot);
  for (const [barrier, avoid] of AVOID.entries()) entry.avoid += avoid * uint(lengths, barrier);
}

function packAtomRows(rows: readonly AtomRow[]) {
  const size = rows.reduce((sum, row) => sum + row.entries.size, 0);
  const packed = {
    first: new Uint32Array(rows.length + 1),
    to: new Uint32Array(size),
    shared: new Float64Array(size),
    bond: new Float64Array(size),
    avoid: new Float64Array(size),
    contact: new Uint8Array(size),
  };
  let e = 0;
  for (const [atom, { entries }] of rows.entries()) {
    for (const [other, entry] of [...entries].toSorted(([a], [b]) => a - b)) {
      packed.to[e] = other;
      packed.shared[e] = entry.shared;
      packed.bond[e] = entry.bond;
      packed.avoid[e] = entry.shared > 0 ? entry.avoid / entry.shared : 0;
      packed.contact[e] = entry.contact;
      e++;
    }
    packed.first[atom + 1] = e;
  }
  return packed;
}
