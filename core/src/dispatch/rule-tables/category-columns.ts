import { LEVEL_LABELS, SEVERITY_LABELS } from "../machine/labels.ts";
import type { Label } from "../rules/categories.ts";
import type { CategoryRule } from "../rules/rule-book.ts";
import { FAMILY_LABELS, KIND_LABELS, MARK_LABELS } from "../rules/rule-labels.ts";
import {
  choiceCell,
  codeCell,
  columnOf,
  listCell,
  numberCell,
  textCell,
  yesNoCell,
  type RuleColumn,
} from "./rule-cells.ts";

type Column = RuleColumn<CategoryRule>;
const label = (zh: string, en: string): Label => ({ zh, en });

/** Without these nobody knows what a new class is. */
export const NEEDED_OF_CATEGORY: readonly string[] = [
  "id",
  "scheme",
  "code",
  "kind",
  "majorCode",
  "majorZh",
  "majorEn",
  "nameZh",
  "nameEn",
];

const name = { most: 60, isNeeded: true } as const;

const NAMINGS: readonly Column[] = [
  columnOf("scheme", label("编码体系", "Code scheme"), textCell({ most: 40, isNeeded: true }), {
    get: ({ scheme }) => scheme,
    put: (rule, scheme) => ({ ...rule, scheme }),
  }),
  columnOf("code", label("小类代码", "Minor code"), codeCell(40), {
    get: ({ code }) => code,
    put: (rule, code) => ({ ...rule, code }),
  }),
  columnOf("kind", label("类型", "Kind"), choiceCell(KIND_LABELS), {
    get: ({ kind }) => kind,
    put: (rule, kind) => ({ ...rule, kind }),
  }),
  columnOf("majorCode", label("大类代码", "Major code"), codeCell(20), {
    get: ({ majorCode }) => majorCode,
    put: (rule, majorCode) => ({ ...rule, majorCode }),
  }),
  columnOf("majorZh", label("大类名称", "Major, Chinese"), textCell(name), {
    get: ({ major }) => major.zh,
    put: (rule, zh) => ({ ...rule, major: { ...rule.major, zh } }),
  }),
  columnOf("majorEn", label("大类英文名", "Major, English"), textCell(name), {
    get: ({ major }) => major.en,
    put: (rule, en) => ({ ...rule, major: { ...rule.major, en } }),
  }),
  columnOf("nameZh", label("小类名称", "Name, Chinese"), textCell(name), {
    get: (rule) => rule.name.zh,
    put: (rule, zh) => ({ ...rule, name: { ...rule.name, zh } }),
  }),
  columnOf("nameEn", label("小类英文名", "Name, English"), textCell(name), {
    get: (rule) => rule.name.en,
    put: (rule, en) => ({ ...rule, name: { ...rule.name, en } }),
  }),
];

const switchColumn = (
  key: "autoFile" | "needsVerify" | "needsCheck" | "holdStopsTotal",
  heading: Label,
): Column =>
  columnOf(key, heading, yesNoCell, {
    get: (rule) => rule[key],
    put: (rule, value) => ({ ...rule, [key]: value }),
  });

const wordsColumn = (
  key: "filingStandard" | "closingStandard" | "dutyClause",
  heading: Label,
): Column =>
  columnOf(key, heading, textCell({ most: 500 }), {
    get: (rule) => rule[key],
    put: (rule, value) => ({ ...rule, [key]: value }),
  });

const HANDLING: readonly Column[] = [
  columnOf("highestLevel", label("最高办理层级", "Highest level"), choiceCell(LEVEL_LABELS), {
    get: ({ highestLevel }) => highestLevel,
    put: (rule, highestLevel) => ({ ...rule, highestLevel }),
  }),
  columnOf("severity", label("默认紧急程度", "Usual severity"), choiceCell(SEVERITY_LABELS), {
    get: ({ severity }) => severity,
    put: (rule, severity) => ({ ...rule, severity }),
  }),
  switchColumn("autoFile", label("巡查上报自动立案", "Patrol reports are filed at once")),
  switchColumn("needsVerify", label("公众上报须核实", "Public reports are verified")),
  switchColumn("needsCheck", label("办结须核查", "Work is checked")),
  columnOf(
    "finishPhotos",
    label("反馈照片数", "Photos of the feedback"),
    numberCell({ least: 0, most: 20 }),
    {
      get: ({ finishPhotos }) => finishPhotos,
      put: (rule, finishPhotos) => ({ ...rule, finishPhotos }),
    },
  ),
  columnOf(
    "finishFields",
    label("反馈必填项", "Fields of the feedback"),
    listCell({ most: 20, longest: 40 }),
    {
      get: ({ finishFields }) => finishFields,
      put: (rule, finishFields) => ({ ...rule, finishFields }),
    },
  ),
  columnOf("family", label("重复案件同类", "Duplicates among"), choiceCell(FAMILY_LABELS), {
    get: ({ family }) => family,
    put: (rule, family) => ({ ...rule, family }),
  }),
  columnOf(
    "duplicateRadiusMetres",
    label("查重半径（米）", "Duplicate radius (m)"),
    numberCell({ least: 0, most: 300 }),
    {
      get: ({ duplicateRadiusMetres }) => duplicateRadiusMetres,
      put: (rule, duplicateRadiusMetres) => ({ ...rule, duplicateRadiusMetres }),
    },
  ),
  switchColumn("holdStopsTotal", label("挂起时总时限同停", "A hold stops the total clock")),
  columnOf("keywords", label("关键词", "Keywords"), listCell({ most: 100, longest: 40 }), {
    get: ({ keywords }) => keywords,
    put: (rule, keywords) => ({ ...rule, keywords }),
  }),
  wordsColumn("filingStandard", label("立案标准", "Filing standard")),
  wordsColumn("closingStandard", label("结案标准", "Closing standard")),
  wordsColumn("dutyClause", label("责任清单条款", "Clause of the duty list")),
];

/** Who says so, of whatever kind of rule. */
export const sourceColumns = <
  R extends Pick<CategoryRule, "source" | "mark" | "isLocal">,
>(): readonly RuleColumn<R>[] => [
  columnOf("source", label("来源", "Source"), textCell({ most: 500 }), {
    get: ({ source }) => source,
    put: (rule, source) => ({ ...rule, source }),
  }),
  columnOf("mark", label("来源核实程度", "How well it is known"), choiceCell(MARK_LABELS), {
    get: ({ mark }) => mark,
    put: (rule, mark) => ({ ...rule, mark }),
  }),
  columnOf("isLocal", label("本地规则", "Local rule"), yesNoCell, {
    get: ({ isLocal }) => isLocal,
    put: (rule, isLocal) => ({ ...rule, isLocal }),
  }),
];

export const CATEGORY_COLUMNS: readonly Column[] = [
  ...NAMINGS,
  ...HANDLING,
  ...sourceColumns<CategoryRule>(),
];
