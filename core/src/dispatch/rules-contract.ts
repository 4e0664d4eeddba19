import { Type, type Static, type TObject } from "typebox";
import { codeText, freeText } from "../free-text.ts";
import {
  ClockField,
  ConditionField,
  Instant,
  LevelField,
  orNull,
  SeverityField,
} from "./contract/contract-fields.ts";
import type { RuleChange, RuleFault } from "./rules/change-rules.ts";
import { FAMILIES, SOURCE_MARKS } from "./rules/categories.ts";
import { LIMIT_UNITS } from "./rules/due-time.ts";
import { OUTCOMES } from "./rule-tables/plan-rows.ts";
import { TABLE_FAULTS } from "./rule-tables/rule-cells.ts";
import { RULE_TABLES } from "./rule-tables/rule-tables.ts";

/** The rule book (规则库): classes of cases, limits and the working calendar, as data of the city. */

const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const RuleId = codeText({ minLength: 1, maxLength: 80 });
const Words = freeText({ maxLength: 500 });
const Name = freeText({ minLength: 1, maxLength: 60 });
const NewLabel = Type.Object({ zh: Name, en: Name }, { additionalProperties: false });
const MarkField = Type.Enum([...SOURCE_MARKS]);

/** What is said of a class from a day on. */
export const CategoryRuleField = Type.Object(
  {
    scheme: codeText({ minLength: 1, maxLength: 40 }),
    code: codeText({ minLength: 1, maxLength: 40 }),
    kind: Type.Enum(["event", "asset", "community"]),
    majorCode: codeText({ minLength: 1, maxLength: 20 }),
    major: NewLabel,
    name: NewLabel,
    highestLevel: LevelField,
    severity: SeverityField,
    autoFile: Type.Boolean(),
    needsVerify: Type.Boolean(),
    needsCheck: Type.Boolean(),
    finishPhotos: Type.Integer({ minimum: 0, maximum: 20 }),
    finishFields: Type.Array(codeText({ minLength: 1, maxLength: 40 }), { maxItems: 20 }),
    family: Type.Enum([...FAMILIES]),
    duplicateRadiusMetres: Type.Integer({ minimum: 0, maximum: 300 }),
    holdStopsTotal: Type.Boolean(),
    keywords: Type.Array(freeText({ minLength: 1, maxLength: 40 }), { maxItems: 100 }),
    filingStandard: Words,
    closingStandard: Words,
    dutyClause: Words,
    source: Words,
    mark: MarkField,
    isLocal: Type.Boolean(),
  },
  { additionalProperties: false },
);

const MilestoneField = Type.Object(
  {
    milestone: codeText({ minLength: 1, maxLength: 40 }),
    name: NewLabel,
    amount: Type.Number({ minimum: 0, maximum: 1_000_000 }),
    unit: Type.Enum([...LIMIT_UNITS]),
    dayEnd: Type.Optional(Type.Enum(["closing", "same_hour"])),
  },
  { additionalProperties: false },
);

/** What is said of a limit from a day on; `null` fits everything. */
export const LimitRuleField = Type.Object(
  {
    set: codeText({ minLength: 1, maxLength: 60 }),
    clock: ClockField,
    categories: orNull(Type.Array(RuleId, { minItems: 1, maxItems: 100 })),
    severity: orNull(SeverityField),
    condition: orNull(ConditionField),
    level: orNull(LevelField),
    tier: orNull(Type.Enum(["basic", "raised"])),
    milestones: Type.Array(MilestoneField, { minItems: 1, maxItems: 8 }),
    floorMinutes: Type.Integer({ minimum: 0, maximum: 100_000 }),
    yellowPercent: Type.Integer({ minimum: 1, maximum: 100 }),
    source: Words,
    mark: MarkField,
    isLocal: Type.Boolean(),
  },
  { additionalProperties: false },
);

const Minute = Type.Integer({ minimum: 0, maximum: 1440 });
const Segments = Type.Array(
  Type.Object({ startMinute: Minute, endMinute: Minute }, { additionalProperties: false }),
  { maxItems: 8 },
);

/** Office hours, days off (放假) and moved working days (调休上班). */
export const CalendarRuleField = Type.Object(
  {
    /** Local time minus UTC, in minutes. */
    offsetMinutes: Type.Integer({ minimum: -720, maximum: 840 }),
    weeks: Type.Array(
      Type.Object({ validFrom: Day, days: Type.Array(Segments) }, { additionalProperties: false }),
      { maxItems: 60 },
    ),
    days: Type.Record(Day, Type.Enum(["holiday", "workday"]), { additionalProperties: false }),
    /** Years whose holidays are known. */
    knownYears: Type.Array(Type.Integer({ minimum: 1990, maximum: 2200 }), { maxItems: 100 }),
  },
  { additionalProperties: false },
);

const Dated = Type.Object({ id: RuleId, validFrom: Type.String(), validTo: orNull(Type.String()) });

/** The book in force: every version of every class and limit, with the days between which it holds. */
export const RuleBookReply = Type.Object({
  edition: Type.Integer(),
  categories: Type.Array(Type.Interface([Dated, CategoryRuleField], {})),
  limits: Type.Array(Type.Interface([Dated, LimitRuleField], {})),
  calendar: Type.Interface([CalendarRuleField], { id: RuleId, version: Type.Integer() }),
});
export type RuleBookReply = Static<typeof RuleBookReply>;

const change = <K extends string, S extends TObject>(kind: K, rule: S) =>
  Type.Object(
    {
      kind: Type.Literal(kind),
      id: RuleId,
      validFrom: Day,
      /** `null`: out of force from that day on. */
      rule: orNull(rule),
    },
    { additionalProperties: false },
  );

const ChangeField = Type.Union([
  change("category", CategoryRuleField),
  change("limit", LimitRuleField),
  change("calendar", CalendarRuleField),
]);

/** So many rules change at once. */
export const MOST_CHANGES = 2000;

/** Changes that are saved together or not at all. */
export const RuleChangesBody = Type.Object(
  {
    /** The edition that the changes were made of: another one in between refuses them. */
    expectedEdition: Type.Integer({ minimum: 1 }),
    note: Words,
    changes: Type.Array(ChangeField, { minItems: 1, maxItems: MOST_CHANGES }),
  },
  { additionalProperties: false },
);
export type RuleChangesBody = Static<typeof RuleChangesBody>;

/** Which open cases get other due times, before anything is saved. */
export const RulePreviewReply = Type.Object({
  edition: Type.Integer(),
  /** Open cases that were computed again. */
  openCases: Type.Integer(),
  changedCases: Type.Integer(),
  /** The first of them: the first clock that ends at another time, before and after; `null`: none, or held. */
  cases: Type.Array(
    Type.Object({
      number: Type.String(),
      categoryId: Type.String(),
      clock: ClockField,
      dueAt: orNull(Instant),
      newDueAt: orNull(Instant),
    }),
  ),
});
export type RulePreviewReply = Static<typeof RulePreviewReply>;

export const RuleSavedReply = Type.Object({
  edition: Type.Integer(),
  /** Open cases whose due times are others now. */
  changedCases: Type.Integer(),
});
export type RuleSavedReply = Static<typeof RuleSavedReply>;

/** The book as tables: a workbook of all of them, or one of them as text. */
export const RuleTablesQuery = Type.Object(
  {
    format: Type.Enum(["xlsx", "csv"]),
    /** Of `csv`. */
    table: Type.Optional(Type.Enum([...RULE_TABLES])),
    language: Type.Enum(["zh-CN", "en"]),
    /** Headings alone, to fill in. */
    isTemplate: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type RuleTablesQuery = Static<typeof RuleTablesQuery>;

export const RuleImportQuery = Type.Object(
  {
    /** What a table changes without a later day of its own holds from then. */
    day: Day,
    /** Rules in force that a table does not have are put out of force on that day. */
    retiresMissing: Type.Optional(Type.Boolean()),
    /** In which the book is told beside what the table says. */
    language: Type.Enum(["zh-CN", "en"]),
  },
  { additionalProperties: false },
);
export type RuleImportQuery = Static<typeof RuleImportQuery>;

/** What tables would change, row by row. Nothing is saved: the changes are saved like any others. */
export const RuleImportReply = Type.Object({
  edition: Type.Integer(),
  fileName: Type.String(),
  encoding: orNull(Type.String()),
  tables: Type.Array(
    Type.Object({
      table: Type.Enum([...RULE_TABLES]),
      sheet: orNull(Type.String()),
      rows: Type.Integer(),
      /** Headings that are none of ours: such columns are not read. */
      ignored: Type.Array(Type.String()),
    }),
  ),
  /** Sheets that are no table of rules. */
  ignoredSheets: Type.Array(Type.String()),
  counts: Type.Record(Type.Enum([...OUTCOMES]), Type.Integer()),
  /** Those that change something or are refused. */
  rows: Type.Array(
    Type.Object({
      table: Type.Enum([...RULE_TABLES]),
      line: orNull(Type.Integer()),
      id: Type.String(),
      name: Type.String(),
      validFrom: orNull(Type.String()),
      outcome: Type.Enum([...OUTCOMES]),
      cells: Type.Array(
        Type.Object({ column: Type.String(), before: Type.String(), after: Type.String() }),
      ),
      faults: Type.Array(
        Type.Object({
          column: Type.String(),
          fault: Type.Enum([...TABLE_FAULTS]),
          value: Type.String(),
        }),
      ),
    }),
  ),
  /** None while a row is refused. */
  changes: Type.Array(Type.Unsafe<RuleChange>(ChangeField)),
});
export type RuleImportReply = Static<typeof RuleImportReply>;

/** Every saved change of the book, the newest first. */
export const RuleEditionsReply = Type.Object({
  editions: Type.Array(
    Type.Object({
      edition: Type.Integer(),
      savedAt: Instant,
      by: orNull(Type.String()),
      note: Type.String(),
      changes: Type.Array(
        Type.Object({
          kind: Type.Enum(["category", "limit", "calendar"]),
          id: RuleId,
          validFrom: Type.String(),
          isRetired: Type.Boolean(),
        }),
      ),
    }),
  ),
});
export type RuleEditionsReply = Static<typeof RuleEditionsReply>;

/** Why rules are not saved, or a class may not be chosen. */
export type RulesProblem =
  | { readonly code: "dispatch.unknown-category"; readonly categoryId: string }
  | {
      readonly code: "dispatch.category-abolished";
      readonly categoryId: string;
      readonly validTo: string;
      /** Classes in force of the same kind of problem, to choose from. */
      readonly instead: readonly {
        readonly id: string;
        readonly zh: string;
        readonly en: string;
      }[];
      readonly insteadZh: string;
      readonly insteadEn: string;
    }
  | { readonly code: "dispatch.rules-refused"; readonly faults: readonly RuleFault[] }
  | { readonly code: "dispatch.rules-stale"; readonly edition: number }
  | { readonly code: "dispatch.rules-no-table"; readonly file: string }
  | { readonly code: "dispatch.rules-too-many"; readonly count: number; readonly limit: number };
