import Flatbush from "flatbush";
import type { Placed } from "./place-buildings.ts";
import { item, num } from "./typed-access.ts";

interface NearBuilding {
  /** `undefined` if the enclosure has none. */
  readonly building: Placed | undefined;
  /** Centimetres to its outline or point. */
  readonly distance: number;
}

export type FindNearest = (home: number, x: number, y: number) => NearBuilding;

/** Buildings nearest by their boxes, of which the nearest by its outline is found. */
const CANDIDATES = 4;

/** Finds the building of an enclosure that is nearest to a point; of equals the first. */
export function nearestBuildings(residents: ReadonlyMap<number, readonly Placed[]>): FindNearest {
  const indexes = new Map<number, Flatbush>();
  return (home, x, y) => {
    const buildings = residents.get(home);
    if (!buildings) return { building: undefined, distance: Infinity };
    const index = indexes.get(home) ?? indexOf(buildings);
    indexes.set(home, index);
    let best = { at: -1, distance: Infinity };
    for (const at of index.neighbors(x, y, CANDIDATES)) {
      const distance = distanceTo(item(buildings, at), x, y);
      const isFirst = distance === best.distance && at < best.at;
      if (distance < best.distance || isFirst) best = { at, distance };
    }
    return { building: buildings[best.at], distance: best.distance };
  };
}

function indexOf(buildings: readonly Placed[]): Flatbush {
  const index = new Flatbush(buildings.length);
  for (const { footprint } of buildings) index.add(...footprint.box);
  index.finish();
  return index;
}

function distanceTo({ footprint, anchor }: Placed, x: number, y: number): number {
  const { segments } = footprint;
  let least = (anchor[0] - x) * (anchor[0] - x) + (anchor[1] - y) * (anchor[1] - y);
  for (let at = 0; at < segments.length; at += 4) {
    const [ax, ay] = [num(segments, at), num(segments, at + 1)];
    const [dx, dy] = [num(segments, at + 2) - ax, num(segments, at + 3) - ay];
    const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
    const t = Math.min(1, Math.max(0, along));
    const [offX, offY] = [ax + t * dx - x, ay + t * dy - y];
    least = Math.min(least, offX * offX + offY * offY);
  }
  return Math.sqrt(least);
}
