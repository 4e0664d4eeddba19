import { Type, type Static } from "typebox";
import { CaseCard } from "./contract.ts";
import { Id, LabelField, orNull } from "./contract/contract-fields.ts";
import { FIGURES } from "./figures/statistics.ts";

const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });

/** The longest period: a year that has a 29 February. */
export const MOST_FIGURE_DAYS = 366;

/** Days of the district's calendar: `from` is the first one, `to` the first one after the period. */
const asked = {
  from: Day,
  to: Day,
  /** An area of the reader's; without it everything they reach. */
  areaId: Type.Optional(Id),
};

export const FiguresQuery = Type.Object(
  { ...asked, by: Type.Optional(Type.Enum(["area", "class"])) },
  { additionalProperties: false },
);
export type FiguresQuery = Static<typeof FiguresQuery>;
export type FigureGrouping = NonNullable<FiguresQuery["by"]>;

export const Count = Type.Integer({ minimum: 0 });

/** Two whole numbers: how they are written as a percentage is `percentText`. */
export const RATE_FIELDS = { numerator: Count, denominator: Count };

const FigureField = Type.Object({ figure: Type.Enum([...FIGURES]), ...RATE_FIELDS });

const SumsField = Type.Object({
  /** In the order of `FIGURES`. */
  figures: Type.Array(FigureField),
  /** 缓办: parked at the end of the period, and in no other number of due cases. */
  parked: Count,
});

/** Which group of cases figures are of. */
export const GROUP_FIELDS = {
  /** An area, a grid as of the report, or a class; empty: cases that lie in none. */
  key: Type.String(),
  /** `null`: it has no name any more, or the cases lie in none. */
  name: orNull(LabelField),
  /** The group is an area that can be opened as `areaId`. */
  isArea: Type.Boolean(),
};

export const FigureGroup = Type.Interface([SumsField], GROUP_FIELDS);
export type FigureGroup = Static<typeof FigureGroup>;

/** The figures (统计) of a period: as everything stood at its end, or stands now where that is to come. */
export const FiguresReply = Type.Object({
  from: Day,
  to: Day,
  /** The area whose parts the groups are; `null`: all that the reader reaches. */
  areaId: orNull(Id),
  total: SumsField,
  groups: Type.Array(FigureGroup),
});
export type FiguresReply = Static<typeof FiguresReply>;

export const FigureParams = Type.Object({ name: Type.Enum([...FIGURES, "parked"]) });

export const FigureCasesQuery = Type.Object(
  {
    ...asked,
    by: Type.Optional(Type.Enum(["area", "class"])),
    /** Key of a group; without it the cases of all of them. */
    group: Type.Optional(Type.String({ maxLength: 64 })),
    side: Type.Optional(Type.Enum(["numerator", "denominator"])),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  { additionalProperties: false },
);
export type FigureCasesQuery = Static<typeof FigureCasesQuery>;

/** The cases behind one number, the newest first, as they stand now. */
export const FigureCasesReply = Type.Object({ cards: Type.Array(CaseCard), total: Type.Integer() });
export type FigureCasesReply = Static<typeof FigureCasesReply>;
