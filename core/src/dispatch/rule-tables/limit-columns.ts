import { fail, ok } from "../../result.ts";
import {
  CLOCK_LABELS,
  CONDITION_LABELS,
  LEVEL_LABELS,
  SEVERITY_LABELS,
} from "../machine/labels.ts";
import type { Label } from "../rules/categories.ts";
import type { Milestone } from "../rules/limits.ts";
import type { LimitRule } from "../rules/rule-book.ts";
import { DAY_END_LABELS, TIER_LABELS, UNIT_LABELS } from "../rules/rule-labels.ts";
import { sourceColumns } from "./category-columns.ts";
import {
  choiceCell,
  choiceOrAnyCell,
  classesCell,
  codeCell,
  columnOf,
  numberCell,
  textCell,
  type RuleColumn,
} from "./rule-cells.ts";

type Column = RuleColumn<LimitRule>;
const label = (zh: string, en: string): Label => ({ zh, en });

/** What a limit that the table is the first to name begins with: the city's own, for whatever is not said. */
export const NEW_LIMIT: LimitRule = {
  set: "local",
  clock: "handle",
  categories: null,
  severity: null,
  condition: null,
  level: null,
  tier: null,
  milestones: [],
  floorMinutes: 120,
  yellowPercent: 70,
  source: "",
  mark: "O",
  isLocal: true,
};

/** Without these nobody knows what a new limit says, and of what. */
export const NEEDED_OF_LIMIT: readonly string[] = ["id", "clock", "categories", "amount", "unit"];

/** A stage (阶段) is a row of its own: these columns are read from each row of a limit. */
export const NEW_STAGE: Milestone = {
  milestone: "done",
  name: { zh: "办结", en: "Done" },
  amount: 0,
  unit: "working_days",
};

/** Minutes end when they are over. */
const ENDS = { ...DAY_END_LABELS, none: label("不适用", "None") };
const UNITS = choiceCell(UNIT_LABELS);
/** What people write beside the units that we keep. */
const HOURS = [
  { words: ["工作时", "工作小时", "workinghours"], unit: "working_minutes" },
  { words: ["自然时", "自然小时", "小时", "naturalhours", "hours"], unit: "natural_minutes" },
] as const;

const hoursNamed = (text: string) => {
  const word = text.normalize("NFKC").toLowerCase().replaceAll(/\s/gu, "");
  return HOURS.find(({ words }) => words.some((each) => each === word));
};

const unitColumn: RuleColumn<Milestone> = {
  key: "unit",
  heading: label("单位", "Unit"),
  words: [...UNITS.words, label("工作时", "Working hours"), label("自然时", "Natural hours")],
  write: ({ unit }, language) => UNITS.write(unit, language),
  read: (text, stage) => {
    const hours = hoursNamed(text);
    if (hours) return ok({ ...stage, unit: hours.unit, amount: stage.amount * 60 });
    const read = UNITS.read(text, stage.unit);
    return read.ok ? ok({ ...stage, unit: read.value }) : fail({ column: "unit", ...read.error });
  },
};

/** `amount` stands before `unit`: hours are made minutes of. */
export const STAGE_COLUMNS: readonly RuleColumn<Milestone>[] = [
  columnOf("milestone", label("阶段代码", "Stage code"), codeCell(40), {
    get: ({ milestone }) => milestone,
    put: (stage, milestone) => ({ ...stage, milestone }),
  }),
  columnOf("stageZh", label("阶段名称", "Stage, Chinese"), textCell({ most: 60, isNeeded: true }), {
    get: ({ name }) => name.zh,
    put: (stage, zh) => ({ ...stage, name: { ...stage.name, zh } }),
  }),
  columnOf(
    "stageEn",
    label("阶段英文名", "Stage, English"),
    textCell({ most: 60, isNeeded: true }),
    {
      get: ({ name }) => name.en,
      put: (stage, en) => ({ ...stage, name: { ...stage.name, en } }),
    },
  ),
  columnOf(
    "amount",
    label("数量", "Amount"),
    numberCell({ least: 0, most: 1_000_000, isWhole: false }),
    {
      get: ({ amount }) => amount,
      put: (stage, amount) => ({ ...stage, amount }),
    },
  ),
  unitColumn,
  columnOf("dayEnd", label("日终", "Ends"), choiceCell(ENDS), {
    get: ({ dayEnd }): keyof typeof ENDS => dayEnd ?? "none",
    put: ({ dayEnd: _before, ...stage }, dayEnd) =>
      dayEnd === "none" ? stage : { ...stage, dayEnd },
  }),
];

const FOR_WHAT: readonly Column[] = [
  columnOf("set", label("规则集", "Rule set"), textCell({ most: 60, isNeeded: true }), {
    get: ({ set }) => set,
    put: (rule, set) => ({ ...rule, set }),
  }),
  columnOf("clock", label("时钟", "Clock"), choiceCell(CLOCK_LABELS), {
    get: ({ clock }) => clock,
    put: (rule, clock) => ({ ...rule, clock }),
  }),
  columnOf("categories", label("适用分类", "Classes"), classesCell, {
    get: ({ categories }) => categories,
    put: (rule, categories) => ({ ...rule, categories }),
  }),
  columnOf("severity", label("紧急程度", "Severity"), choiceOrAnyCell(SEVERITY_LABELS), {
    get: ({ severity }) => severity,
    put: (rule, severity) => ({ ...rule, severity }),
  }),
  columnOf("condition", label("情形", "Condition"), choiceOrAnyCell(CONDITION_LABELS), {
    get: ({ condition }) => condition,
    put: (rule, condition) => ({ ...rule, condition }),
  }),
  columnOf("level", label("层级", "Level"), choiceOrAnyCell(LEVEL_LABELS), {
    get: ({ level }) => level,
    put: (rule, level) => ({ ...rule, level }),
  }),
  columnOf("tier", label("档次", "Tier"), choiceOrAnyCell(TIER_LABELS), {
    get: ({ tier }) => tier,
    put: (rule, tier) => ({ ...rule, tier }),
  }),
];

/** Columns that all rows of one limit share. */
export const LIMIT_COLUMNS: readonly Column[] = [
  ...FOR_WHAT,
  columnOf(
    "floorMinutes",
    label("返工至少留（分钟）", "Rework leaves at least (minutes)"),
    numberCell({ least: 0, most: 100_000 }),
    {
      get: ({ floorMinutes }) => floorMinutes,
      put: (rule, floorMinutes) => ({ ...rule, floorMinutes }),
    },
  ),
  columnOf(
    "yellowPercent",
    label("黄灯（已用百分比）", "Yellow after (per cent)"),
    numberCell({ least: 1, most: 100 }),
    {
      get: ({ yellowPercent }) => yellowPercent,
      put: (rule, yellowPercent) => ({ ...rule, yellowPercent }),
    },
  ),
  ...sourceColumns<LimitRule>(),
];
