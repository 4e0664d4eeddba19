import type { Geometry } from "../geometry/index.ts";
import { osmFeatures, type OsmElement } from "./osm-features.ts";
import { osmUses } from "./osm-layers.ts";
import type { OsmData, OsmTags } from "./osm/osm-data.ts";
import type { SourceFeature } from "./source.ts";

/**
 * About `most` of the objects that an import would use, spread evenly over the file. A file of
 * OpenStreetMap begins with its nodes, and of those hardly any is used: its first rows are traffic
 * lights and tell nothing of what is in it.
 */
export function osmSample(data: OsmData, file: string, most: number): SourceFeature[] {
  let used = 0;
  for (const tags of data.nodes.tags.values()) if (isUsed("node", tags)) used++;
  for (const { tags } of data.ways) if (isUsed("way", tags)) used++;
  for (const { tags } of data.relations) if (isUsed("relation", tags)) used++;
  const step = Math.max(1, Math.ceil(used / most));
  let seen = 0;
  return [
    ...osmFeatures(data, file, (element, tags) => isUsed(element, tags) && seen++ % step === 0),
  ];
}

const POINT: Geometry = { type: "Point", coordinates: [0, 0] };
const LINE: Geometry = { type: "LineString", coordinates: [] };
const AREA: Geometry = { type: "Polygon", coordinates: [] };

/** By its tags: whether a way is a line or an area is known with its shape only. */
function isUsed(element: OsmElement, tags: OsmTags): boolean {
  if (element === "node") return osmUses(tags, POINT).length > 0;
  if (Object.keys(tags).length === 0) return false;
  return osmUses(tags, AREA).length > 0 || (element === "way" && osmUses(tags, LINE).length > 0);
}
