import { readdir, readFile } from "node:fs/promises";

/** Column to whether it may be null, as schema.ts writes it; `unknown` does not tell. */
export type ColumnTypes = Record<string, "null" | "not null" | "untold">;

/**
 * The tables of `interface Database`, read from its text: types are gone when a program runs. Knows
 * what schema.ts and the schema-*.ts beside it use: interfaces that Database extends, named interfaces
 * and literals, joined by `&`.
 */
export async function readSchemaTypes(): Promise<Record<string, ColumnTypes>> {
  const folder = new URL("../src/", import.meta.url);
  const names = (await readdir(folder)).filter((name) => /^schema(-[a-z]+)?\.ts$/.test(name));
  const sources = await Promise.all(names.map((name) => readFile(new URL(name, folder), "utf8")));
  const text = sources
    .join("\n")
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")
    // A head that is too long for one line.
    .replaceAll(/\s+extends\s+/g, " extends ");
  const [, bases = ""] = /interface Database extends ([^{]+)\{/.exec(text) ?? [];
  const parts = ["Database", ...bases.split(",").map((name) => name.trim())].filter(Boolean);
  const database = parts.flatMap((name) => entriesOf(bodyAfter(text, `interface ${name} `)));
  return Object.fromEntries(
    database.map(([table, type]) => [table, columnsOf(text, type)] as const),
  );
}

function columnsOf(text: string, type: string): ColumnTypes {
  const columns: ColumnTypes = {};
  for (const part of splitAtTop(type, "&")
    .map((piece) => piece.trim())
    .filter(Boolean)) {
    const body = part.startsWith("{") ? part.slice(1, -1) : bodyAfter(text, `interface ${part} `);
    for (const [name, column] of entriesOf(body)) columns[name] = nullability(selectedType(column));
  }
  return columns;
}

function nullability(type: string): "null" | "not null" | "untold" {
  if (/^(GeneratedAlways<unknown>|Shape)$/.test(type)) return "untold";
  return /\|\s*null\b/.test(type) ? "null" : "not null";
}

/** What a query answers: the first of `ColumnType`'s three. */
const selectedType = (type: string): string =>
  type.startsWith("ColumnType<") ? (splitAtTop(type.slice(11, -1), ",")[0] ?? "") : type;

const entriesOf = (body: string): [name: string, type: string][] =>
  splitAtTop(body, ";").flatMap((entry) => {
    const [, name, type] = /^\s*(\w+):\s*([\s\S]*\S)\s*$/.exec(entry) ?? [];
    return name && type ? [[name, type]] : [];
  });

function bodyAfter(text: string, head: string): string {
  const from = text.indexOf("{", text.indexOf(head));
  if (!text.includes(head)) throw new Error(`schema.ts has no "${head}"`);
  const [body = ""] = splitAtTop(text.slice(from + 1), "}");
  return body;
}

/** Cuts at a separator that is inside no bracket. */
function splitAtTop(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (depth === 0 && sign === separator) {
      parts.push(text.slice(from, at));
      from = at + 1;
    } else if ("{<([".includes(sign)) depth += 1;
    else if ("}>)]".includes(sign)) depth -= 1;
  }
  return [...parts, text.slice(from)];
}
