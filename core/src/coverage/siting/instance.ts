import { keepRows, kindsOf, rowOf, transpose, type Incidence } from "./incidence.ts";

export interface InstanceParts {
  /** Candidate number of each site. */
  readonly candidateOf: Uint32Array;
  /** What each site takes of `room`. */
  readonly cost: Float64Array;
  /** Households that this site alone reaches. */
  readonly own: Float64Array;
  /** Households of each class, all reached by two sites or more (or one, where it must be served). */
  readonly weight: Float64Array;
  /** 1: every plan has to cover this class. */
  readonly isMust: Uint8Array;
  readonly sitesOfClass: Incidence;
  /** Households covered by `taken` and by what stands already. */
  readonly base: number;
  /** Candidates that are in every plan looked for. */
  readonly taken: readonly number[];
  /** Stations, or money, left for the sites. */
  readonly room: number;
}

/**
 * A siting question, small enough to be solved: sites that may still be chosen or not, and demand in
 * classes (buildings that the very same sites reach count as one). Immutable; `shrink` makes the next.
 */
export interface SitingInstance extends InstanceParts {
  readonly classesOfSite: Incidence;
}

/** An instance, and in which class (-1: none any more) each old one went. */
export interface Shrunk {
  readonly instance: SitingInstance;
  readonly classOf: Int32Array;
  readonly siteOf: Int32Array;
}

/** What becomes of a site. */
export const OPEN = 0;
export const OUT = 1;
export const IN = 2;

/** Leaves sites out, takes others for good, and makes the classes anew: those that became equal are one. */
export function shrink(old: InstanceParts, fate: Uint8Array): Shrunk {
  const { siteOf, keptSites } = numberSites(fate);
  const own = Float64Array.from(keptSites, (site) => old.own[site] ?? 0);
  const left = leftOf(old, fate, siteOf);
  // What is gone may look like what can no longer be served: both are empty.
  const tag = Int32Array.from(old.isMust, (must, row) => (left.isGone[row] === 1 ? -1 : must));
  const { kindOf, firstOfKind } = kindsOf(left.rows, tag);
  const weight = new Float64Array(firstOfKind.length);
  for (const [row, kind] of kindOf.entries()) {
    weight[kind] =
      (weight[kind] ?? 0) + ((left.isGone[row] ?? 0) === 1 ? 0 : (old.weight[row] ?? 0));
  }
  const number = foldSingles(left, { firstOfKind, weight, own, isMust: old.isMust });
  const isKept = new Set(firstOfKind.filter((_, kind) => (number[kind] ?? -1) >= 0));
  const sitesOfClass = keepRows(left.rows, (row) => isKept.has(row));
  const keptKinds = firstOfKind.flatMap((_, kind) => ((number[kind] ?? -1) >= 0 ? [kind] : []));
  const classOf = Int32Array.from(kindOf, (kind, row) =>
    left.isGone[row] === 1 ? -1 : (number[kind] ?? -1),
  );
  const instance: SitingInstance = {
    candidateOf: Uint32Array.from(keptSites, (site) => old.candidateOf[site] ?? 0),
    cost: Float64Array.from(keptSites, (site) => old.cost[site] ?? 0),
    own,
    weight: Float64Array.from(keptKinds, (kind) => weight[kind] ?? 0),
    isMust: Uint8Array.from(keptKinds, (kind) => old.isMust[firstOfKind[kind] ?? 0] ?? 0),
    sitesOfClass,
    classesOfSite: transpose(sitesOfClass, keptSites.length),
    ...takenOf(old, fate, left.covered),
  };
  return { instance, classOf, siteOf };
}

function takenOf(old: InstanceParts, fate: Uint8Array, covered: number) {
  const taken = [...old.taken];
  let base = old.base + covered;
  let room = old.room;
  for (const [site, what] of fate.entries()) {
    if (what !== IN) continue;
    base += old.own[site] ?? 0;
    room -= old.cost[site] ?? 0;
    taken.push(old.candidateOf[site] ?? 0);
  }
  return { base, room, taken };
}

function numberSites(fate: Uint8Array) {
  const siteOf = new Int32Array(fate.length).fill(-1);
  const keptSites: number[] = [];
  for (const [site, what] of fate.entries()) {
    if (what !== OPEN) continue;
    siteOf[site] = keptSites.length;
    keptSites.push(site);
  }
  return { siteOf, keptSites };
}

interface LeftClasses {
  /** Open sites of each old class, in new numbers; empty where it is covered for good, or for nobody. */
  readonly rows: Incidence;
  readonly isGone: Uint8Array;
  readonly covered: number;
}

function leftOf(old: InstanceParts, fate: Uint8Array, siteOf: Int32Array): LeftClasses {
  const count = old.weight.length;
  const isGone = new Uint8Array(count);
  const first = new Uint32Array(count + 1);
  const items = new Uint32Array(old.sitesOfClass.items.length);
  let length = 0;
  let covered = 0;
  for (let row = 0; row < count; row++) {
    const start = length;
    let isCovered = false;
    for (const site of rowOf(old.sitesOfClass, row)) {
      if (fate[site] === IN) isCovered = true;
      else if (fate[site] === OPEN) items[length++] = siteOf[site] ?? 0;
    }
    if (isCovered) {
      covered += old.weight[row] ?? 0;
      length = start;
    }
    // A class that must be served and that nobody can serve any more stays: the plan is impossible.
    if (length === start && (isCovered || old.isMust[row] !== 1)) isGone[row] = 1;
    first[row + 1] = length;
  }
  return { rows: { first, items: items.slice(0, length) }, isGone, covered };
}

/** Classes with one site are that site's own; the others get numbers (-1: no class any more). */
function foldSingles(
  { rows, isGone }: LeftClasses,
  kinds: {
    readonly firstOfKind: readonly number[];
    readonly weight: Float64Array;
    readonly own: Float64Array;
    readonly isMust: Uint8Array;
  },
): Int32Array {
  let next = 0;
  return Int32Array.from(kinds.firstOfKind, (row, kind) => {
    if (isGone[row] === 1) return -1;
    const start = rows.first[row] ?? 0;
    const size = (rows.first[row + 1] ?? 0) - start;
    if (size !== 1 || kinds.isMust[row] === 1) return next++;
    const site = rows.items[start] ?? 0;
    kinds.own[site] = (kinds.own[site] ?? 0) + (kinds.weight[kind] ?? 0);
    return -1;
  });
}
