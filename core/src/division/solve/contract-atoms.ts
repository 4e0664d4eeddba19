import { int } from "../../topology/index.ts";
import { connectedPieces, contactsOf } from "../model/connected-pieces.ts";
import { groupBy } from "../model/group-by.ts";
import type { GroundParts } from "../model/ground-parts.ts";
import { joinGround } from "./join-ground.ts";
import type { UnitGraph } from "../model/unit-graph.ts";
import { sumHouseholds } from "../model/sum-households.ts";

export interface ContractionRules {
  /** A compound (小区) with at most so many households stays whole; 0: none does. */
  readonly wholeCompound: number;
  /** Neighbouring units of one block with at most so many households together are one atom; 0: none. */
  readonly lump: number;
  /** Ground without households of at most so many m² joins an atom beside it; 0: none does. */
  readonly joinedGround: number;
}

/**
 * Gathers the units of a part into atoms, the sets that no grid border may cut. Each atom is
 * connected; units that hang join the atom of their host.
 */
export function contractAtoms(
  graph: UnitGraph,
  units: readonly number[],
  hangsOn: GroundParts["hangsOn"],
  rules: ContractionRules,
): number[][] {
  const standing = units.filter((unit) => !hangsOn.has(unit));
  const groups = groupUnits(graph, standing, rules);
  const atoms = groups.flatMap((group) => connectedPieces(graph, group));
  const joined = rules.joinedGround > 0 ? joinGround(graph, atoms, rules.joinedGround) : atoms;
  const lumped = rules.lump > 0 ? lumpSmallAtoms(graph, joined, rules.lump) : joined;
  const atomOf = new Map(lumped.flatMap((atom) => atom.map((unit) => [unit, atom] as const)));
  for (const unit of units) {
    const host = hangsOn.get(unit);
    if (host !== undefined) atomOf.get(host)?.push(unit);
  }
  return lumped.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

/** Small compounds as one group each, every other unit by itself. */
function groupUnits(
  graph: UnitGraph,
  units: readonly number[],
  { wholeCompound }: ContractionRules,
): number[][] {
  const byCompound = groupBy(units, (unit) => int(graph.compound, unit));
  return [...byCompound].flatMap(([compound, members]) => {
    const isWhole = compound >= 0 && sumHouseholds(graph, members) <= wholeCompound;
    return isWhole ? [members] : members.map((unit) => [unit]);
  });
}

/** Joins atoms of one block and one compound, each to the contact with fewest households, up to the limit. */
function lumpSmallAtoms(graph: UnitGraph, atoms: readonly number[][], most: number): number[][] {
  const lumps = atoms.map((units) => ({ units, households: sumHouseholds(graph, units) }));
  const lumpOf = new Map(lumps.flatMap((lump) => lump.units.map((unit) => [unit, lump] as const)));
  const isSameGround = (a = 0, b = 0) =>
    graph.enclosure[a] === graph.enclosure[b] && graph.compound[a] === graph.compound[b];
  for (const lump of lumps) {
    if (lump.units.length === 0 || lump.households > most) continue;
    const around = lump.units
      .flatMap((unit) => contactsOf(graph, unit))
      .flatMap((unit) => lumpOf.get(unit) ?? [])
      .filter((other) => other !== lump && isSameGround(other.units[0], lump.units[0]))
      .toSorted((a, b) => a.households - b.households || (a.units[0] ?? 0) - (b.units[0] ?? 0));
    const partner = around[0];
    if (!partner || partner.households + lump.households > most) continue;
    partner.households += lump.households;
    for (const unit of lump.units) lumpOf.set(unit, partner);
    partner.units = [...partner.units, ...lump.units].toSorted((a, b) => a - b);
    lump.units = [];
  }
  return lumps.map(({ units }) => units).filter((units) => units.length > 0);
}
