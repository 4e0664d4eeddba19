import {
  isInRings,
  signedRingArea,
  type MultiPolygon,
  type Position,
  type Ring,
} from "../../geometry/index.ts";
import type { OsmData, OsmRelation } from "./osm-data.ts";

/** Positions of a way in order; nodes the file does not hold are left out. */
export function wayPositions(data: OsmData, refs: Float64Array): Position[] {
  const positions: Position[] = [];
  for (const ref of refs) {
    const node = data.findNode(ref);
    if (node >= 0) positions.push([data.nodes.lng[node] ?? 0, data.nodes.lat[node] ?? 0]);
  }
  return positions;
}

/**
 * The area of a relation of type multipolygon or building: its member ways joined end to end into
 * rings, each inner ring given to an outer ring that holds it. `waysById`: every way of the file.
 * `null` when no outer ring closes (members cut off at the rim of an extract).
 */
export function assembleMultipolygon(
  data: OsmData,
  relation: OsmRelation,
  waysById: ReadonlyMap<number, Float64Array>,
): MultiPolygon | null {
  const outer: Float64Array[] = [];
  const inner: Float64Array[] = [];
  for (const member of relation.members) {
    const refs = member.type === "way" ? waysById.get(member.ref) : undefined;
    if (refs === undefined) continue;
    if (member.role === "inner") inner.push(refs);
    else if (member.role === "outer" || member.role === "outline" || member.role === "") {
      outer.push(refs);
    }
  }
  const toRings = (ways: Float64Array[], isShell: boolean) =>
    joinRings(ways)
      .map((refs) => orient(wayPositions(data, refs), isShell))
      .filter((ring) => ring.length >= 4);
  const shells = toRings(outer, true);
  if (shells.length === 0) return null;
  const polygons = shells.map((shell): Ring[] => [shell]);
  for (const hole of toRings(inner, false)) {
    const [corner] = hole;
    const at = shells.findIndex((shell) => corner !== undefined && isInRings([shell], corner));
    polygons[at]?.push(hole);
  }
  return { type: "MultiPolygon", coordinates: polygons };
}

/** Joins ways that share end nodes until each ring closes; what never closes is dropped. */
function joinRings(ways: readonly Float64Array[]): Float64Array[] {
  const rings: Float64Array[] = [];
  const open = ways.filter((way) => way.length > 1);
  while (open.length > 0) {
    let ring: number[] = [...(open.pop() ?? [])];
    while (ring[0] !== ring.at(-1)) {
      const last = ring.at(-1);
      const at = open.findIndex((way) => way[0] === last || way.at(-1) === last);
      if (at < 0) break;
      const [way = new Float64Array(0)] = open.splice(at, 1);
      ring = [...ring, ...(way[0] === last ? way : way.toReversed()).subarray(1)];
    }
    if (ring[0] === ring.at(-1)) rings.push(Float64Array.from(ring));
  }
  return rings;
}

function orient(ring: Position[], isCounterClockwise: boolean): Ring {
  return signedRingArea(ring) > 0 === isCounterClockwise ? ring : ring.toReversed();
}
