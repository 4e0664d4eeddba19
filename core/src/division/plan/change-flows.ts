import type { DivisionChange, GridId, Ground } from "../model/model.ts";

/** What a change gave from one grid to another; `null`: from or to none. */
export interface ChangeFlow {
  readonly from: GridId | null;
  readonly to: GridId | null;
  readonly units: number;
  readonly households: number;
  readonly buildings: number;
}

/**
 * A change as a person tells it: who gave how much to whom, most households first. Units that the
 * ground does not know, of an earlier base version, count as units only.
 */
export function changeFlows(
  { indexOf, graph }: Pick<Ground, "indexOf" | "graph">,
  { moves }: Pick<DivisionChange, "moves">,
  buildingsIn: (unit: number) => number,
): ChangeFlow[] {
  const flows = new Map<string, ChangeFlow>();
  for (const { unitId, from, to } of moves) {
    const key = JSON.stringify([from, to]);
    const flow = flows.get(key) ?? { from, to, units: 0, households: 0, buildings: 0 };
    const unit = indexOf.get(unitId);
    flows.set(key, {
      ...flow,
      units: flow.units + 1,
      households: flow.households + (unit === undefined ? 0 : (graph.households[unit] ?? 0)),
      buildings: flow.buildings + (unit === undefined ? 0 : buildingsIn(unit)),
    });
  }
  return [...flows.values()].toSorted((a, b) => b.households - a.households || b.units - a.units);
}

/** Grids that a change locks or opens. */
export const lockedByChange = ({
  addedLocks,
  removedLocks,
}: Pick<DivisionChange, "addedLocks" | "removedLocks">): GridId[] =>
  [...addedLocks, ...removedLocks].flatMap((lock) => (lock.kind === "grid" ? [lock.gridId] : []));
