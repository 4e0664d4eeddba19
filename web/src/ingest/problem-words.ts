import { reasonText, type IngestRefusal } from "@onegrid/core/ingest";
import { isProblem } from "../api.ts";
import { currentLanguage } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";

/** The contract is the code's beginning: the server sends what `core` has words for. */
const isIngest = (value: unknown): value is IngestRefusal =>
  typeof value === "object" &&
  value !== null &&
  "code" in value &&
  typeof value.code === "string" &&
  value.code.startsWith("ingest.");

/** A sentence for whatever went wrong; refusals of the import have their own. */
export function sentenceOf(error: unknown): string {
  if (isProblem(error) && isIngest(error.problem.values))
    return reasonText(error.problem.values, currentLanguage());
  return errorSentence(error);
}

/** The same for a refusal that came inside a reply. */
export const refusalSentence = (refusal: unknown): string | null =>
  isIngest(refusal) ? reasonText(refusal, currentLanguage()) : null;
