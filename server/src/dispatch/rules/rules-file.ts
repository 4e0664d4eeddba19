import {
  TABLE_TITLES,
  writeGuide,
  writeRuleTables,
  type RuleBook,
  type RuleTable,
} from "@onegrid/core/dispatch";
import { tableCsv, workbookOf } from "../../table-file.ts";

type Language = "zh-CN" | "en";

/** All tables in one workbook, with a sheet that says what may stand where. */
export const rulesWorkbook = (book: RuleBook | null, language: Language): Promise<Buffer> =>
  workbookOf([...writeRuleTables(book, language), writeGuide(language)]);

export function rulesCsv(book: RuleBook | null, table: RuleTable, language: Language): string {
  const written = writeRuleTables(book, language).find((each) => each.table === table);
  return tableCsv(written ?? { headings: [], rows: [] });
}

export const rulesFileName = (table: RuleTable | null, language: Language): string => {
  const { zh, en } = table === null ? { zh: "规则库", en: "Rules" } : TABLE_TITLES[table];
  return language === "en" ? en : zh;
};
