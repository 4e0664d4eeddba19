import {
  cutsOf,
  changeFlows,
  divisionFacts,
  lockedByChange,
  type BuiltGround,
  type Division,
  type DivisionChange,
  type GridFacts,
} from "@onegrid/core/division";
import type {
  ChangeReply,
  ChangesReply,
  DivisionReply,
  EditReply,
  GridRow,
} from "@onegrid/core/division/contract";
import type { UnitCut } from "@onegrid/core/topology";
import type { DivisionChangeRow } from "@onegrid/db/division";
import type { Edited } from "./edit-division.ts";

const gridRow = (id: string, facts: GridFacts): GridRow => ({
  id,
  units: facts.units,
  households: facts.households,
  squareMetres: facts.squareMetres,
  deviationTarget: facts.deviationTarget,
  deviationFairShare: facts.deviationFairShare,
  polsbyPopper: facts.polsbyPopper,
  pieces: facts.pieces,
  isOversized: facts.isOversized,
});

/** A division as the contract has it, without what its row says. */
export function divisionReply(
  division: Division,
): Omit<DivisionReply, "id" | "planId" | "communityId" | "baseId"> {
  const facts = divisionFacts(division);
  const numberOf = new Map(division.grids.map((id, number) => [id, number]));
  return {
    revision: division.revision,
    target: division.target,
    grids: [...facts.grids].map(([id, own]) => gridRow(id, own)),
    gridOf: division.gridOf.map((id) => numberOf.get(id ?? "") ?? -1),
    locks: division.locks.map((lock) => ({ ...lock })),
    cuts: plainCuts(cutsOf(division.ground)),
    metrics: { ...facts.metrics },
  };
}

export function editReply({ division, change }: Edited): EditReply {
  const facts = divisionFacts(division);
  const touched = new Set(change.moves.flatMap(({ from, to }) => [from, to]));
  return {
    revision: division.revision,
    change: plainChange(change),
    grids: [...facts.grids].filter(([id]) => touched.has(id)).map(([id, own]) => gridRow(id, own)),
    metrics: { ...facts.metrics },
  };
}

const plainCuts = (cuts: readonly UnitCut[]): DivisionReply["cuts"] =>
  cuts.map(({ unitId, path }) => ({
    unitId,
    path: path.map(([x, y]): [number, number] => [x, y]),
  }));

export const plainChange = (change: DivisionChange): ChangeReply => ({
  ...change,
  moves: change.moves.map((move) => ({ ...move })),
  addedGrids: [...change.addedGrids],
  removedGrids: [...change.removedGrids],
  addedLocks: change.addedLocks.map((lock) => ({ ...lock })),
  removedLocks: change.removedLocks.map((lock) => ({ ...lock })),
  addedCuts: plainCuts(change.addedCuts ?? []),
  removedCuts: plainCuts(change.removedCuts ?? []),
});

export function changeReply(
  row: DivisionChangeRow,
  { ground, buildingsOf }: BuiltGround,
): ChangesReply["changes"][number] {
  const { change } = row;
  return {
    revision: row.revision,
    at: row.at.toISOString(),
    by: row.by,
    edit: change.edit,
    units: change.moves.length,
    undoes: row.undoes,
    key: row.idempotencyKey,
    flows: changeFlows(ground, change, (unit) => buildingsOf[unit]?.length ?? 0).map((flow) => ({
      ...flow,
    })),
    locks: lockedByChange(change),
  };
}
