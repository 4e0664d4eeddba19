import { groupBy } from "./group-by.ts";
import { byte, float, int, uint } from "../../topology/index.ts";
import { BARRIER_CLASSES, type UnitGraph } from "./unit-graph.ts";

/** A graph of its own for some units, in the order given, ascending: what a worker is sent. */
export function cutOutGraph(graph: UnitGraph, units: readonly number[]): UnitGraph {
  const local = new Map(units.map((unit, i) => [unit, i] as const));
  const entries = units.flatMap((unit) =>
    entriesOf(graph, unit).filter((e) => local.has(uint(graph.to, e))),
  );
  const first = new Uint32Array(units.length + 1);
  let at = 0;
  for (const [i, unit] of units.entries()) {
    while (at < entries.length && (entries[at] ?? 0) < uint(graph.first, unit + 1)) at++;
    first[i + 1] = at;
  }
  const pick = (column: Float64Array) => Float64Array.from(units, (unit) => column[unit] ?? 0);
  return {
    count: units.length,
    households: pick(graph.households),
    area2: pick(graph.area2),
    outline: pick(graph.outline),
    compound: Int32Array.from(units, (unit) => int(graph.compound, unit)),
    enclosure: Int32Array.from(units, (unit) => int(graph.enclosure, unit)),
    label: Float64Array.from(
      units.flatMap((unit) => [float(graph.label, 2 * unit), float(graph.label, 2 * unit + 1)]),
    ),
    first,
    to: Uint32Array.from(entries, (e) => local.get(uint(graph.to, e)) ?? 0),
    shared: Float64Array.from(entries, (e) => float(graph.shared, e)),
    byClass: Uint32Array.from(
      entries.flatMap((e) => [
        ...graph.byClass.subarray(BARRIER_CLASSES * e, BARRIER_CLASSES * (e + 1)),
      ]),
    ),
    contact: Uint8Array.from(entries, (e) => byte(graph.contact, e)),
  };
}

function entriesOf(graph: UnitGraph, unit: number): number[] {
  const start = uint(graph.first, unit);
  return Array.from({ length: uint(graph.first, unit + 1) - start }, (_, i) => start + i);
}

/** Units of every community (社区) by its index; −1 holds the units of none. */
export function unitsByCommunity(community: ArrayLike<number>): Map<number, number[]> {
  const groups = groupBy(Array.from(community).keys(), (unit) => community[unit] ?? -1);
  return new Map([...groups].toSorted(([a], [b]) => a - b));
}
