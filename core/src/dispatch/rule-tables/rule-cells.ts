import { dayNamed } from "../../access/index.ts";
import { fail, ok, type Result } from "../../result.ts";
import type { Label } from "../rules/categories.ts";
import { RULE_FAULTS } from "../rules/change-rules.ts";

/** What is wrong with a row of a table of rules, besides what any change may be refused for. */
export const TABLE_FAULTS = [
  ...RULE_FAULTS,
  "missing",
  "no-choice",
  "no-number",
  "too-long",
  "ends-before",
  "past-version",
  "differs",
  "code-taken",
  "two-names",
  "has-parts",
  "like-a-date",
  "no-class",
  "no-source",
  "bad-hours",
  "personal",
  "unreadable",
] as const;
type TableFault = (typeof TABLE_FAULTS)[number];

/** Why a cell is refused: its column, and what stands there, or what it is at odds with. */
export interface CellFault {
  readonly column: string;
  readonly fault: TableFault;
  readonly value: string;
}

export type Cell = string | number;
export type Language = "zh-CN" | "en";

/** A column of a table: how it is called, what is written into it and what is read from it. */
export interface RuleColumn<R> {
  readonly key: string;
  readonly heading: Label;
  /** What may stand there, for whoever fills it in; each is one of a list where there is one. */
  readonly words: readonly Label[];
  readonly write: (rule: R, language: Language) => Cell;
  /** The rule with what the cell says. */
  readonly read: (text: string, rule: R) => Result<R, CellFault>;
}

/** How a value of one kind looks in a cell. */
interface CellKind<V> {
  readonly words: readonly Label[];
  readonly write: (value: V, language: Language) => Cell;
  readonly read: (text: string, now: V) => Result<V, Omit<CellFault, "column">>;
}

/** A column of a rule, from the kind of its cells and where the value lies. */
export const columnOf = <R, V>(
  key: string,
  heading: Label,
  kind: CellKind<V>,
  place: { readonly get: (rule: R) => V; readonly put: (rule: R, value: V) => R },
): RuleColumn<R> => ({
  key,
  heading,
  words: kind.words,
  write: (rule, language) => kind.write(place.get(rule), language),
  read: (text, rule) => {
    const read = kind.read(text, place.get(rule));
    return read.ok ? ok(place.put(rule, read.value)) : fail({ column: key, ...read.error });
  },
});

const fault = (name: TableFault, value: string) => fail({ fault: name, value } as const);
const NONE: readonly Label[] = [];

/** What a spreadsheet makes of a code such as 01-02. */
const LIKE_A_DATE =
  /^(?:\d{1,2}月\d{1,2}日|\d{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d{1,2}|\d{4}[-/]\d{1,2}[-/]\d{1,2}(?: .*)?)$/u;

export const textCell = ({
  most,
  isNeeded = false,
}: {
  readonly most: number;
  readonly isNeeded?: boolean;
}): CellKind<string> => ({
  words: NONE,
  write: (value) => value,
  read: (text) => {
    if (text === "" && isNeeded) return fault("missing", "");
    return text.length > most ? fault("too-long", text.slice(0, 40)) : ok(text);
  },
});

/** A code: what a spreadsheet took its zeros from is known again, what it took for a date is refused. */
export const codeCell = (most: number): CellKind<string> => ({
  words: NONE,
  write: (value) => value,
  read: (text, now) => {
    if (text === "") return fault("missing", "");
    if (LIKE_A_DATE.test(text)) return fault("like-a-date", text);
    if (text.length > most) return fault("too-long", text.slice(0, 40));
    const isSame = /^\d+$/u.test(text) && now.replace(/^0+/u, "") === text;
    return ok(isSame ? now : text);
  },
});

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{Cf}]/gu, "");

/** A value out of a list, by its name or by its word in either language. */
export const choiceCell = <V extends string>(labels: Readonly<Record<V, Label>>): CellKind<V> => {
  const values = keysOf(labels);
  return {
    words: values.map((value) => labels[value]),
    write: (value, language) => wordIn(labels[value], language),
    read: (text) => readChoice(labels, text),
  };
};

function readChoice<V extends string>(labels: Readonly<Record<V, Label>>, text: string) {
  if (text === "") return fault("missing", "");
  const found = keysOf(labels).find((value) => isWord(text, value, labels[value]));
  return found === undefined ? fault("no-choice", text.slice(0, 40)) : ok(found);
}

const keysOf = <V extends string>(labels: Readonly<Record<V, unknown>>): V[] =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a record has the keys of its type
  Object.keys(labels) as V[];

const wordIn = ({ zh, en }: Label, language: Language): string => (language === "en" ? en : zh);

const isWord = (text: string, value: string, { zh, en }: Label): boolean =>
  text === value || [value, zh, en].some((word) => word !== "?" && plain(word) === plain(text));

/** Stands for “whatever it is”. An empty cell never does: it may be a slip. */
const ANY_LABEL: Label = { zh: "全部", en: "Any" };
const isAny = (text: string): boolean => text === "*" || isWord(text, "any", ANY_LABEL);

/** A value out of a list, or any. */
export const choiceOrAnyCell = <V extends string>(
  labels: Readonly<Record<V, Label>>,
): CellKind<V | null> => {
  const one = choiceCell(labels);
  return {
    words: [ANY_LABEL, ...one.words],
    write: (value, language) =>
      value === null ? wordIn(ANY_LABEL, language) : one.write(value, language),
    read: (text) => (isAny(text) ? ok(null) : readChoice(labels, text)),
  };
};

const YES: Label = { zh: "是", en: "Yes" };
const NO: Label = { zh: "否", en: "No" };

export const yesNoCell: CellKind<boolean> = {
  words: [YES, NO],
  write: (value, language) => wordIn(value ? YES : NO, language),
  read: (text) => {
    if (isWord(text, "true", YES) || text === "1") return ok(true);
    if (isWord(text, "false", NO) || text === "0") return ok(false);
    return text === "" ? fault("missing", "") : fault("no-choice", text.slice(0, 40));
  },
};

export const numberCell = ({
  least,
  most,
  isWhole = true,
}: {
  readonly least: number;
  readonly most: number;
  readonly isWhole?: boolean;
}): CellKind<number> => ({
  words: [{ zh: `${least}–${most}`, en: `${least}–${most}` }],
  write: (value) => value,
  read: (text) => {
    if (text === "") return fault("missing", "");
    const value = Number(text.normalize("NFKC"));
    const isRight = value >= least && value <= most && (!isWhole || Number.isInteger(value));
    return isRight ? ok(value) : fault("no-number", text.slice(0, 40));
  },
});

const SEPARATORS = /[\s,，、;；]/u;

/** Words in a row. Where one of them has a blank in it, `；` stands between them and behind the last. */
export const listCell = ({
  most,
  longest,
}: {
  readonly most: number;
  readonly longest: number;
}): CellKind<readonly string[]> => ({
  words: NONE,
  write: (words) =>
    words.some((word) => SEPARATORS.test(word)) ? `${words.join("；")}；` : words.join(" "),
  read: (text) => {
    const by = /[;；]/u.test(text) ? /[;；]/u : /[\s,，、]+/u;
    const words = text
      .split(by)
      .map((word) => word.trim())
      .filter((word) => word !== "");
    const long = words.find((word) => word.length > longest);
    if (long !== undefined) return fault("too-long", long.slice(0, 40));
    return words.length > most ? fault("too-long", `${words.length} > ${most}`) : ok(words);
  },
});

/** Classes, majors or schemes by their ids; any of them is written out. */
export const classesCell: CellKind<readonly string[] | null> = {
  words: [ANY_LABEL],
  write: (ids, language) => (ids === null ? wordIn(ANY_LABEL, language) : ids.join(" ")),
  read: (text) => {
    if (text === "") return fault("no-class", "");
    if (isAny(text)) return ok(null);
    const ids = [...new Set(text.split(/[\s,，、;；]+/u).filter((id) => id !== ""))];
    return ids.length > 100 ? fault("too-long", `${ids.length} > 100`) : ok(ids);
  },
};

/** An ISO day, however a spreadsheet shows it. */
export function readDay(column: string, text: string): Result<string, CellFault> {
  const day = dayNamed(text);
  return day === null ? fail({ column, fault: "no-such-day", value: text.slice(0, 40) }) : ok(day);
}
