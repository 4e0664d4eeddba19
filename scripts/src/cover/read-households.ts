import { CommandProblem, type ProblemText } from "../command-problem.ts";
import { chooseWeight } from "../divide/choose-weight.ts";
import type { InputNotes } from "../divide/notices.ts";
import { isBlank, readCount } from "../divide/read-count.ts";
import { fieldsOf } from "../divide/read-layer.ts";
import type { Place } from "./settle-places.ts";

/** More than any building holds: a number of another kind, or a slip of the pen. */
const MOST_IN_A_BUILDING = 100_000;

interface HouseholdField {
  /** As named with `--weight`; without it the field whose name says so. */
  readonly weight: string | undefined;
  readonly notes: InputNotes;
}

/**
 * Reads the households of each building; `null`: unknown, which is not none. Refuses a file with
 * numbers that are none, all of them at once.
 */
export function householdsReader(
  path: string,
  places: readonly Place[],
  { weight, notes }: HouseholdField,
): (place: Place) => number | null {
  const field = chooseWeight(places, { path, weight, notes });
  if (field === undefined) {
    notes.notice(noField(path, fieldsOf(places)));
    return () => null;
  }
  const isBad = (place: Place) => {
    const value = place.properties[field];
    const count = readCount(value);
    return !isBlank(value) && (count === null || count > MOST_IN_A_BUILDING);
  };
  const bad = places.filter(isBad);
  if (bad.length > 0) throw new CommandProblem(bad.map((place) => badCount(path, place, field)));
  return ({ properties }) => readCount(properties[field]);
}

function badCount(path: string, place: Place, field: string): ProblemText {
  return {
    code: "coverage.bad-households",
    object: place.id,
    place: `${place.where || path}, ${field} = ${JSON.stringify(place.properties[field])}`,
    reason: [
      `户数应是 0 到 ${MOST_IN_A_BUILDING} 的整数。`,
      `Households are a whole number from 0 to ${MOST_IN_A_BUILDING}.`,
    ],
    advice: [
      "请更正，或留空表示未知。",
      "Correct it, or leave it empty where the number is not known.",
    ],
  };
}

const MOST_FIELDS = 12;

function noField(path: string, fields: readonly string[]): ProblemText {
  const some = fields.slice(0, MOST_FIELDS).join(", ");
  return {
    code: "coverage.no-household-field",
    object: path,
    place: "",
    reason: [
      `没有户数字段，只能按楼栋统计；可用 --weight 指定，现有：${some}。`,
      `It has no field of households, so buildings are counted only; name one with --weight, there are: ${some}.`,
    ],
    advice: ["", ""],
  };
}
