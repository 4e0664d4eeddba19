import { matchHeadings, osmUses, readBarrierClass } from "@onegrid/core/ingest";
import { BARRIER, type BarrierClass, type BarrierLine } from "@onegrid/core/topology";
import { at, faultOf, type InputNotes } from "./notices.ts";
import { fieldsOf, readLayer, textOf, type Feature, type LayerOptions } from "./read-layer.ts";

/**
 * Lines that grid borders should follow, of any number of files. The class is the field `barrier` or
 * `class` (0 hard … 4 lane, or its name); without it, the tags of OSM tell it (`highway`, `railway`,
 * `waterway`, `natural=water`, `barrier=wall`), or a field such as 道路等级. Unknown: no barrier.
 */
export async function readBarriers(
  paths: readonly string[],
  options: LayerOptions,
): Promise<BarrierLine[]> {
  const lines: BarrierLine[] = [];
  for (const path of paths) {
    const features = await readLayer(path, options);
    lines.push(...linesOf(features, path, options.notes));
  }
  return lines;
}

function linesOf(features: readonly Feature[], path: string, notes: InputNotes): BarrierLine[] {
  const heading = matchHeadings("barriers", fieldsOf(features))["class"];
  const lines: BarrierLine[] = [];
  let without = 0;
  for (const feature of features) {
    const geometry = asLine(feature);
    if (!geometry) {
      // Crossings and traffic lights stand as points among the roads of OSM.
      if (feature.fault && !feature.geometry) notes.notice(faultOf(feature, path, feature.fault));
      continue;
    }
    const barrier = barrierClassOf(feature, heading);
    if (barrier === undefined) without++;
    else if (barrier < BARRIER.plot) lines.push({ geometry, barrier });
  }
  if (lines.length === 0) notes.notice(noneIn(path, features, without));
  return lines;
}

function asLine({ geometry }: Feature): BarrierLine["geometry"] | undefined {
  switch (geometry?.type) {
    case "LineString":
    case "MultiLineString":
      return geometry;
    case "Polygon":
      return { type: "MultiLineString", coordinates: geometry.coordinates };
    case "MultiPolygon":
      return { type: "MultiLineString", coordinates: geometry.coordinates.flat() };
    default:
      return undefined;
  }
}

const CLASSES = Object.entries(BARRIER);
const isClass = (value: number): value is BarrierClass =>
  CLASSES.some(([, barrier]) => barrier === value);

function barrierClassOf(feature: Feature, heading: string | undefined): BarrierClass | undefined {
  const { properties, geometry } = feature;
  const named = textOf(properties["barrier"] ?? properties["class"]);
  const given = CLASSES.find(([name, value]) => named === name || named === String(value));
  if (given) return given[1];
  // A way inside a compound is a line to follow, too weak to be kept as a barrier by the import.
  if (textOf(properties["highway"]) === "service") return lifted(feature, BARRIER.lane);
  const use = geometry
    ? osmUses(properties, geometry).find(({ layer }) => layer === "barriers")
    : null;
  if (use) return lifted(feature, Number(use.values["class"]));
  if (OSM_KEYS.some((key) => textOf(properties[key]) !== "")) return undefined;
  const read = heading === undefined ? null : readBarrierClass(textOf(properties[heading]));
  return read === null ? undefined : lifted(feature, read);
}

const OSM_KEYS = ["highway", "railway", "waterway", "natural", "landuse"];

/** What crosses on a bridge is a line to follow, not one that stops anybody on the ground. */
function lifted({ properties }: Feature, barrier: number): BarrierClass | undefined {
  if (!isClass(barrier)) return undefined;
  const isOnBridge = !["", "no"].includes(textOf(properties["bridge"]));
  return isOnBridge && barrier === BARRIER.hard ? BARRIER.arterial : barrier;
}

const noneIn = (path: string, features: readonly Feature[], without: number) => ({
  ...at({ number: 1, id: "", properties: {}, geometry: null, fault: null }, path),
  place: "",
  code: "division.no-barriers",
  reason: [
    `${features.length} 个要素中没有认得的界线（${without} 条没有等级）。`,
    `None of its ${features.length} features is a barrier we know (${without} lines have no class).`,
  ] as const,
  advice: ["", ""] as const,
});
