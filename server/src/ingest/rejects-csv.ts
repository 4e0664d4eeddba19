import { reasonText } from "@onegrid/core/ingest";
import type { Db } from "@onegrid/db";
import { listRejects } from "@onegrid/db/ingest";
import { disarmed, quoted } from "../csv-cell.ts";
import type { Language } from "../problem-sentence.ts";

const PAGE = 5000;

const HEADINGS: Record<Language, readonly string[]> = {
  "zh-CN": ["位置", "结果", "字段", "原值", "原因", "代码"],
  en: ["place", "result", "field", "value", "reason", "code"],
};

const RESULTS = {
  "zh-CN": { refused: "未导入", warned: "已导入，请留意" },
  en: { refused: "not taken", warned: "taken, with a warning" },
} as const;

/**
 * Every refused row of a batch with its place, reason and offending value, in file order, a page at
 * a time. A byte-order mark in front: spreadsheets then read the Chinese right.
 */
export async function* rejectsCsv(
  db: Db,
  batchId: string,
  language: Language,
): AsyncGenerator<string, void, void> {
  yield `\uFEFF${HEADINGS[language].join()}\r\n`;
  for (let after = -1; ;) {
    const rows = await listRejects(db, batchId, after, PAGE);
    const lines = rows.map(({ place, severity, refusal, field, value }) =>
      [
        place,
        RESULTS[language][severity],
        field,
        value,
        reasonText(refusal, language),
        refusal.code,
      ].map(cellOf),
    );
    yield lines.map((cells) => `${cells.join()}\r\n`).join("");
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.number;
  }
}

const cellOf = (text: string): string => quoted(disarmed(text));
