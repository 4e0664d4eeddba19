import type { Bbox, Position } from "@onegrid/core/geometry";
import { useQuery } from "@tanstack/react-query";
import { call, route } from "../api.ts";

export interface Area {
  readonly id: string;
  readonly kind: "city" | "district" | "street" | "community";
  readonly code: string;
  readonly name: string;
  readonly pinyin: string;
  readonly initials: string;
  readonly parentId: string | null;
  readonly bbox: Bbox;
  readonly center: Position;
  readonly households: number;
  readonly buildings: number;
}

const listAreas = route<undefined, { readonly areas: readonly Area[] }>()("GET", "/api/areas");

/** The areas of the reader's jurisdiction (管辖范围), with households and buildings. */
export const useAreas = () =>
  useQuery({
    queryKey: ["areas"],
    staleTime: 60_000,
    queryFn: async ({ signal }) => (await call(listAreas, { signal })).areas,
  });

const ORDER = ["city", "district", "street", "community"] as const;

/** The areas that stand for the whole jurisdiction: those that lie in no other of it, the highest first. */
export function rootAreas(areas: readonly Area[]): readonly Area[] {
  const ids = new Set(areas.map(({ id }) => id));
  return areas
    .filter(({ parentId }) => parentId === null || !ids.has(parentId))
    .toSorted(
      (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.code < b.code ? -1 : 1),
    );
}

export interface AreaRow {
  readonly area: Area;
  /** 0 for the top; how far it is set in. */
  readonly depth: number;
}

/**
 * The tree from the top, as rows. With `words`, only areas that match by name, pinyin, initials or
 * code, and what is above them.
 */
export function areaRows(areas: readonly Area[], words = ""): AreaRow[] {
  const ids = new Set(areas.map((area) => area.id));
  const children = new Map<string, Area[]>();
  for (const area of areas) {
    const parent = area.parentId !== null && ids.has(area.parentId) ? area.parentId : "";
    children.set(parent, [...(children.get(parent) ?? []), area]);
  }
  const word = words.trim().toLowerCase().replaceAll(/\s+/g, "");
  const isHit = (area: Area): boolean =>
    word === "" ||
    area.name.toLowerCase().includes(word) ||
    area.code.startsWith(word) ||
    area.pinyin.replaceAll(/\s+/g, "").includes(word) ||
    area.initials.includes(word);
  const under = (parent: string, depth: number): AreaRow[] =>
    (children.get(parent) ?? [])
      .toSorted((a, b) => (a.code < b.code ? -1 : 1))
      .flatMap((area) => {
        const below = under(area.id, depth + 1);
        return isHit(area) || below.length > 0 ? [{ area, depth }, ...below] : [];
      });
  return under("", 0);
}
