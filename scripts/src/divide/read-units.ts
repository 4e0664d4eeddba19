import type { Polygon, MultiPolygon } from "@onegrid/core/geometry";
import type { ReadyUnit } from "@onegrid/core/topology";
import { CommandProblem, type ProblemText } from "../command-problem.ts";
import { textOf, type Feature } from "./read-geojson.ts";

export interface UnitFields {
  readonly path: string;
  /** Property that holds the households. */
  readonly weight: string;
  /** Community of a unit; `undefined`: all are of one. */
  readonly communityOf: (feature: Feature) => string | undefined;
}

/** Ready units (现成单元) of a file; everything that is wrong with them at once. */
export function readUnits(features: readonly Feature[], fields: UnitFields): ReadyUnit[] {
  const problems: ProblemText[] = [];
  const seen = new Map<string, number>();
  const units: ReadyUnit[] = [];
  for (const feature of features) {
    const found = problemsOf(feature, fields, seen);
    problems.push(...found);
    seen.set(feature.id, feature.number);
    const { geometry } = feature;
    if (found.length > 0 || !geometry || !isArea(geometry)) continue;
    const community = fields.communityOf(feature);
    units.push({
      id: feature.id,
      geometry,
      households: Number(feature.properties[fields.weight] ?? 0),
      ...(community === undefined ? {} : { community }),
    });
  }
  if (problems.length > 0) throw new CommandProblem(problems);
  return units;
}

const isArea = (geometry: { type: string }): geometry is Polygon | MultiPolygon =>
  geometry.type === "Polygon" || geometry.type === "MultiPolygon";

function problemsOf(
  feature: Feature,
  { path, weight }: UnitFields,
  seen: ReadonlyMap<string, number>,
): ProblemText[] {
  const at = { object: feature.id === "" ? path : feature.id, place: placeOf(path, feature) };
  const problems: ProblemText[] = [];
  const twin = seen.get(feature.id);
  if (feature.id === "") problems.push({ ...at, ...MISSING_ID });
  else if (twin !== undefined) problems.push({ ...at, ...duplicateId(twin) });
  const value = feature.properties[weight];
  if (value === undefined) problems.push({ ...at, ...missingField(weight, feature) });
  else if (!isCount(value)) problems.push({ ...at, ...badCount(weight, value) });
  if (!feature.geometry || !isArea(feature.geometry)) problems.push({ ...at, ...NOT_AN_AREA });
  return problems;
}

const placeOf = (path: string, feature: Feature): string => `${path}, feature ${feature.number}`;

/** A whole number from 0; an empty value counts as 0 households, an unknown word does not. */
const isCount = (value: unknown): boolean =>
  value === null || (textOf(value) !== "" && Number.isInteger(Number(value)) && Number(value) >= 0);

type Explanation = Omit<ProblemText, "object" | "place">;

const MISSING_ID: Explanation = {
  code: "division.missing-id",
  reason: ["没有编号。", "It has no id."],
  advice: ["请填写属性 id 或要素 id。", "Give it a property `id` or a feature id."],
};

const NOT_AN_AREA: Explanation = {
  code: "division.not-an-area",
  reason: ["不是面，或坐标无效。", "It is not a polygon, or a coordinate is not a number."],
  advice: [
    "单元必须是 Polygon 或 MultiPolygon。",
    "A unit must be a Polygon or a MultiPolygon: mend or remove it.",
  ],
};

const duplicateId = (twin: number): Explanation => ({
  code: "division.duplicate-id",
  reason: [`编号与第 ${twin} 个要素相同。`, `Feature ${twin} has the same id.`],
  advice: ["每个单元的编号必须唯一。", "Make the ids unique."],
});

const missingField = (weight: string, { properties }: Feature): Explanation => {
  const names = Object.keys(properties).join(", ");
  return {
    code: "division.missing-field",
    reason: [`没有字段“${weight}”。`, `It has no field "${weight}".`],
    advice: [
      `请用 --weight 指定户数字段，现有：${names}。`,
      `Name the field of the households with --weight; there are: ${names}.`,
    ],
  };
};

const badCount = (weight: string, value: unknown): Explanation => ({
  code: "division.bad-households",
  reason: [
    `${weight} = ${JSON.stringify(value)} 不是非负整数。`,
    `${weight} = ${JSON.stringify(value)} is not a whole number from 0.`,
  ],
  advice: ["请更正户数。", "Correct the number of households."],
});
