import { definitionLabel, type CoverageDefinition } from "@onegrid/core/coverage";
import { inWords } from "../terminal.ts";

/** The label that stands beside every number. */
export const definitionText = (definition: CoverageDefinition): string =>
  inWords(definitionLabel(definition, "zh-CN"), definitionLabel(definition, "en"));
