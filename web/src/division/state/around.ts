import type { Surroundings } from "@onegrid/core/division";
import type { GridsOnReply, SurroundingsReply } from "@onegrid/core/division/contract";
import type { Position } from "@onegrid/core/geometry";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { call } from "../../api.ts";
import type { OpenBase } from "./open-base.ts";
import type { OpenPlan } from "./page-state.ts";
import { useGridsOn } from "./queries.ts";
import { getSurroundings } from "./routes.ts";
import { planeOf, unitsInDisc } from "./unit-index.ts";
import { unitIndexOf } from "./units-at.ts";

/** Stations, open cases and teams by unit; `null` until they are here. Read once when a plan opens. */
export function useAround(open: OpenPlan): Surroundings | null {
  const { communityId, base } = open;
  const { data: reply } = useSurroundings(open);
  const { data: present } = useGridsOn(communityId);
  return useMemo(
    () => (reply === undefined || present === undefined ? null : around(base, reply, present)),
    [base, reply, present],
  );
}

const useSurroundings = ({ divisionId }: OpenPlan) =>
  useQuery({
    queryKey: ["surroundings", divisionId],
    queryFn: ({ signal }) => call(getSurroundings, { params: { id: divisionId }, signal }),
    staleTime: Infinity,
  });

/** Service stations in and around the community; `undefined` until they are here. */
export const useStations = (open: OpenPlan): SurroundingsReply["stations"] | undefined =>
  useSurroundings(open).data?.stations;

export function around(
  base: OpenBase,
  { stations, cases, teams }: SurroundingsReply,
  present: Pick<GridsOnReply, "grids">,
): Surroundings {
  const codes = present.grids.map(({ code }) => code);
  const gridOfBuilding = new Map(
    present.grids.flatMap(({ buildings }, grid) => buildings.map((id) => [id, grid] as const)),
  );
  return {
    stationsOf: countIn(
      base,
      stations.map(({ position }) => position),
    ),
    casesOf: countIn(base, cases),
    buildingsOf: Int32Array.from(base.buildingsOf, (buildings) => buildings.length),
    teamOf: Int32Array.from(base.buildingsOf, (buildings) => {
      const known = buildings.find((id) => gridOfBuilding.has(id));
      return known === undefined ? -1 : (gridOfBuilding.get(known) ?? -1);
    }),
    holders: codes.map((code) =>
      teams.reduce((sum, team) => sum + (team.gridCode === code ? team.holders : 0), 0),
    ),
  };
}

/** Places per unit; what lies outside the community is in none. */
function countIn(base: OpenBase, places: readonly (readonly [number, number])[]): Int32Array {
  const counts = new Int32Array(base.numbers.length);
  for (const [lng, lat] of places) {
    const place: Position = [lng, lat];
    const unit = unitsInDisc(unitIndexOf(base), planeOf(base, place), 0)[0];
    if (unit !== undefined) counts[unit] = (counts[unit] ?? 0) + 1;
  }
  return counts;
}
