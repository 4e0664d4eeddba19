import { definitionLabel } from "@onegrid/core/coverage";
import type { Language } from "../../problem-sentence.ts";
import type { CoverageResult } from "../results/coverage-results.ts";
import { FILE_WORDS } from "./file-words.ts";

/** The line that stands beside every number of a file; what is only supposed says so first. */
export function fileLabel(
  { coverage, scenario }: Pick<CoverageResult, "coverage" | "scenario">,
  language: Language,
): string {
  const label = definitionLabel(coverage.definition, language);
  return scenario === null ? label : `${FILE_WORDS[language].supposed(scenario.name)} ${label}`;
}
