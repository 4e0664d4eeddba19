import { cutMap, type CutFault, type UnitCut } from "../../topology/index.ts";
import { ok, type Result } from "../../result.ts";
import { groundOfMap } from "./make-ground.ts";
import type { Division, DivisionChange, DivisionError, GridId, Ground } from "./model.ts";

/** The ground without any cut: the base version as it is. */
const baseOf = (ground: Ground): Ground => ground.base ?? ground;

export const cutsOf = (ground: Ground): readonly UnitCut[] => ground.cuts ?? [];

const kept = new WeakMap<Ground, Map<string, Result<Ground, CutFault>>>();
/** Grounds of one base that are kept at once: a few plans, and some undo. */
const MOST_KEPT = 24;

/**
 * The ground with exactly these cuts (切割): a pure function of the base and the cuts, made once. A
 * first child takes the place of its parent; the others follow after all units of the base.
 *
 * @throws if the ground was made without a map: a bug of the caller.
 */
export function groundWithCuts(ground: Ground, cuts: readonly UnitCut[]): Result<Ground, CutFault> {
  const base = baseOf(ground);
  if (cuts.length === 0) return ok(base);
  const ordered = inOrder(cuts);
  const key = JSON.stringify(ordered);
  const known = kept.get(base) ?? new Map<string, Result<Ground, CutFault>>();
  kept.set(base, known);
  const made = known.get(key) ?? cutGround(base, ordered);
  known.delete(key);
  known.set(key, made);
  for (const oldest of known.keys()) if (known.size > MOST_KEPT) known.delete(oldest);
  return made;
}

/** Parents before their children. */
const inOrder = (cuts: readonly UnitCut[]): UnitCut[] =>
  cuts.toSorted((a, b) => {
    if (a.unitId === b.unitId) return 0;
    return a.unitId < b.unitId ? -1 : 1;
  });

function cutGround(base: Ground, cuts: readonly UnitCut[]): Result<Ground, CutFault> {
  if (!base.map) throw new Error("this ground was made without a map");
  const map = cutMap(base.map, cuts);
  if (!map.ok) return map;
  const [first = ""] = base.unitIds;
  const community = base.map.units.community[base.map.units.ids.indexOf(first)] ?? -1;
  return ok({ ...groundOfMap(map.value, community), base, cuts });
}

/** A fault of a cut in the words of a division. */
export function cutRefusal(fault: CutFault): DivisionError {
  switch (fault.fault) {
    case "unknown-unit":
      return { code: "division.unknown-unit", unitId: fault.unitId };
    case "ends-inside":
      return { code: "division.cut-ends-inside", unitId: fault.unitId, at: fault.at };
    case "end-not-at-vertex":
      return { code: "division.end-not-at-vertex", unitId: fault.unitId, at: fault.at };
    case "too-close":
      return { code: "division.cut-too-close", unitId: fault.unitId, at: fault.at };
    case "does-not-divide":
      return { code: "division.cut-does-not-divide", unitId: fault.unitId };
    case "cuts-building": {
      const { unitId, buildingId } = fault;
      return { code: "division.line-cuts-building", unitId, buildingId };
    }
    default: {
      const squareMetres = Math.floor(fault.squareMetres);
      return { code: "division.piece-too-small", unitId: fault.unitId, squareMetres };
    }
  }
}

type CutChange = Pick<DivisionChange, "moves" | "addedCuts" | "removedCuts">;

export const hasCuts = ({ addedCuts = [], removedCuts = [] }: CutChange): boolean =>
  addedCuts.length + removedCuts.length > 0;

/**
 * The state in between: moves of units that are there before are done, then cuts come and go. A child
 * begins in the grid of its parent, a parent that is whole again in that of its children. What
 * remains are the moves of units that were not there before. `undefined`: it does not fit.
 */
export function stageCuts(
  division: Division,
  change: CutChange,
): { readonly staged: Division; readonly rest: DivisionChange["moves"] } | undefined {
  const { ground } = division;
  const gridOf = [...division.gridOf];
  for (const { unitId, to } of change.moves) {
    const unit = ground.indexOf.get(unitId);
    if (unit !== undefined) gridOf[unit] = to;
  }
  const rest = change.moves.filter(({ unitId }) => !ground.indexOf.has(unitId));
  const cuts = cutsAfter(ground, change);
  const next = cuts && groundWithCuts(ground, cuts);
  if (!next?.ok) return undefined;
  const gridOfId = (unitId: string): GridId | null | undefined => {
    const unit = ground.indexOf.get(unitId);
    return unit === undefined ? undefined : (gridOf[unit] ?? null);
  };
  const inherited = next.value.unitIds.map((unitId) => gridInherited(unitId, gridOfId));
  if (inherited.includes(undefined)) return undefined;
  const staged = { ...division, ground: next.value, gridOf: inherited.map((grid) => grid ?? null) };
  return { staged, rest };
}

/** Its own grid, else that of the nearest ancestor, else the one all its children are in. */
export function gridInherited(
  unitId: string,
  gridOfId: (unitId: string) => GridId | null | undefined,
): GridId | null | undefined {
  for (let id = unitId; ; id = id.slice(0, id.lastIndexOf("/"))) {
    const own = gridOfId(id);
    if (own !== undefined) return own;
    if (!id.includes("/")) break;
  }
  const [one, other] = [gridOfId(`${unitId}/1`), gridOfId(`${unitId}/2`)];
  return one === other ? one : undefined;
}

function cutsAfter(ground: Ground, change: CutChange): UnitCut[] | undefined {
  const before = cutsOf(ground);
  const { addedCuts = [], removedCuts = [] } = change;
  const removed = new Set(removedCuts.map((cut) => JSON.stringify(cut)));
  const left = before.filter((cut) => !removed.delete(JSON.stringify(cut)));
  const names = new Set(left.map(({ unitId }) => unitId));
  if (removed.size > 0 || addedCuts.some(({ unitId }) => names.has(unitId))) return undefined;
  return [...left, ...addedCuts];
}
