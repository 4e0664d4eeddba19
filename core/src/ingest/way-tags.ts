import { cellText, type RowReader } from "./row-reader.ts";
import { builtTags, yesOrNo } from "./surveyed-way-tags.ts";

/** Facts about access and shape that a walking network reads; other tags are not kept. */
const KEPT = (
  "highway footway foot access oneway oneway:foot layer level bridge tunnel covered incline steps surface " +
  "sidewalk sidewalk:left sidewalk:right sidewalk:both area service bicycle motor_vehicle vehicle " +
  "wheelchair width lit crossing handrail step_count motorroad junction indoor conveying maxspeed lanes " +
  "pedestrian foot:forward foot:backward emergency impassable maxwidth:physical"
).split(" ");

export function readWayTags(row: RowReader, highway: string | null): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const key of KEPT) {
    const text = cellText(row.tags[key]);
    if (text !== "" && text.length <= 100) tags[key] = text;
  }
  for (const key of ["oneway", "layer", "foot", "access"]) {
    const mapped = row.raw(key);
    // A layer is a number: 1 is no yes.
    if (mapped !== "" && mapped.length <= 100)
      tags[key] = key === "layer" ? mapped : yesOrNo(mapped);
  }
  if (highway !== null) tags["highway"] = highway;
  return { ...tags, ...builtTags(row.tags, { tags, className: row.raw("class") }) };
}
