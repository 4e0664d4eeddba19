import { matchHeadings } from "@onegrid/core/ingest";
import { CommandProblem, type ProblemText } from "../command-problem.ts";
import { isBlank } from "./read-count.ts";
import type { InputNotes } from "./notices.ts";
import { fieldsOf, type Feature } from "./read-layer.ts";

/**
 * The field of the households: the one named with `--weight`; else the one whose name says so.
 * `undefined`: the file has none, or nothing in it.
 */
export function chooseWeight(
  features: readonly Pick<Feature, "properties">[],
  { path, weight, notes }: WeightChoice,
): string | undefined {
  const fields = fieldsOf(features);
  if (weight !== undefined) {
    if (fields.includes(weight)) return weight;
    throw new CommandProblem([noSuchField(fields, path, weight)]);
  }
  const { households, dwellingUnits } = matchHeadings("buildings", fields);
  const found = [households, dwellingUnits].find(
    (field) =>
      field !== undefined && features.some(({ properties }) => !isBlank(properties[field])),
  );
  if (found !== undefined && found !== "households") notes.notice(taken(path, found));
  return found;
}

interface WeightChoice {
  readonly path: string;
  readonly weight: string | undefined;
  readonly notes: InputNotes;
}

const taken = (path: string, field: string): ProblemText => ({
  code: "division.weight-taken",
  object: path,
  place: field,
  reason: [
    `户数取自字段“${field}”；不对请用 --weight 指定。`,
    `Households are taken from the field "${field}"; name another with --weight.`,
  ],
  advice: ["", ""],
});

export function noSuchField(fields: readonly string[], path: string, weight: string): ProblemText {
  return {
    code: "division.missing-field",
    object: path,
    place: "",
    reason: [`没有要素带字段“${weight}”。`, `No feature has a field "${weight}".`],
    advice: [
      `请用 --weight 指定户数字段，现有：${fields.join(", ")}。`,
      `Name the field of the households with --weight; there are: ${fields.join(", ")}.`,
    ],
  };
}
