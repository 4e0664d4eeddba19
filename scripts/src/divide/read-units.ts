import type { Polygon, MultiPolygon } from "@onegrid/core/geometry";
import type { ReadyUnit } from "@onegrid/core/topology";
import type { ProblemText } from "../command-problem.ts";
import { noSuchField } from "./choose-weight.ts";
import { at, faultOf, type InputNotes } from "./notices.ts";
import { isBlank, readCount } from "./read-count.ts";
import { fieldsOf, type Feature } from "./read-layer.ts";
import { isTouchOnly } from "./touches.ts";

export interface UnitFields {
  readonly path: string;
  /** Property that holds the households; `undefined`: no field was found. */
  readonly weight: string | undefined;
  /** Community of a unit; `undefined`: all are of one. */
  readonly communityOf: (feature: Feature) => string | undefined;
  readonly notes: InputNotes;
}

/**
 * Ready units (现成单元) of a file. Everything that is wrong with them is told at once; what `--repair`
 * settles: an invalid polygon is taken by the even–odd rule, missing households count as none, a
 * unit without ground or twice the same is left out.
 */
export function readUnits(features: readonly Feature[], fields: UnitFields): ReadyUnit[] {
  const { path, notes, communityOf } = fields;
  const { weight } = fields;
  if (weight === undefined) {
    notes.problem(noSuchField(fieldsOf(features), path, "households"));
    notes.throwProblems();
    return [];
  }
  const seen = new Map<string, Feature>();
  const units: ReadyUnit[] = [];
  for (const feature of features) {
    const households = countOf(feature, path, { weight, notes });
    const geometry = groundOf(feature, path, notes);
    if (!isNamedOnce(feature, { path, notes, seen }) || !geometry) continue;
    const community = communityOf(feature);
    units.push({
      id: feature.id,
      geometry,
      households,
      ...(community === undefined ? {} : { community }),
    });
  }
  notes.throwProblems();
  return units;
}

/** The polygon of a feature, or nothing and a note why. */
export function groundOf(
  feature: Feature,
  path: string,
  notes: InputNotes,
): Polygon | MultiPolygon | undefined {
  const { geometry, fault } = feature;
  if (geometry?.type !== "Polygon" && geometry?.type !== "MultiPolygon") {
    if (fault) notes.settled(faultOf(feature, path, fault));
    else notes.settled({ ...at(feature, path), ...NOT_AN_AREA });
    return undefined;
  }
  if (fault) {
    const told = faultOf(feature, path, fault);
    if (isTouchOnly(geometry, fault)) notes.notice(told);
    else notes.settled(told);
  }
  return geometry;
}

function countOf(
  feature: Feature,
  path: string,
  { weight, notes }: { readonly weight: string; readonly notes: InputNotes },
): number {
  const value = feature.properties[weight];
  const count = readCount(value);
  if (count !== null) return count;
  // A table has the field in every row: an empty one says none. A missing one is a mistake.
  if (value !== undefined && isBlank(value))
    notes.notice({ ...at(feature, path), ...NO_COUNT(weight) });
  else if (value === undefined) notes.settled({ ...at(feature, path), ...missingField(weight) });
  else notes.problem({ ...at(feature, path), ...badCount(weight, value) });
  return 0;
}

interface Seen {
  readonly path: string;
  readonly notes: InputNotes;
  readonly seen: Map<string, Feature>;
}

/** False for a second one of the same id. */
function isNamedOnce(feature: Feature, { path, notes, seen }: Seen): boolean {
  if (feature.id === "") {
    notes.problem({ ...at(feature, path), ...MISSING_ID });
    return false;
  }
  const twin = seen.get(feature.id);
  if (!twin) {
    seen.set(feature.id, feature);
    return true;
  }
  const told = { ...at(feature, path), ...duplicateId(twin.number) };
  if (isSameGround(feature, twin)) notes.settled(told);
  else notes.problem(told);
  return false;
}

export const isSameGround = (a: Feature, b: Feature): boolean =>
  JSON.stringify(a.geometry) === JSON.stringify(b.geometry);

type Explanation = Omit<ProblemText, "object" | "place">;

const MISSING_ID: Explanation = {
  code: "division.missing-id",
  reason: ["没有编号。", "It has no id."],
  advice: ["请填写属性 id 或要素 id。", "Give it a property `id` or a feature id."],
};

const NOT_AN_AREA: Explanation = {
  code: "division.not-an-area",
  reason: ["不是面。", "It is not a polygon."],
  advice: [
    "必须是 Polygon 或 MultiPolygon。请更正，或加 --repair 略过。",
    "It must be a Polygon or a MultiPolygon: mend it, or leave it out with --repair.",
  ],
};

const duplicateId = (twin: number): Explanation => ({
  code: "division.duplicate-id",
  reason: [`编号与第 ${twin} 个要素相同。`, `Feature ${twin} has the same id.`],
  advice: [
    "编号必须唯一；完全相同的可加 --repair 只取一个。",
    "Make the ids unique; with --repair one of two that are the same in all is taken.",
  ],
});

const NO_COUNT = (field: string): Explanation => ({
  code: "division.no-households",
  reason: [`${field} 为空，按 0 户计。`, `Its ${field} is empty and counts as 0.`],
  advice: ["", ""],
});

const missingField = (field: string): Explanation => ({
  code: "division.missing-field",
  reason: [`没有字段“${field}”。`, `It has no field "${field}".`],
  advice: [
    "请补上户数，或用 --weight 指定字段，或加 --repair 按 0 户计。",
    "Add the households, name their field with --weight, or add --repair to count none.",
  ],
});

export const badCount = (field: string, value: unknown): Explanation => ({
  code: "division.bad-households",
  reason: [
    `${field} = ${JSON.stringify(value)} 不是非负整数。`,
    `${field} = ${JSON.stringify(value)} is not a whole number from 0.`,
  ],
  advice: ["请更正户数。", "Correct the number of households."],
});
