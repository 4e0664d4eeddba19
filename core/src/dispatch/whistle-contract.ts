import { Type, type Static } from "typebox";
import { CaseCard } from "./contract.ts";
import { Id, orNull } from "./contract/contract-fields.ts";
import { Count, GROUP_FIELDS, RATE_FIELDS } from "./figures-contract.ts";
import { WHISTLE_FIGURES } from "./figures/whistle-figures.ts";
import { DEPARTMENT_KINDS } from "./people/departments.ts";

/** A body (部门) that may be called for help. */
export const DepartmentField = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Type.Enum([...DEPARTMENT_KINDS]),
  /** Classes and majors of its duty list (责任清单); empty: every class. */
  categories: Type.Array(Type.String()),
  /** Somebody with an account acts for it now: its calls are heard. */
  isStaffed: Type.Boolean(),
});
export type DepartmentField = Static<typeof DepartmentField>;

/** The bodies that the areas of whoever asks may call for help, and the teams that a case may be sent to. */
export const DepartmentsReply = Type.Object({
  departments: Type.Array(DepartmentField),
  /** Areas whose own people go out (网格团队), the widest first. */
  teams: Type.Array(Type.Object({ id: Id, name: Type.String() })),
});
export type DepartmentsReply = Static<typeof DepartmentsReply>;

/** Cases with a call for help that waits for somebody, the latest call first. */
export const CallsReply = Type.Object({ cards: Type.Array(CaseCard) });
export type CallsReply = Static<typeof CallsReply>;

const WhistleSumsField = Type.Object({
  /** Cases reported in the period. */
  cases: Count,
  calls: Count,
  /** Calls for every hundred cases; `null` where there are too few cases to say. */
  band: orNull(Type.Enum(["low", "normal", "high"])),
  /** In the order of `WHISTLE_FIGURES`, without the first. */
  rates: Type.Array(Type.Object({ figure: Type.Enum([...WHISTLE_FIGURES]), ...RATE_FIELDS })),
  /** Of all that were rated, together. */
  stars: Count,
});
export type WhistleSumsField = Static<typeof WhistleSumsField>;

const WhistleGroup = Type.Interface([WhistleSumsField], GROUP_FIELDS);

/** The calls that were made in a period, as they stand now. */
export const WhistleFiguresReply = Type.Object({
  total: WhistleSumsField,
  groups: Type.Array(WhistleGroup),
});
export type WhistleFiguresReply = Static<typeof WhistleFiguresReply>;

export const WhistleFigureParams = Type.Object({ name: Type.Enum([...WHISTLE_FIGURES]) });
