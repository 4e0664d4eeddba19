import {
  buildNetwork,
  joinLines,
  osmNetworkInput,
  type BuildOptions,
  type BuiltNetwork,
  type NetworkError,
  type NetworkInput,
  type NetworkLine,
  type NetworkNote,
  type NetworkPoint,
} from "@onegrid/core/coverage";
import { matchHeadings, surveyedWayTags, type OsmData } from "@onegrid/core/ingest";
import { CommandProblem } from "../command-problem.ts";
import { fieldsOf, textOf, type Feature } from "../divide/read-layer.ts";
import { say } from "../terminal.ts";
import { InputFiles } from "./input-files.ts";
import { isOsmPath } from "./read-osm-file.ts";

export interface ReadNetwork extends Omit<BuiltNetwork, "sourceNodes"> {
  /** Id of a node in its OSM file; in other files where it stands among the places. */
  readonly sourceIdOf: (node: number) => number;
}

/** The network of an OSM or GeoJSON file, and everything noticed on the way. */
export async function readNetwork(
  path: string,
  options: BuildOptions,
  files = new InputFiles(undefined),
): Promise<ReadNetwork> {
  const { input, notes } = await readNetworkInput(path, files);
  const built = buildNetwork(input, options);
  if (!built.ok) throw new CommandProblem([explain(path, built.error)]);
  const { network, sourceNodes } = built.value;
  const { nodeIds } = input;
  const sourceIdOf = (node: number): number => {
    const source = sourceNodes[node] ?? 0;
    return nodeIds?.[source] ?? source;
  };
  return { network, notes: [...notes, ...built.value.notes], sourceIdOf };
}

interface InputWithNotes {
  readonly input: NetworkInput;
  readonly notes: readonly NetworkNote[];
}

async function readNetworkInput(path: string, files: InputFiles): Promise<InputWithNotes> {
  if (isOsmPath(path)) {
    const osm = await files.osm(path, "network");
    if (osm.danglingRefs > 0) warnOfHoles(path, osm);
    return { input: osmNetworkInput(osm), notes: [] };
  }
  const features = await files.features(path, "network");
  const mapping = matchHeadings("ways", fieldsOf(features));
  const lines = features.flatMap((feature) => linesOf(feature, mapping));
  const points = features.flatMap(pointsOf);
  // Lines made from OpenStreetMap share vertices where they meet, and cross elsewhere on purpose.
  const isFromOsm = features.some(({ properties }) =>
    ["osm_id", "@id", "osm_type", "element"].some((key) => properties[key] !== undefined),
  );
  return joinLines(lines, points, { crossings: isFromOsm ? "shared-vertices" : "split" });
}

/** Nothing to worry about at the rim of an extract; elsewhere a block of the file was lost. */
function warnOfHoles(path: string, osm: OsmData): void {
  const { ways, danglingRefs } = osm;
  const refs = ways.reduce((sum, way) => sum + way.refs.length, 0);
  const hole = innermostHole(osm);
  const place = hole === null ? "" : ` (${hole.lng.toFixed(6)}, ${hole.lat.toFixed(6)})`;
  const example = `way/${hole?.way ?? ways.find(({ refs: own }) => own.length > 0)?.id ?? ""}${place}`;
  say(
    `注意：${path} 缺少 ${danglingRefs} 个路点（共 ${refs} 个），道路在那里断开，例如 ${example}。若不在边缘，请重新下载或导出`,
    `Warning: ${path} lacks ${danglingRefs} of the ${refs} nodes of its ways, which are cut there, as ${example}. Unless that is at its rim, download or export it again`,
  );
}

interface Hole {
  readonly way: number;
  readonly lng: number;
  readonly lat: number;
}

/** Where a way breaks off nearest to the middle of the file: at the rim every extract has holes. */
function innermostHole({ ways, nodes, findNode }: OsmData): Hole | null {
  const middle = [nodes.lng, nodes.lat].map((column) => medianOf(column));
  const [midLng = 0, midLat = 0] = middle;
  let best: (Hole & { readonly away: number }) | null = null;
  for (const { id, refs } of ways) {
    const found = [...refs].map(findNode);
    const known = found.find((node) => node >= 0);
    if (known === undefined || !found.includes(-1)) continue;
    const [lng, lat] = [nodes.lng[known] ?? Number.NaN, nodes.lat[known] ?? Number.NaN];
    const away = Math.hypot(lng - midLng, lat - midLat);
    if (best === null || away < best.away) best = { way: id, lng, lat, away };
  }
  return best;
}

const SAMPLE = 999;

function medianOf(column: Float64Array): number {
  const step = Math.max(1, Math.floor(column.length / SAMPLE));
  const sample = column.filter((_, i) => i % step === 0).toSorted();
  return sample[sample.length >> 1] ?? Number.NaN;
}

function linesOf(
  { id, number, properties, geometry }: Feature,
  mapping: Readonly<Record<string, string>>,
): NetworkLine[] {
  const name = id || textOf(properties["osm_id"] ?? properties["@id"]) || `#${number}`;
  const tags = tagsOf(properties);
  // A road layer without classes is a road layer all the same.
  const walkable =
    tags["highway"] === undefined
      ? { highway: "road", ...tags, ...surveyedWayTags(properties, mapping) }
      : tags;
  const isPlain = tags["highway"] !== undefined || tags["railway"] === undefined;
  if (!isPlain || geometry === null) return [];
  if (geometry.type === "LineString") {
    return [{ id: name, tags: walkable, coordinates: geometry.coordinates }];
  }
  if (geometry.type !== "MultiLineString") return areaOutlines(name, tags, geometry);
  return geometry.coordinates.map((coordinates) => ({ id: name, tags: walkable, coordinates }));
}

/** Squares come as polygons with `highway`; their outline is walked like a way. */
function areaOutlines(
  id: string,
  tags: Readonly<Record<string, string>>,
  geometry: Exclude<Feature["geometry"], null>,
): NetworkLine[] {
  if (geometry.type !== "Polygon" || tags["highway"] === undefined) return [];
  const square = { ...tags, area: "yes" };
  return geometry.coordinates.map((coordinates) => ({ id, tags: square, coordinates }));
}

function pointsOf({ properties, geometry }: Feature): NetworkPoint[] {
  if (geometry?.type !== "Point") return [];
  return [{ tags: tagsOf(properties), position: geometry.coordinates }];
}

function tagsOf(properties: Feature["properties"]): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const [key, value] of Object.entries(properties)) {
    const text = textOf(value);
    if (text !== "") tags[key] = text;
  }
  return tags;
}

function explain(path: string, error: NetworkError) {
  const reasons: Readonly<Record<NetworkError["code"], readonly [zh: string, en: string]>> = {
    "coverage.no-ways": ["没有可步行的道路。", "There is no way in it that can be walked."],
    "coverage.bad-position": [
      "坐标不在经纬度范围内（经度在前）：可能是投影坐标。",
      "A coordinate is not longitude, latitude in degrees: is it projected?",
    ],
    "coverage.too-large": [
      "路口太多：请只截取本区。",
      "The network has too many junctions: cut the district out of it.",
    ],
    "coverage.too-wide": [
      "路网跨度过大：可能混入了错误的坐标。",
      "The network is too wide: there must be stray coordinates in it.",
    ],
  };
  const { code, ...values } = error;
  return {
    code,
    object: path,
    place: Object.entries(values)
      .map(([key, value]) => `${key} ${value}`)
      .join(", "),
    reason: reasons[code],
    advice: [
      "请检查文件的内容和坐标系（EPSG:4326）。",
      "Check the file and its coordinate system (EPSG:4326).",
    ],
  } as const;
}
