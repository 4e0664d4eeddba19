import { isProblem } from "../../api.ts";
import { text, type TextKey } from "../../i18n/index.ts";
import { errorSentence, isKnownCode, SENTENCES } from "../../problem-text.ts";
import { gridNumber } from "./grid-view.ts";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** A refusal of the rules or of the server, or anything thrown, in words. */
export function reasonSentence(reason: unknown): string {
  if (isProblem(reason)) return refusalSentence(reason.problem.values) ?? errorSentence(reason);
  return refusalSentence(reason) ?? errorSentence(reason);
}

function refusalSentence(refusal: unknown): string | null {
  if (!isRecord(refusal) || typeof refusal["code"] !== "string") return null;
  const { code } = refusal;
  if (code === "division.nothing-to-undo") return text("problem:division.nothing-to-undo");
  if (code === "division.touched-by-others")
    return text("problem:division.touched-by-others", valuesOf(refusal));
  if (!code.startsWith("division.") || !isKnownCode(code)) return null;
  const key: TextKey = SENTENCES[code];
  return text(key, valuesOf(refusal));
}

/** Numbers as people know grids; lists by their length. */
function valuesOf(refusal: Readonly<Record<string, unknown>>): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(refusal)) {
    if (name === "gridId" && typeof value === "string") values[name] = gridNumber(value);
    else if (typeof value === "string" || typeof value === "number") values[name] = value;
    else if (Array.isArray(value)) {
      values[name] = value.length;
      values["count"] = value.length;
    }
  }
  return values;
}
