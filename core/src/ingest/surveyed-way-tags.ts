import { readHighway } from "./read-choice.ts";
import { cellText } from "./row-reader.ts";

type Properties = Readonly<Record<string, unknown>>;
type Tags = Readonly<Record<string, string>>;

const YES = /^(?:是|有|1|true|yes|y|t)$/i;
/** `B` of Geofabrik: both directions. */
const NO = /^(?:否|无|0|false|no|n|f|b)$/i;

export function yesOrNo(text: string): string {
  if (YES.test(text)) return "yes";
  return NO.test(text) ? "no" : text;
}

/** Columns of road surveys that say yes or no, and the tag they are about. */
const YES_OR_NO: readonly (readonly [tag: string, headings: readonly string[]])[] = [
  ["foot", ["人行", "步行", "可步行", "是否可步行", "行人"]],
  ["bridge", ["天桥", "人行天桥", "过街天桥", "是否天桥", "桥梁", "高架"]],
  ["tunnel", ["地下通道", "地道", "隧道", "是否隧道"]],
  ["steps", ["台阶", "楼梯", "是否台阶", "有无台阶"]],
];

/** Classes that OpenStreetMap knows: a word of another list says nothing of who may walk. */
const CLASSES = new Set(
  (
    "motorway motorway_link trunk trunk_link primary primary_link secondary secondary_link tertiary " +
    "tertiary_link residential unclassified road service track living_street pedestrian footway steps path " +
    "corridor cycleway bridleway busway construction"
  ).split(" "),
);

/**
 * What a surveyed road layer says in its own columns and classes (道路等级, 人行, 天桥, 台阶), as tags
 * that the access rules read. `mapping`: of `matchHeadings("ways", …)`.
 */
export function surveyedWayTags(properties: Properties, mapping: Tags): Record<string, string> {
  const text = (target: string): string => {
    const heading = mapping[target];
    return heading === undefined ? "" : cellText(properties[heading]);
  };
  const className = text("class");
  const highway = className === "" ? null : readHighway(className);
  const tags: Record<string, string> = {};
  if (highway !== null && CLASSES.has(highway)) tags["highway"] = highway;
  for (const key of ["oneway", "layer", "foot", "access"]) {
    const value = text(key);
    // A layer is a number: 1 is no yes.
    if (value !== "") tags[key] = key === "layer" ? value : yesOrNo(value);
  }
  return { ...tags, ...builtTags(properties, { tags, className }) };
}

interface Known {
  /** What the feature says in tags of its own: that goes first. */
  readonly tags: Tags;
  /** Its class as written. */
  readonly className: string;
}

/** Bridges and tunnels keep crossings apart, steps keep wheelchairs out: said by a column or the class. */
export function builtTags(
  properties: Properties,
  { tags, className }: Known,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [tag, headings] of YES_OR_NO) {
    const value = headings
      .map((heading) => cellText(properties[heading]))
      .find((cell) => cell !== "");
    if (value === undefined || tags[tag] !== undefined) continue;
    if (YES.test(value)) found[tag] = "yes";
    else if (NO.test(value)) found[tag] = "no";
  }
  if (/天桥|高架/.test(className)) found["bridge"] ??= "yes";
  if (/地下通道|地道|隧道/.test(className)) found["tunnel"] ??= "yes";
  const { steps, ...built } = found;
  return steps === "yes" ? { ...built, highway: "steps" } : built;
}
