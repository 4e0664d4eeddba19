import { create } from "zustand";
import type { MapPart } from "./map-part.ts";

/** Parts that are on the map just now, by owner. The base map is not among them. */
export const useMapParts = create<{ readonly parts: ReadonlyMap<string, MapPart> }>(() => ({
  parts: new Map(),
}));

/** Puts a part on the map and gives back what takes it off. */
export function showMapPart(owner: string, part: MapPart): () => void {
  useMapParts.setState(({ parts }) => ({ parts: new Map(parts).set(owner, part) }));
  return () =>
    useMapParts.setState(({ parts }) => {
      if (parts.get(owner) !== part) return { parts };
      const rest = new Map(parts);
      rest.delete(owner);
      return { parts: rest };
    });
}
