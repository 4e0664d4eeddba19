import { readAreaKind } from "@onegrid/core/ingest";
import type { Geometry, LineString, MultiLineString } from "@onegrid/core/geometry";
import type { BuildingInput, NamedArea } from "@onegrid/core/topology";
import { CommandProblem, type ProblemText } from "../command-problem.ts";
import { textOf, type Feature } from "./read-geojson.ts";

/** Areas with the name they are known by: id, code or name; polygons only. */
export function readAreas(features: readonly Feature[], path: string): NamedArea[] {
  const problems: ProblemText[] = [];
  const areas: NamedArea[] = [];
  for (const feature of features) {
    const { geometry } = feature;
    if (geometry?.type === "Polygon" || geometry?.type === "MultiPolygon") {
      areas.push({ id: nameOf(feature), geometry });
    } else if (geometry?.type !== "LineString" && geometry?.type !== "Point") {
      problems.push(notAnArea(feature, path));
    }
  }
  if (areas.length === 0) problems.push(NO_AREAS(path));
  if (problems.length > 0) throw new CommandProblem(problems);
  return areas;
}

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

export interface ReadBuildings {
  readonly buildings: readonly BuildingInput[];
  /** Ids of those whose households the file does not tell: unknown, counted as none. */
  readonly unknown: readonly string[];
}

/** Buildings (楼栋) with their households; everything that is wrong with them at once. */
export function readBuildings(
  features: readonly Feature[],
  { path, weight }: { readonly path: string; readonly weight: string },
): ReadBuildings {
  if (features.every(({ properties }) => properties[weight] === undefined)) {
    throw new CommandProblem([noSuchField(features, path, weight)]);
  }
  const problems: ProblemText[] = [];
  const buildings: BuildingInput[] = [];
  for (const feature of features) {
    const { geometry } = feature;
    const households = Number(feature.properties[weight] ?? 0);
    if (!Number.isInteger(households) || households < 0) {
      problems.push(badHouseholds(feature, path, weight));
    } else if (!geometry || isLine(geometry)) problems.push(notAnArea(feature, path));
    else buildings.push({ id: idOf(feature), geometry, households });
  }
  if (problems.length > 0) throw new CommandProblem(problems);
  const unknown = features.filter(({ properties }) => textOf(properties[weight]) === "");
  return { buildings, unknown: unknown.map(idOf) };
}

const idOf = ({ id, number }: Feature): string => id || String(number);

const isLine = (geometry: Geometry): geometry is LineString | MultiLineString =>
  geometry.type === "LineString" || geometry.type === "MultiLineString";

const at = (feature: Feature, path: string) => ({
  object: feature.id || path,
  place: `${path}, feature ${feature.number}`,
});

const notAnArea = (feature: Feature, path: string): ProblemText => ({
  code: "division.not-an-area",
  ...at(feature, path),
  reason: ["几何类型不对，或坐标无效。", "Its geometry has the wrong type or a bad coordinate."],
  advice: ["请更正或移除。", "Mend or remove it."],
});

const NO_AREAS = (path: string): ProblemText => ({
  code: "division.no-areas",
  object: path,
  place: "",
  reason: ["文件里没有面。", "The file has no polygon."],
  advice: ["请换一个文件。", "Name another file."],
});

const badHouseholds = (feature: Feature, path: string, weight: string): ProblemText => ({
  code: "division.bad-households",
  ...at(feature, path),
  reason: [
    `${weight} = ${JSON.stringify(feature.properties[weight])} 不是非负整数。`,
    `${weight} = ${JSON.stringify(feature.properties[weight])} is not a whole number from 0.`,
  ],
  advice: ["请更正户数。", "Correct the number of households."],
});

function noSuchField(features: readonly Feature[], path: string, weight: string): ProblemText {
  const names = [...new Set(features.flatMap(({ properties }) => Object.keys(properties)))];
  return {
    code: "division.missing-field",
    object: path,
    place: "",
    reason: [`没有楼栋带字段“${weight}”。`, `No building has a field "${weight}".`],
    advice: [
      `请用 --weight 指定户数字段，现有：${names.join(", ")}。`,
      `Name the field of the households with --weight; there are: ${names.join(", ")}.`,
    ],
  };
}
