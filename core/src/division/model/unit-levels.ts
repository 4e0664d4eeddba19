import { groupBy } from "./group-by.ts";
import type { Ground } from "./model.ts";
import type { UnitGraph } from "./unit-graph.ts";

/** What a tool takes at once: single units, whole compounds (小区), whole blocks (街坊). */
export const UNIT_LEVELS = ["unit", "compound", "block"] as const;
export type UnitLevel = (typeof UNIT_LEVELS)[number];

/** Units that go together at a level, with one point that stands for them. */
export interface UnitGroup {
  /** Ascending. */
  readonly units: readonly number[];
  /** x, y in centimetres, always inside one of the units. */
  readonly label: readonly [x: number, y: number];
}

/** All groups of a ground and the group of each unit. */
export interface UnitGroups {
  readonly groups: readonly UnitGroup[];
  /** Index in `groups` of each unit. */
  readonly groupOf: Int32Array;
}

const known = new WeakMap<UnitGraph, Map<UnitLevel, UnitGroups>>();

/** Made once per ground and level. A unit without a compound or a block is a group by itself. */
export function groupUnits({ graph }: Pick<Ground, "graph">, level: UnitLevel): UnitGroups {
  const kept = known.get(graph) ?? new Map<UnitLevel, UnitGroups>();
  const before = kept.get(level);
  if (before !== undefined) return before;
  const made = makeGroups(graph, level);
  known.set(graph, kept.set(level, made));
  return made;
}

function makeGroups(graph: UnitGraph, level: UnitLevel): UnitGroups {
  const column = { unit: null, compound: graph.compound, block: graph.enclosure }[level];
  const members = groupBy(graph.households.keys(), (unit) => {
    const value = column?.[unit] ?? -1;
    return value < 0 ? -1 - unit : value;
  });
  const groups = [...members.values()].map((units) => ({ units, label: labelOf(graph, units) }));
  const groupOf = new Int32Array(graph.count);
  for (const [at, { units }] of groups.entries()) for (const unit of units) groupOf[unit] = at;
  return { groups, groupOf };
}

/**
 * The label point of the unit nearest to the middle of all, weighted by area: the middle itself may
 * lie outside, in a compound bent round another.
 */
function labelOf({ label, area2 }: UnitGraph, units: readonly number[]): readonly [number, number] {
  const at = (unit: number): readonly [number, number] => [
    label[2 * unit] ?? 0,
    label[2 * unit + 1] ?? 0,
  ];
  const [first = 0] = units;
  if (units.length === 1) return at(first);
  let [weight, east, north] = [0, 0, 0];
  for (const unit of units) {
    const own = Math.max(1, area2[unit] ?? 0);
    const [x, y] = at(unit);
    weight += own;
    east += (x * own) / 1e7;
    north += (y * own) / 1e7;
  }
  const middle = [(east / weight) * 1e7, (north / weight) * 1e7] as const;
  let [best, least] = [first, Infinity];
  for (const unit of units) {
    const [x, y] = at(unit);
    const far = (x - middle[0]) * (x - middle[0]) + (y - middle[1]) * (y - middle[1]);
    if (far < least) [best, least] = [unit, far];
  }
  return at(best);
}
