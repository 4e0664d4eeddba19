import {
  CASE_LEVELS,
  CLOCK_NAMES,
  CONDITIONS,
  DAY_END_LABELS,
  inLanguage,
  LIMIT_UNITS,
  SEVERITIES,
  SOURCE_MARKS,
  TIER_LABELS,
  type LimitRule,
  type Milestone,
  type RuleBook,
} from "@onegrid/core/dispatch";
import type { Language, Translate } from "../../i18n/index.ts";
import {
  ANY,
  classChoices,
  clockChoices,
  conditionChoices,
  levelChoices,
  markChoices,
  pick,
  pickOrNull,
  severityChoices,
  unitChoices,
} from "./rule-choices.ts";
import type { Choice, RuleField } from "./rule-fields.tsx";

/** A limit while it is edited. */
export interface LimitDraft {
  readonly id: string;
  readonly rule: LimitRule;
}

export const EMPTY_STAGE: Milestone = {
  milestone: "done",
  name: { zh: "办结", en: "Done" },
  amount: 3,
  unit: "working_days",
  dayEnd: "closing",
};

export const EMPTY_LIMIT: LimitRule = {
  set: "local",
  clock: "handle",
  categories: null,
  severity: null,
  condition: null,
  level: null,
  tier: null,
  milestones: [EMPTY_STAGE],
  floorMinutes: 120,
  yellowPercent: 70,
  source: "",
  mark: "O",
  isLocal: true,
};

type Field = RuleField<LimitDraft>;
const put = ({ id, rule }: LimitDraft, part: Partial<LimitRule>): LimitDraft => ({
  id,
  rule: { ...rule, ...part },
});

/** What a limit is for, and what it says besides its stages. */
export function limitFields(
  t: Translate,
  language: Language,
  { book, isNew }: { readonly book: RuleBook; readonly isNew: boolean },
): Field[] {
  return [
    {
      key: "id",
      label: t("rules:limit.id"),
      kind: "text",
      isFixed: !isNew,
      read: ({ id }) => id,
      write: ({ rule }, id) => ({ id: id.trim(), rule }),
    },
    {
      key: "clock",
      label: t("rules:limit.clock"),
      kind: "choice",
      choices: clockChoices(language),
      read: ({ rule }) => rule.clock,
      write: (draft, value) => put(draft, { clock: pick(CLOCK_NAMES, value, "handle") }),
    },
    ...conditions(t, language),
    ...numbers(t),
    {
      key: "categories",
      label: t("rules:limit.categories"),
      kind: "choices",
      choices: classChoices(book, language),
      read: ({ rule }) => rule.categories ?? [],
      write: (draft, value) => put(draft, { categories: value.length === 0 ? null : value }),
    },
    ...origins(t, language),
  ];
}

function conditions(t: Translate, language: Language): Field[] {
  const any: Choice = { value: ANY, label: t("rules:any") };
  return [
    {
      key: "severity",
      label: t("rules:limit.severity"),
      kind: "choice",
      choices: [any, ...severityChoices(language)],
      read: ({ rule }) => rule.severity ?? ANY,
      write: (draft, value) => put(draft, { severity: pickOrNull(SEVERITIES, value) }),
    },
    {
      key: "condition",
      label: t("rules:limit.condition"),
      kind: "choice",
      choices: [any, ...conditionChoices(language)],
      read: ({ rule }) => rule.condition ?? ANY,
      write: (draft, value) => put(draft, { condition: pickOrNull(CONDITIONS, value) }),
    },
    {
      key: "level",
      label: t("rules:limit.level"),
      kind: "choice",
      choices: [any, ...levelChoices(language)],
      read: ({ rule }) => rule.level ?? ANY,
      write: (draft, value) => put(draft, { level: pickOrNull(CASE_LEVELS, value) }),
    },
    {
      key: "tier",
      label: t("rules:limit.tier"),
      kind: "choice",
      choices: [any, ...tierChoices(language)],
      read: ({ rule }) => rule.tier ?? ANY,
      write: (draft, value) => put(draft, { tier: pickOrNull(TIERS, value) }),
    },
  ];
}

const TIERS = ["basic", "raised"] as const;
const tierChoices = (language: Language): Choice[] =>
  TIERS.map((value) => ({ value, label: inLanguage(TIER_LABELS[value], language) }));

const numbers = (t: Translate): Field[] => [
  {
    key: "yellow",
    label: t("rules:limit.yellowPercent"),
    kind: "number",
    min: 1,
    max: 100,
    read: ({ rule }) => rule.yellowPercent,
    write: (draft, yellowPercent) => put(draft, { yellowPercent }),
  },
  {
    key: "floor",
    label: t("rules:limit.floorMinutes"),
    kind: "number",
    min: 0,
    max: 100_000,
    read: ({ rule }) => rule.floorMinutes,
    write: (draft, floorMinutes) => put(draft, { floorMinutes }),
  },
];

const origins = (t: Translate, language: Language): Field[] => [
  {
    key: "source",
    label: t("rules:limit.source"),
    kind: "text",
    rows: 2,
    read: ({ rule }) => rule.source,
    write: (draft, source) => put(draft, { source }),
  },
  {
    key: "mark",
    label: t("rules:limit.mark"),
    kind: "choice",
    choices: markChoices(language),
    read: ({ rule }) => rule.mark,
    write: (draft, value) => put(draft, { mark: pick(SOURCE_MARKS, value, "O") }),
  },
  {
    key: "isLocal",
    label: t("rules:limit.isLocal"),
    kind: "switch",
    read: ({ rule }) => rule.isLocal,
    write: (draft, isLocal) => put(draft, { isLocal }),
  },
];

/** One stage of a limit, such as 停工. */
export const stageFields = (t: Translate, language: Language): RuleField<Milestone>[] => [
  {
    key: "nameZh",
    label: t("rules:limit.nameZh"),
    kind: "text",
    read: ({ name }) => name.zh,
    write: (stage, zh) => ({ ...stage, name: { ...stage.name, zh } }),
  },
  {
    key: "nameEn",
    label: t("rules:limit.nameEn"),
    kind: "text",
    read: ({ name }) => name.en,
    write: (stage, en) => ({ ...stage, name: { ...stage.name, en } }),
  },
  {
    key: "amount",
    label: t("rules:limit.amount"),
    kind: "number",
    min: 1,
    max: 1_000_000,
    read: ({ amount }) => amount,
    write: (stage, amount) => ({ ...stage, amount }),
  },
  {
    key: "unit",
    label: t("rules:limit.unit"),
    kind: "choice",
    choices: unitChoices(language),
    read: ({ unit }) => unit,
    write: (stage, value) => ({ ...stage, unit: pick(LIMIT_UNITS, value, "working_days") }),
  },
  dayEndField(t, language),
];

const DAY_ENDS = ["closing", "same_hour"] as const;

const dayEndField = (t: Translate, language: Language): RuleField<Milestone> => ({
  key: "dayEnd",
  label: t("rules:limit.dayEnd"),
  kind: "choice",
  choices: DAY_ENDS.map((value) => ({
    value,
    label: inLanguage(DAY_END_LABELS[value], language),
  })),
  read: ({ dayEnd = "closing" }) => dayEnd,
  write: (stage, value) => ({
    ...stage,
    dayEnd: pick(DAY_ENDS, value, "closing"),
  }),
});

/** `4 工作时`, `3 工作日`: minutes are read as hours. */
export function amountWords({ amount, unit }: Milestone, t: Translate): string {
  const shown = unit.endsWith("_days") ? amount : Math.round((amount / 60) * 100) / 100;
  return t(`rules:amount.${unit}`, { amount: shown });
}
