import { readAreaKind } from "@onegrid/core/ingest";
import type { NamedArea } from "@onegrid/core/topology";
import type { ProblemText } from "../command-problem.ts";
import { faultOf, type InputNotes } from "./notices.ts";
import { textOf, type Feature } from "./read-layer.ts";
import { groundOf } from "./read-units.ts";

/** Areas with the name they are known by: id, code or name; polygons only. */
export function readAreas(
  features: readonly Feature[],
  path: string,
  notes: InputNotes,
): NamedArea[] {
  const areas: NamedArea[] = [];
  const seen = new Map<string, number>();
  for (const feature of features) {
    // Labels and road centre lines among the areas of a map are no areas.
    if (feature.geometry?.type === "Point" || isLine(feature)) continue;
    const geometry = groundOf(feature, path, notes);
    if (!geometry) continue;
    areas.push({ id: uniqueName(feature, seen), geometry });
  }
  if (areas.length === 0) notes.problem(NO_AREAS(path));
  notes.throwProblems();
  return areas;
}

/** Compounds: what is wrong with one is told, and it is no compound then. */
export function readCompounds(
  features: readonly Feature[],
  path: string,
  notes: InputNotes,
): NamedArea[] {
  const seen = new Map<string, number>();
  return features.flatMap((feature) => {
    const { geometry, fault } = feature;
    if (fault) notes.notice(faultOf(feature, path, fault));
    if (geometry?.type !== "Polygon" && geometry?.type !== "MultiPolygon") return [];
    return [{ id: uniqueName(feature, seen), geometry }];
  });
}

function uniqueName(feature: Feature, seen: Map<string, number>): string {
  const name = nameOf(feature);
  const before = seen.get(name) ?? 0;
  seen.set(name, before + 1);
  return before === 0 ? name : `${name}#${before + 1}`;
}

const isLine = ({ geometry }: Feature): boolean =>
  geometry?.type === "LineString" || geometry?.type === "MultiLineString";

/** Fields that say what an area is. */
const KIND_FIELDS = ["kind", "level", "admin_level", "类型", "类别", "级别", "层级"] as const;

/**
 * The communities (社区) among areas of several levels, such as `areas.geojson` of the demo holds;
 * all of them where the file does not tell.
 */
export function onlyCommunities(features: readonly Feature[]): readonly Feature[] {
  if (features.every((feature) => kindOf(feature) !== "community")) return features;
  return features.filter((feature) => [null, "community"].includes(kindOf(feature)));
}

function kindOf({ properties }: Feature): ReturnType<typeof readAreaKind> {
  const field = KIND_FIELDS.find((name) => textOf(properties[name]) !== "");
  return field === undefined ? null : readAreaKind(textOf(properties[field]));
}

/** What an area is called in results. */
export const nameOf = ({ id, properties, number }: Feature): string =>
  id || textOf(properties["code"]) || textOf(properties["name"]) || String(number);

const NO_AREAS = (path: string): ProblemText => ({
  code: "division.no-areas",
  object: path,
  place: "",
  reason: ["文件里没有面。", "The file has no polygon."],
  advice: ["请换一个文件。", "Name another file."],
});
