import {
  CASE_LEVELS,
  FAMILIES,
  inLanguage,
  KIND_LABELS,
  NEW_CATEGORY,
  SEVERITIES,
  SOURCE_MARKS,
  type CategoryRule,
} from "@onegrid/core/dispatch";
import type { Language, Translate } from "../../i18n/index.ts";
import { familyChoices, levelChoices, markChoices, pick, severityChoices } from "./rule-choices.ts";
import type { Choice, RuleField } from "./rule-fields.tsx";

/** A class while it is edited. */
export interface CategoryDraft {
  readonly id: string;
  readonly rule: CategoryRule;
}

/** One of the city's own. */
export const EMPTY_CATEGORY: CategoryRule = { ...NEW_CATEGORY, scheme: "local", majorCode: "21" };

type Field = RuleField<CategoryDraft>;
type Part = Partial<CategoryRule>;
const put = ({ id, rule }: CategoryDraft, part: Part): CategoryDraft => ({
  id,
  rule: { ...rule, ...part },
});
/** The last one may be empty: whoever types a blank begins the next. */
const words = (text: string): string[] => text.trimStart().split(/[\s,，、]+/);

/** A rule as it is kept: without the word that was only begun. */
export const tidied = (rule: CategoryRule): CategoryRule => ({
  ...rule,
  keywords: rule.keywords.filter((word) => word !== ""),
  finishFields: rule.finishFields.filter((word) => word !== ""),
});

const SWITCHES = ["autoFile", "needsVerify", "needsCheck", "holdStopsTotal", "isLocal"] as const;

/** Everything that the city says of a class. */
export function categoryFields(t: Translate, language: Language, isNew: boolean): Field[] {
  const label = (key: LabelledKey): string => t(`rules:category.${key}`);
  return [
    {
      key: "id",
      label: label("id"),
      kind: "text",
      isFixed: !isNew,
      read: ({ id }) => id,
      write: ({ rule }, id) => ({ id: id.trim(), rule }),
    },
    ...namings(t),
    ...choices(t, language),
    ...numbers(t),
    ...SWITCHES.map((key): Field => ({
      key,
      label: label(key),
      kind: "switch",
      read: ({ rule }) => rule[key],
      write: (draft, value) => put(draft, { [key]: value }),
    })),
    ...standards(t),
  ];
}

type LabelledKey = Exclude<keyof CategoryRule, "major" | "name"> | "id";

const numbers = (t: Translate): Field[] => [
  {
    key: "photos",
    label: t("rules:category.finishPhotos"),
    kind: "number",
    min: 0,
    max: 20,
    read: ({ rule }) => rule.finishPhotos,
    write: (draft, finishPhotos) => put(draft, { finishPhotos }),
  },
  {
    key: "radius",
    label: t("rules:category.duplicateRadiusMetres"),
    kind: "number",
    min: 0,
    max: 300,
    read: ({ rule }) => rule.duplicateRadiusMetres,
    write: (draft, duplicateRadiusMetres) => put(draft, { duplicateRadiusMetres }),
  },
];

type Naming = readonly [
  key: "nameZh" | "nameEn" | "majorZh" | "majorEn" | "majorCode" | "code" | "scheme",
  read: (rule: CategoryRule) => string,
  part: (rule: CategoryRule, value: string) => Part,
];

const NAMINGS: readonly Naming[] = [
  ["nameZh", ({ name }) => name.zh, ({ name }, zh) => ({ name: { ...name, zh } })],
  ["nameEn", ({ name }) => name.en, ({ name }, en) => ({ name: { ...name, en } })],
  ["majorZh", ({ major }) => major.zh, ({ major }, zh) => ({ major: { ...major, zh } })],
  ["majorEn", ({ major }) => major.en, ({ major }, en) => ({ major: { ...major, en } })],
  ["majorCode", ({ majorCode }) => majorCode, (_, majorCode) => ({ majorCode })],
  ["code", ({ code }) => code, (_, code) => ({ code })],
  ["scheme", ({ scheme }) => scheme, (_, scheme) => ({ scheme })],
];

/** Names and codes, in both languages. */
const namings = (t: Translate): Field[] =>
  NAMINGS.map(([key, read, part]): Field => ({
    key,
    label: t(`rules:category.${key}`),
    kind: "text",
    read: ({ rule }) => read(rule),
    write: (draft, value) => put(draft, part(draft.rule, value)),
  }));

const KINDS = ["event", "asset", "community"] as const;
type Chosen = readonly [
  key: "kind" | "severity" | "highestLevel" | "family" | "mark",
  choices: readonly Choice[],
  part: (value: string) => Part,
];

function choices(t: Translate, language: Language): Field[] {
  const kinds = KINDS.map((value) => ({ value, label: inLanguage(KIND_LABELS[value], language) }));
  const rows: readonly Chosen[] = [
    ["kind", kinds, (value) => ({ kind: pick(KINDS, value, "event") })],
    [
      "severity",
      severityChoices(language),
      (value) => ({ severity: pick(SEVERITIES, value, "minor") }),
    ],
    [
      "highestLevel",
      levelChoices(language),
      (value) => ({ highestLevel: pick(CASE_LEVELS, value, "district") }),
    ],
    ["family", familyChoices(language), (value) => ({ family: pick(FAMILIES, value, "other") })],
    ["mark", markChoices(language), (value) => ({ mark: pick(SOURCE_MARKS, value, "O") })],
  ];
  return rows.map(([key, list, part]): Field => ({
    key,
    label: t(`rules:category.${key}`),
    kind: "choice",
    choices: list,
    read: ({ rule }) => rule[key],
    write: (draft, value) => put(draft, part(value)),
  }));
}

/** What stands in whole sentences or lists. */
const standards = (t: Translate): Field[] => [
  ...(["filingStandard", "closingStandard", "dutyClause", "source"] as const).map((key): Field => ({
    key,
    label: t(`rules:category.${key}`),
    kind: "text",
    rows: 2,
    read: ({ rule }) => rule[key],
    write: (draft, value) => put(draft, { [key]: value }),
  })),
  ...(["keywords", "finishFields"] as const).map((key): Field => ({
    key,
    label: t(`rules:category.${key}`),
    kind: "text",
    rows: 2,
    read: ({ rule }) => rule[key].join(" "),
    write: (draft, value) => put(draft, { [key]: words(value) }),
  })),
];
