import { compareDivisions } from "@onegrid/core/division";
import type { GridsOnReply } from "@onegrid/core/division/contract";
import type { OpenPlan } from "./page-state.ts";

/** What taking effect changes against the grids in force. */
export type Effect =
  | { readonly kind: "first"; readonly after: number }
  | { readonly kind: "same" }
  /** Made on another base map: buildings cannot be matched one by one. */
  | { readonly kind: "other-base"; readonly before: number; readonly after: number }
  | {
      readonly kind: "changed";
      readonly before: number;
      readonly after: number;
      readonly households: number;
      readonly buildings: number;
      /** Units that go to another grid. */
      readonly units: readonly number[];
    };

interface Made {
  readonly base: OpenPlan["base"];
  readonly session: Pick<OpenPlan["session"], "division">;
}

/** Grids in force hold buildings; each unit is in the grid that holds its buildings. */
export function effectOf({ base, session }: Made, present: GridsOnReply): Effect {
  const { division } = session;
  const [before, after] = [present.grids.length, division.grids.length];
  if (before === 0) return { kind: "first", after };
  const gridOfBuilding = new Map(
    present.grids.flatMap((grid) => grid.buildings.map((id) => [id, grid.code] as const)),
  );
  const found = base.buildingsOf.map((ids) => ids.map((id) => gridOfBuilding.get(id)));
  const known = found.filter((codes) => codes.some((code) => code !== undefined));
  const housed = base.buildingsOf.filter((ids) => ids.length > 0);
  if (known.length < housed.length * 0.9) return { kind: "other-base", before, after };
  const old = {
    ...division,
    grids: present.grids.map((grid) => grid.code).toSorted(),
    gridOf: found.map((codes) => codes.find((code) => code !== undefined) ?? null),
    locks: [],
  };
  // Ground without buildings is in no list of the old grids: it goes wherever it is now.
  const moved = compareDivisions(old, division).movedUnits.flatMap((unitId) => {
    const unit = division.ground.indexOf.get(unitId) ?? -1;
    return old.gridOf[unit] === null ? [] : [unit];
  });
  const sum = (of: (unit: number) => number): number =>
    moved.reduce((all, unit) => all + of(unit), 0);
  const households = sum((unit) => division.ground.graph.households[unit] ?? 0);
  const buildings = sum((unit) => base.buildingsOf[unit]?.length ?? 0);
  if (moved.length === 0 && before === after) return { kind: "same" };
  return { kind: "changed", before, after, households, buildings, units: moved };
}
