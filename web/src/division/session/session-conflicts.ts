import type { Division, DivisionChange, UnitId } from "@onegrid/core/division";

/** What an unsent edit meets when the server has moved on. */
export interface Meeting {
  /** The revision it was drawn on. */
  readonly onRevision: number;
  /** Units that somebody else has given to another grid since. */
  readonly theirs: ReadonlySet<UnitId>;
}

/** What others changed between two states of the server; one's own saved changes are no surprise. */
export function meetOthers(
  before: Division,
  after: Division,
  mine: readonly DivisionChange[],
): Meeting {
  const own = new Set(mine.flatMap(({ moves }) => moves.map(({ unitId }) => unitId)));
  // By id: a cut (切割) makes other units of the ground, and those are new to whoever did not cut.
  const oldGrid = (unitId: UnitId) => before.gridOf[before.ground.indexOf.get(unitId) ?? -1];
  const theirs = after.ground.unitIds.filter(
    (unitId, unit) => oldGrid(unitId) !== after.gridOf[unit] && !own.has(unitId),
  );
  return { onRevision: before.revision, theirs: new Set(theirs) };
}

/** Units that both have changed: nobody's stroke goes over another's without a word. */
export const touchedBy = ({ theirs }: Meeting, { moves }: DivisionChange): UnitId[] =>
  moves.map(({ unitId }) => unitId).filter((unitId) => theirs.has(unitId));
