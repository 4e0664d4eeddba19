import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { create } from "zustand";
import type { Area } from "../../organisation/index.ts";
import type { CountPlace } from "./count-cases.ts";

export interface Places {
  readonly places: readonly CountPlace[];
  /** Names of areas by id, for cards. */
  readonly names: ReadonlyMap<string, string>;
}

/** The areas of the reader, for numbers on the map and names on cards. */
export const useCountPlaces = create<Places>(() => ({ places: [], names: new Map() }));

/** Where a case is, in the shortest words there are: address, grid, community. */
export function useWhere(place: CaseCard["place"] | undefined): string {
  const name = useCountPlaces(({ names }) => names.get(place?.communityId ?? ""));
  return place?.address || place?.gridId || name || "—";
}

export const takeAreas = (areas: readonly Area[]): void =>
  useCountPlaces.setState({
    places: areas
      .filter(({ kind }) => kind === "community")
      .map(({ id, center }) => ({ id, center })),
    names: new Map(areas.map(({ id, name }) => [id, name])),
  });
