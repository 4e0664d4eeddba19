import { staffRefusalWords, type PlannedRow } from "@onegrid/core/access";
import { csvOf } from "../csv-cell.ts";
import type { Language } from "../problem-sentence.ts";
import type { StaffList } from "./read-list.ts";

const HEADINGS: Readonly<Record<Language, readonly [string, string]>> = {
  "zh-CN": ["行", "未导入的原因"],
  en: ["line", "why it was not taken"],
};

/** The refused rows as they came, with line and reason in front; columns that were not read are left out. */
export function rejectsTable(
  { headings, guesses, rows }: StaffList,
  planned: readonly PlannedRow[],
  { columns, language }: { columns: readonly (string | null)[]; language: Language },
): string {
  const shown = headings.flatMap((heading, column) =>
    guesses[column] === "personal" || (columns[column] ?? null) === null
      ? []
      : [{ heading, column }],
  );
  const refused = planned.flatMap(({ outcome, refusals, line }, nth) => {
    if (outcome !== "refused") return [];
    const why = refusals.map((each) => staffRefusalWords(each, language)).join("; ");
    const isPersonal = refusals.some(({ fault }) => fault === "personal");
    // A row that holds somebody's number leaves the server no more than it stays in it.
    const cells = shown.map(({ column }) => (isPersonal ? "" : (rows[nth]?.cells[column] ?? "")));
    return [[line, why, ...cells]];
  });
  return csvOf([...HEADINGS[language], ...shown.map(({ heading }) => heading)], refused);
}
