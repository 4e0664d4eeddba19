import { keepRows, kindsOf, rowCount, transpose, type Incidence } from "./incidence.ts";

/** Demand without its buildings: what the very same candidates reach, in the same area, is one. */
export interface DemandClasses {
  /** For each candidate the classes it covers. */
  readonly reach: Incidence;
  readonly households: Int32Array;
  /** The tag that the buildings of each class share. */
  readonly tag: Int32Array;
}

/**
 * Gathers buildings into classes, so that a question can travel without saying who lives in which
 * building. Those nobody reaches make a class of their own per tag.
 */
export function demandClasses(
  reach: Incidence,
  households: Int32Array,
  tag: Int32Array,
): DemandClasses {
  const rows = transpose(reach, households.length);
  const { kindOf, firstOfKind } = kindsOf(rows, tag);
  const sums = new Int32Array(firstOfKind.length);
  for (const [building, kind] of kindOf.entries()) {
    sums[kind] = (sums[kind] ?? 0) + (households[building] ?? 0);
  }
  const isFirst = new Set(firstOfKind);
  const kept = keepRows(rows, (row) => isFirst.has(row));
  return {
    reach: transpose(kept, rowCount(reach)),
    households: sums,
    tag: Int32Array.from(firstOfKind, (building) => tag[building] ?? 0),
  };
}
