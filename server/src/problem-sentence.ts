import { PROBLEM_LABELS } from "@onegrid/core/dispatch";
import { reasonText, type IngestRefusal } from "@onegrid/core/ingest";
import { fillSentence, sentenceOf } from "@onegrid/core/problems";
import type { DomainProblem } from "./problem.ts";

const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the client reads: English where it asks for it first, Chinese elsewhere. */
export const languageOf = (accepts: string | undefined): Language =>
  /^\s*en/i.test(accepts ?? "") ? "en" : "zh-CN";

/** A refusal in a plain sentence of each language. */
export const sentencesOf = (problem: DomainProblem): Readonly<Record<Language, string>> => ({
  "zh-CN": sentence(problem, "zh-CN"),
  en: sentence(problem, "en"),
});

function sentence(problem: DomainProblem, language: Language): string {
  const values = { ...problem };
  const known = sentenceOf(problem.code, values, language) ?? labelled(problem.code, language);
  if (known !== undefined) return fillSentence(known, values);
  return isFileRefusal(problem) ? reasonText(problem, language) : problem.code;
}

function labelled(code: string, language: Language): string | undefined {
  const labels: Readonly<Record<string, { zh: string; en: string } | undefined>> = PROBLEM_LABELS;
  return labels[code]?.[language === "en" ? "en" : "zh"];
}

const isFileRefusal = (problem: DomainProblem): problem is DomainProblem & IngestRefusal =>
  problem.code.startsWith("ingest.");
