import { EN } from "./en.ts";
import { ZH_CN } from "./zh-cn.ts";

type Book = Readonly<Record<string, string | Readonly<Record<string, string | undefined>>>>;

const BOOKS: Readonly<Record<"zh-CN" | "en", Book>> = { "zh-CN": ZH_CN, en: EN };

type Values = Readonly<Record<string, unknown>>;

/** The sentence of a refusal, filled with its values; `undefined` for a code that is not in the book. */
export function sentenceOf(
  code: string,
  values: Values,
  language: "zh-CN" | "en",
): string | undefined {
  const at = code.indexOf(".");
  const chapter = BOOKS[language][code.slice(0, at)];
  const template = typeof chapter === "object" ? chapter[code.slice(at + 1)] : undefined;
  return template === undefined ? undefined : fillSentence(template, values);
}

/** Puts values into `{{name}}` or `{name}`; lists count for their length, unknown names stay empty. */
export const fillSentence = (template: string, values: Values): string =>
  template.replaceAll(/\{\{?(\w+)\}?\}/g, (_, name: string) => {
    const value = values[name];
    if (Array.isArray(value)) return String(value.length);
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  });
