import { definitionLabel } from "@onegrid/core/coverage";
import type { Language } from "../../problem-sentence.ts";
import type { CoverageResult } from "../results/coverage-results.ts";
import { FILE_WORDS } from "./file-words.ts";

interface LabelledResult extends Pick<CoverageResult, "scenario"> {
  readonly coverage: Pick<CoverageResult["coverage"], "definition">;
}

/** The line that stands beside every number of a file; what is only supposed says so first. */
export function fileLabel({ coverage, scenario }: LabelledResult, language: Language): string {
  const label = definitionLabel(coverage.definition, language);
  return scenario === null ? label : `${FILE_WORDS[language].supposed(scenario.name)} ${label}`;
}
