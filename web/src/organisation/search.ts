import type { Bbox, Position } from "@onegrid/core/geometry";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call, route } from "../api.ts";
import { goTo, goToBox } from "../map/camera.ts";
import { selectObject } from "../map/map-store.ts";

export type HitKind = "area" | "grid" | "compound" | "building" | "station" | "way" | "case";

export interface SearchHit {
  readonly kind: HitKind;
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly center: Position;
  readonly bbox?: Bbox;
}

const search = route<undefined, { readonly hits: readonly SearchHit[] }>()("GET", "/api/search");

/** Hits for the words as typed: hanzi, pinyin, initials, code, address. */
export const useSearch = (words: string) =>
  useQuery({
    queryKey: ["search", words],
    enabled: words !== "",
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await call(search, { query: { q: words, limit: 14 }, signal })).hits,
  });

/** The hits in the order they are shown: kind by kind, inside a kind as the server ranked them. */
export function groupHits(
  hits: readonly SearchHit[],
): { readonly kind: HitKind; readonly hits: readonly SearchHit[] }[] {
  // The kind of the best hit comes first, so that Enter takes what the server thinks is meant.
  const kinds = [...new Set(hits.map((hit) => hit.kind))];
  return kinds.map((kind) => ({ kind, hits: hits.filter((hit) => hit.kind === kind) }));
}

/** The map layer whose card tells about a hit, and how near to look. */
const SHOWN: Readonly<Record<HitKind, { readonly layer: string; readonly zoom: number }>> = {
  area: { layer: "areas", zoom: 14 },
  grid: { layer: "grids", zoom: 16 },
  compound: { layer: "compounds", zoom: 16.5 },
  station: { layer: "stations", zoom: 17 },
  building: { layer: "buildings", zoom: 17.5 },
  way: { layer: "ways", zoom: 16 },
  case: { layer: "cases", zoom: 17 },
};

export function showHit(hit: SearchHit): void {
  const { layer, zoom } = SHOWN[hit.kind];
  if (hit.bbox === undefined) goTo(hit.center, zoom);
  else goToBox(hit.bbox, { maxZoom: zoom });
  selectObject(layer, hit.id);
}
