import type { GridsOnReply } from "@onegrid/core/division/contract";

type Grid = GridsOnReply["grids"][number];

/** What happens to a grid in force when the next plan takes effect. */
export type GridChange = "gone" | "changed";

/** Grids in force that end or get other buildings, by id; a grid that only gets a new version does not. */
export function gridChanges(
  present: readonly Grid[],
  later: readonly Grid[],
): ReadonlyMap<string, GridChange> {
  const next = new Map(later.map((grid) => [grid.code, buildingsKey(grid)]));
  return new Map(
    present.flatMap((grid): [string, GridChange][] => {
      if (!next.has(grid.code)) return [[grid.id, "gone"]];
      return next.get(grid.code) === buildingsKey(grid) ? [] : [[grid.id, "changed"]];
    }),
  );
}

const buildingsKey = ({ buildings }: Grid): string => buildings.toSorted().join();
