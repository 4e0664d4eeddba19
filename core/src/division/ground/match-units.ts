import { toCentimetres, toDegrees } from "../../geometry/index.ts";
import { groupBy } from "../model/group-by.ts";
import { int, item, uint, unitAt, type PlanarMap } from "../../topology/index.ts";

export type UnitFate =
  /** Ground that no unit of the old version holds. */
  | "new"
  | "gone"
  /** One of several that an old unit became. */
  | "split"
  /** Made of several old units. */
  | "joined"
  /** Found again by its place alone. */
  | "by-place";

export interface UnitMatch {
  /** Old unit of each unit of the new version; −1 if none. */
  readonly oldOf: Int32Array;
  /** Units that did not match one to one, ascending by id; `gone` ones are of the old version. */
  readonly unmatched: readonly { readonly unitId: string; readonly fate: UnitFate }[];
}

/**
 * Finds the units of a base version (底图版本) again on a newer one: by their buildings (most
 * households, then most buildings), else by id, else by the place of the label point.
 */
export function matchUnits(before: PlanarMap, after: PlanarMap): UnitMatch {
  const byBuilding = oldUnitsByBuilding(before, after);
  const oldNumber = new Map(before.units.ids.map((id, unit) => [id, unit]));
  const fates: (UnitFate | undefined)[] = [];
  const oldOf = Int32Array.from(after.units.ids, (id, unit) => {
    const olds = byBuilding[unit] ?? [];
    const [first] = olds;
    if (first !== undefined) {
      fates[unit] = olds.length > 1 ? "joined" : undefined;
      return first;
    }
    const same = oldNumber.get(id);
    if (same !== undefined) return same;
    const there = oldUnitThere(before, after, unit);
    fates[unit] = there < 0 ? "new" : "by-place";
    return there;
  });
  const heirs = groupBy(oldOf.keys(), (unit) => int(oldOf, unit));
  const named = [...oldOf.entries()].flatMap(([unit, old]) => {
    const isSplit = old >= 0 && (heirs.get(old)?.length ?? 0) > 1;
    const fate = fates[unit] ?? (isSplit ? "split" : undefined);
    return fate === undefined ? [] : [{ unitId: item(after.units.ids, unit), fate }];
  });
  const taken = new Set([...heirs.keys(), ...byBuilding.flat()]);
  const gone = before.units.ids.flatMap((unitId, unit) =>
    taken.has(unit) ? [] : [{ unitId, fate: "gone" as const }],
  );
  const unmatched = [...named, ...gone].toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1));
  return { oldOf, unmatched };
}

/** For each new unit the old units of its buildings, the one with most households first. */
function oldUnitsByBuilding(before: PlanarMap, after: PlanarMap): number[][] {
  const oldUnit = new Map(
    before.buildings.ids.map((id, at) => [id, uint(before.buildings.unit, at)]),
  );
  const weights = after.units.ids.map(() => new Map<number, number>());
  after.buildings.ids.forEach((id, at) => {
    const old = oldUnit.get(id);
    if (old === undefined) return;
    const weight = weights[uint(after.buildings.unit, at)];
    // A building counts a little by itself, so that those without households decide among themselves.
    const households = uint(after.buildings.households, at) + 1e-3;
    weight?.set(old, (weight.get(old) ?? 0) + households);
  });
  return weights.map((weight) =>
    [...weight].toSorted(([a, x], [b, y]) => y - x || a - b).map(([old]) => old),
  );
}

function oldUnitThere(before: PlanarMap, after: PlanarMap, unit: number): number {
  const { label } = after.units;
  const place = toDegrees(after, int(label, 2 * unit), int(label, 2 * unit + 1));
  return unitAt(before, toCentimetres(before, place));
}
