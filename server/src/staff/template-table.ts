import { roleWord, STAFF_FIELD_WORDS, STAFF_FIELDS } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import { listStaffAreas } from "@onegrid/db/access";
import { csvOf } from "../csv-cell.ts";
import type { Language } from "../problem-sentence.ts";

/** A table to fill in, with two rows that show how, in an area of the asker's own. */
export async function templateTable(
  db: Db,
  scope: readonly string[],
  language: Language,
): Promise<string> {
  const area = (await listStaffAreas(db, scope)).at(-1);
  const headings = STAFF_FIELDS.map((field) => STAFF_FIELD_WORDS[field][language]);
  const names = language === "en" ? ["Li Na", "Wang Jun"] : ["李娜", "王军"];
  return csvOf(headings, [
    [
      "li.na",
      names[0] ?? "",
      roleWord("grid_staff"),
      area?.name ?? "",
      "周一至周五 8:30-18:00",
      "2026-01-01",
      "",
    ],
    [
      "wang.jun",
      names[1] ?? "",
      roleWord("grid_head"),
      area?.code ?? "",
      "全天",
      "2026-01-01",
      "2026-12-31",
    ],
  ]);
}
