import type { CrsFinding } from "./propose-crs.ts";
import { matchHeadings, type matchGeometryColumns } from "./match-headings.ts";
import { looksLikeOsm, osmMapping } from "./osm-layers.ts";
import type { GeometrySource, ImportPlan } from "./plan.ts";
import { readAreaKind, readStationKind } from "./read-choice.ts";
import type { LayerName } from "./records.ts";
import { cellText } from "./row-reader.ts";
import type { SourceFeature } from "./source.ts";
import { TARGETS } from "./targets.ts";
import type { Bbox } from "../geometry/index.ts";

/** What speaks for a plan beside the rows. */
export interface PlanHints {
  /** File and layer name: 建筑.shp, roads.geojson. */
  readonly names: readonly string[];
  readonly encoding: string | null;
  readonly name: string | null;
  readonly headings: readonly string[];
  readonly district: Bbox | null;
  /** The format itself is OpenStreetMap. */
  readonly isOsm: boolean;
  /** The user has said what the rows are: only the rest is proposed. */
  readonly wantedLayer?: ImportPlan["layer"] | undefined;
}

export interface PlanClues {
  readonly facts: PlanHints;
  readonly sample: readonly SourceFeature[];
  readonly crs: CrsFinding;
  readonly columns: ReturnType<typeof matchGeometryColumns>;
  readonly geometryTypes: readonly string[];
}

/**
 * Gross floor area per household when no household number is known: a start value, near the 111 m² of
 * dwelling per household of China's census of 2020 (whole country). 57 public blocks of Sengkang,
 * with open ground floors, came to 152 m² (10 to 90 %: 120 to 222). Set it per city; every number
 * that comes of it is labelled an estimate.
 */
export const SQUARE_METRES_PER_HOUSEHOLD = 110;

/** The most likely plan. A proposal: layer, system and fields are the user's to confirm. */
export function proposePlan(clues: PlanClues): ImportPlan {
  const { facts, crs } = clues;
  const layer = facts.wantedLayer ?? (facts.isOsm ? "osm" : proposeLayer(clues));
  const best = crs.proposals[0];
  return {
    layer,
    sourceLayer: facts.name,
    crs: best?.crs ?? "EPSG:4326",
    axisOrder: best?.axisOrder ?? "xy",
    encoding: facts.encoding,
    geometry: geometrySource(clues),
    mapping: proposeMapping(layer, facts.headings),
    defaults: proposeDefaults(layer, clues),
    estimate: null,
    utcOffset: "+08:00",
    dateOrder: proposeDateOrder(layer, clues),
    district: facts.district,
  };
}

function geometrySource({ columns }: PlanClues): GeometrySource {
  if (columns === null) return { from: "file" };
  return "wkt" in columns ? { from: "wkt", column: columns.wkt } : { from: "columns", ...columns };
}

function proposeMapping(
  layer: ImportPlan["layer"],
  headings: readonly string[],
): Record<string, string> {
  if (layer === "osm") return osmOverrides(headings);
  if (!looksLikeOsm(headings)) return matchHeadings(layer, headings);
  const fromTags = Object.entries(osmMapping(layer, headings)).filter(([, key]) =>
    headings.includes(key),
  );
  return { ...matchHeadings(layer, headings), ...Object.fromEntries(fromTags) };
}

/** In an OSM-tagged table the tags are fixed; only the id and the register's own columns differ. */
function osmOverrides(headings: readonly string[]): Record<string, string> {
  const mapping = osmMapping("buildings", headings);
  const own = Object.entries(mapping).filter(
    ([target, key]) => target === "id" || key.startsWith("hdb:"),
  );
  return Object.fromEntries(own);
}

/** Words in file and layer names, and headings only such a layer has. */
const NAME_WORDS: readonly (readonly [LayerName, RegExp])[] = [
  ["incidents", /incident|311|case|事件|案件|工单|投诉/i],
  ["entrances", /entrance|单元口|楼口/i],
  ["gates", /gate|大门|出入口/i],
  ["stations", /station|驿站|站点|阵地|党群/i],
  ["units", /unit|基本单元|统计/i],
  ["buildings", /building|bldg|楼|建筑|房屋|fangwu/i],
  ["ways", /road|way|street|path|道路|路网|街巷/i],
  ["compounds", /compound|estate|小区|院落/i],
  ["areas", /area|boundar|community|社区|街道|行政|区划|边界/i],
  ["barriers", /barrier|railway|wall|铁路|围墙|障碍/i],
  ["land", /water|land|green|park|水系|绿地|用地/i],
  ["way_barriers", /barrier|bollard|turnstile|kerb|路障|障碍|闸机|路桩|石墩|路缘/i],
];

const SHAPES: Readonly<Record<LayerName, RegExp>> = {
  areas: /Polygon/,
  compounds: /Polygon/,
  gates: /Point/,
  buildings: /Polygon|Point/,
  entrances: /Point/,
  ways: /LineString/,
  barriers: /LineString|Polygon/,
  way_barriers: /Point/,
  stations: /Point|Polygon/,
  units: /Polygon/,
  incidents: /Point|^$/,
  land: /Polygon|LineString/,
};

function proposeLayer(clues: PlanClues): ImportPlan["layer"] {
  const { facts, geometryTypes } = clues;
  const byTags = looksLikeOsm(facts.headings) ? layerOfTags(facts.headings, clues) : null;
  if (byTags !== null) return byTags;
  const shapes = geometryTypes.length === 0 ? [""] : geometryTypes;
  let best: { layer: LayerName; score: number } = { layer: "buildings", score: -1 };
  for (const [layer, words] of NAME_WORDS) {
    if (!shapes.some((shape) => SHAPES[layer].test(shape))) continue;
    const named = facts.names.some((name) => words.test(name)) ? 3 : 0;
    const score = named + headingScore(layer, facts.headings);
    if (score > best.score) best = { layer, score };
  }
  return best.layer;
}

/** What every layer may have says nothing; storeys say building. */
const OPTIONAL_WEIGHTS: Readonly<Record<string, number>> = {
  id: 0,
  name: 0,
  address: 0,
  storeys: 2,
  dwellingUnits: 2,
  wheelchair: 0,
  width: 0,
};

/** Required targets found by name count two, others one; the id and name that all have do not. */
function headingScore(layer: LayerName, headings: readonly string[]): number {
  const mapping = matchHeadings(layer, headings);
  let score = 0;
  for (const { name, isRequired } of TARGETS[layer]) {
    const isFound = mapping[name] !== undefined;
    if (isRequired) score += isFound ? (name === "name" ? 0 : 2) : -1;
    else if (isFound) score += OPTIONAL_WEIGHTS[name] ?? 1;
  }
  return score;
}

/**
 * Buildings alone are a layer, so that the user can say which field holds households. All else goes
 * by tags: a table of roads gives ways and the borders that main roads are.
 */
function layerOfTags(
  headings: readonly string[],
  { sample, geometryTypes }: PlanClues,
): ImportPlan["layer"] | null {
  const share = (key: string): number =>
    headings.includes(key)
      ? sample.filter(({ properties }) => cellText(properties[key]) !== "").length /
        Math.max(1, sample.length)
      : 0;
  const isAll = (shape: RegExp): boolean => geometryTypes.every((type) => shape.test(type));
  if (share("building") > 0.95 && isAll(/Polygon/)) return "buildings";
  return "osm";
}

function proposeDefaults(
  layer: ImportPlan["layer"],
  { facts, sample }: PlanClues,
): Record<string, string> {
  const names = facts.names.join(" ");
  if (layer === "stations") return optional("kind", readStationKind(names));
  if (layer === "areas")
    return optional("kind", sample.length === 1 ? "community" : readAreaKind(names));
  return {};
}

function optional(key: string, value: string | null): Record<string, string> {
  return value === null ? {} : { [key]: value };
}

/** Day first only when a date in the sample can be read no other way. */
function proposeDateOrder(layer: ImportPlan["layer"], { facts, sample }: PlanClues): "mdy" | "dmy" {
  const field =
    layer === "incidents" ? matchHeadings(layer, facts.headings)["reportedAt"] : undefined;
  if (field === undefined) return "mdy";
  const isDayFirst = sample.some(({ properties }) => {
    const first = /^(\d{1,2})[-/.]\d{1,2}[-/.]\d{4}/.exec(cellText(properties[field]))?.[1];
    return first !== undefined && Number(first) > 12;
  });
  return isDayFirst ? "dmy" : "mdy";
}
