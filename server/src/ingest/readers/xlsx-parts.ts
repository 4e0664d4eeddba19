import type { ByteSource, Reading } from "./byte-source.ts";
import { refuse } from "./source-refused.ts";
import { unescaped } from "./xlsx-rows.ts";
import { readXml, type XmlHandlers } from "./xml-events.ts";

export interface Sheet {
  readonly name: string;
  readonly source: ByteSource;
}

type FindPart = (name: string) => ByteSource | null;

const MOST_SHEETS = 200;
/** Shared texts are the one thing kept in memory: 200 million characters are 400 MB. */
const MOST_TEXT = 200_000_000;

const silent: XmlHandlers = { open: () => {}, close: () => {}, text: () => {} };

async function run(
  source: ByteSource,
  handlers: Partial<XmlHandlers>,
  reading: Reading,
): Promise<void> {
  for await (const _ of readXml(
    source,
    { format: "xlsx", handlers: { ...silent, ...handlers } },
    reading,
  ));
}

/** Worksheets in the order of the tabs, with their parts. */
export async function readSheetNames(
  part: FindPart,
  file: string,
  reading: Reading,
): Promise<Sheet[]> {
  const workbook = part("xl/workbook.xml");
  const relations = part("xl/_rels/workbook.xml.rels");
  if (workbook === null || relations === null)
    return refuse({ code: "ingest.part-missing", file, part: "xl/_rels/workbook.xml.rels" });
  const targets = new Map<string, string>();
  await run(
    relations,
    {
      open: (name, it) =>
        name === "Relationship" && targets.set(it["Id"] ?? "", it["Target"] ?? ""),
    },
    reading,
  );
  const sheets: Sheet[] = [];
  const open = (name: string, it: Readonly<Record<string, string>>): void => {
    if (name !== "sheet" || sheets.length >= MOST_SHEETS) return;
    const target = targets.get(it["r:id"] ?? it["id"] ?? "") ?? "";
    const source = part(target.startsWith("/") ? target.slice(1) : `xl/${target}`);
    if (source !== null) sheets.push({ name: it["name"] ?? `${sheets.length + 1}`, source });
  };
  await run(workbook, { open }, reading);
  return sheets;
}

export async function readSharedTexts(
  source: ByteSource | null,
  file: string,
  reading: Reading,
): Promise<string[]> {
  const texts: string[] = [];
  if (source === null) return texts;
  let open: string | null = null;
  let isText = false;
  let isPhonetic = false;
  let size = 0;
  await run(
    source,
    {
      open: (name) => {
        if (name === "si") open = "";
        else if (name === "rPh") isPhonetic = true;
        else if (name === "t") isText = !isPhonetic;
      },
      text: (text) => {
        if (!isText || open === null) return;
        open += text;
        size += text.length;
        if (size > MOST_TEXT)
          refuse({ code: "ingest.file-too-complex", file, detail: "text", limit: MOST_TEXT });
      },
      close: (name) => {
        if (name === "t") isText = false;
        else if (name === "rPh") isPhonetic = false;
        else if (name === "si") texts.push(unescaped(open ?? ""));
      },
    },
    reading,
  );
  return texts;
}

/** Built-in number formats that show a date (ECMA-376 part 1, 18.8.30), Chinese ones included. */
const DATE_FORMATS = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51,
  52, 53, 54, 55, 56, 57, 58,
]);

/** Cell styles that mean a date, and which day is day 0. */
export async function readStyles(
  styles: ByteSource | null,
  workbook: ByteSource | null,
  reading: Reading,
): Promise<{ dateStyles: Set<number>; is1904: boolean }> {
  const formats = new Set(DATE_FORMATS);
  const dateStyles = new Set<number>();
  let isCellStyles = false;
  let style = 0;
  const open = (name: string, it: Readonly<Record<string, string>>): void => {
    if (name === "numFmt" && isDateFormat(it["formatCode"] ?? ""))
      formats.add(Number(it["numFmtId"]));
    if (name === "cellXfs") isCellStyles = true;
    if (name !== "xf" || !isCellStyles) return;
    if (formats.has(Number(it["numFmtId"] ?? 0))) dateStyles.add(style);
    style += 1;
  };
  const close = (name: string): void => {
    if (name === "cellXfs") isCellStyles = false;
  };
  if (styles !== null) await run(styles, { open, close }, reading);
  let is1904 = false;
  const seen = (name: string, it: Readonly<Record<string, string>>): void => {
    if (name === "workbookPr") is1904 = /^(?:1|true)$/.test(it["date1904"] ?? "");
  };
  if (workbook !== null) await run(workbook, { open: seen }, reading);
  return { dateStyles, is1904 };
}

/** Letters of dates outside quotes, brackets and escapes. */
function isDateFormat(code: string): boolean {
  return /[ymdhs年月日]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, "").replace(/general/i, ""));
}
