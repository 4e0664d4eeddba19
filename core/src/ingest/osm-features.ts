import type { Geometry, Position } from "../geometry/index.ts";
import { osmUses } from "./osm-layers.ts";
import { assembleMultipolygon, wayPositions } from "./osm/assemble-multipolygon.ts";
import type { OsmData, OsmRelation, OsmTags, OsmWay } from "./osm/osm-data.ts";
import type { SourceFeature, SourceGeometry } from "./source.ts";
import { ACCESS_KEYS } from "./way-barrier.ts";

/**
 * The tagged objects of an OSM file as rows: nodes as points, ways as lines or areas, multipolygon
 * and boundary relations as areas. Tags are the properties; `osm_id` is `way/123`, and `@building`
 * of an entrance the building way it stands on, `@way` that a node lies on a road. `isWanted` is asked before a shape is made.
 */
export function* osmFeatures(
  data: OsmData,
  file: string,
  isWanted: (element: OsmElement, tags: OsmTags) => boolean = () => true,
): Generator<SourceFeature> {
  const lies = { buildingOf: entranceBuildings(data), onWay: roadOf(data) };
  for (const [node, tags] of data.nodes.tags)
    if (isWanted("node", tags)) yield nodeFeature(data, lies, { node, file });
  for (const way of data.ways)
    if (Object.keys(way.tags).length > 0 && isWanted("way", way.tags))
      yield toFeature({ file, key: `way/${way.id}`, tags: way.tags }, wayGeometry(data, way));
  const waysById = new Map(data.ways.map(({ id, refs }) => [id, refs]));
  for (const relation of data.relations) {
    const feature = isWanted("relation", relation.tags)
      ? relationFeature({ data, waysById, file }, relation)
      : null;
    if (feature !== null) yield feature;
  }
}

/** By node id: the way it belongs to. */
interface Lies {
  readonly buildingOf: ReadonlyMap<number, number>;
  readonly onWay: ReadonlyMap<number, number>;
}

function nodeFeature(
  data: OsmData,
  { buildingOf, onWay }: Lies,
  { node, file }: { readonly node: number; readonly file: string },
): SourceFeature {
  const id = data.nodes.ids[node] ?? 0;
  const building = buildingOf.get(id);
  const way = onWay.get(id);
  const own = {
    ...data.nodes.tags.get(node),
    ...(building === undefined ? {} : { "@building": `way/${building}` }),
    ...(way === undefined ? {} : { "@way": `way/${way}` }),
  };
  const position = [data.nodes.lng[node] ?? NaN, data.nodes.lat[node] ?? NaN];
  return toFeature(
    { file, key: `node/${id}`, tags: own },
    { type: "Point", coordinates: position },
  );
}

export type OsmElement = "node" | "way" | "relation";

interface Identity {
  readonly file: string;
  readonly key: string;
  readonly tags: OsmTags;
}

function toFeature({ file, key, tags }: Identity, geometry: SourceGeometry | null): SourceFeature {
  return {
    place: { file, layer: key, line: null, feature: null },
    properties: { ...tags, osm_id: key },
    geometry,
    fault: geometry === null ? { code: "ingest.geometry-broken", detail: key } : null,
  };
}

function entranceBuildings(data: OsmData): Map<number, number> {
  const entrances = new Set<number>();
  for (const [node, tags] of data.nodes.tags)
    if (tags["entrance"] !== undefined) entrances.add(data.nodes.ids[node] ?? 0);
  const buildings = new Map<number, number>();
  for (const { id, refs, tags } of data.ways) {
    if (tags["building"] === undefined) continue;
    for (const ref of refs) if (entrances.has(ref)) buildings.set(ref, id);
  }
  return buildings;
}

/** Roads and paths that go through nodes which say who may pass. */
function roadOf(data: OsmData): Map<number, number> {
  const telling = new Set<number>();
  for (const [node, tags] of data.nodes.tags)
    if (ACCESS_KEYS.some((key) => tags[key] !== undefined)) telling.add(data.nodes.ids[node] ?? 0);
  const roads = new Map<number, number>();
  if (telling.size === 0) return roads;
  for (const { id, refs, tags } of data.ways) {
    if (tags["highway"] === undefined) continue;
    for (const ref of refs) if (telling.has(ref)) roads.set(ref, id);
  }
  return roads;
}

/** Closed ways with these are ground, not a line; with a road, wall or rail they stay a line. */
const AREA_KEYS = [
  "building",
  "landuse",
  "natural",
  "amenity",
  "leisure",
  "boundary",
  "water",
  "office",
  "shop",
  "tourism",
];
const LINE_KEYS = ["highway", "railway", "barrier"];

/** `null`: an area that lost corners at the rim of the extract. */
function wayGeometry(data: OsmData, { refs, tags }: OsmWay): SourceGeometry | null {
  const isClosed = refs.length >= 4 && refs[0] === refs[refs.length - 1];
  if (isClosed && isArea(tags)) {
    const ring = wayPositions(data, refs);
    return ring.length === refs.length ? { type: "Polygon", coordinates: [ring] } : null;
  }
  const lines = presentRuns(data, refs);
  const [only] = lines;
  if (only !== undefined && lines.length === 1) return { type: "LineString", coordinates: only };
  return { type: "MultiLineString", coordinates: lines };
}

function isArea(tags: OsmTags): boolean {
  if (tags["area"] === "yes" || tags["waterway"] === "riverbank") return true;
  if (tags["area"] === "no") return false;
  if (tags["building"] !== undefined) return true;
  return (
    AREA_KEYS.some((key) => tags[key] !== undefined) &&
    LINE_KEYS.every((key) => tags[key] === undefined)
  );
}

/** Stretches whose nodes the file holds: nothing is drawn across a gap. */
function presentRuns(data: OsmData, refs: Float64Array): Position[][] {
  const runs: Position[][] = [];
  let run: Position[] = [];
  for (const ref of refs) {
    const node = data.findNode(ref);
    if (node >= 0) run.push([data.nodes.lng[node] ?? NaN, data.nodes.lat[node] ?? NaN]);
    else {
      if (run.length > 1) runs.push(run);
      run = [];
    }
  }
  if (run.length > 1) runs.push(run);
  return runs;
}

interface Context {
  readonly data: OsmData;
  readonly waysById: ReadonlyMap<number, Float64Array>;
  readonly file: string;
}

const NO_AREA: Geometry = { type: "Polygon", coordinates: [] };

function relationFeature(
  { data, waysById, file }: Context,
  relation: OsmRelation,
): SourceFeature | null {
  const { id, tags } = relation;
  if (!["multipolygon", "boundary", "building"].includes(tags["type"] ?? "")) return null;
  // Rings that leave the extract matter only where the area would have been used.
  if (osmUses(tags, NO_AREA).length === 0) return null;
  const geometry = assembleMultipolygon(data, relation, waysById);
  return toFeature({ file, key: `relation/${id}`, tags }, geometry);
}
