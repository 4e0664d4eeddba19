import { Type, type Static } from "typebox";
import { LabelField } from "./contract/contract-fields.ts";

/** `null`: below five, or hidden so that such a number cannot be computed. */
const Count = Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]);

/** One figure by community and class, with its sums. Rows and columns stand in the order of the lists. */
export const PublicTable = Type.Object({
  cells: Type.Array(Type.Array(Count)),
  rowTotals: Type.Array(Count),
  columnTotals: Type.Array(Count),
  total: Count,
});
export type PublicTable = Static<typeof PublicTable>;

/** Cases that ended in time, that ended late, and that were open at the end of the month: no case twice. */
export const PUBLIC_FIGURES = ["closedOnTime", "closedLate", "open"] as const;
export type PublicFigure = (typeof PUBLIC_FIGURES)[number];

export const PublicMonth = Type.Object({
  /** `YYYY-MM`, as the district's calendar has it. */
  month: Type.String(),
  closedOnTime: PublicTable,
  closedLate: PublicTable,
  open: PublicTable,
});
export type PublicMonth = Static<typeof PublicMonth>;

/** What anybody may know: no case, no place smaller than a community, nothing below five. */
export const PublicStatisticsReply = Type.Object({
  district: Type.String(),
  /** Names of the rows; the last one may be for cases that lie in no community. */
  communities: Type.Array(Type.Union([Type.String(), Type.Null()])),
  classes: Type.Array(LabelField),
  /** The last full months, the newest first. */
  months: Type.Array(PublicMonth),
});
export type PublicStatisticsReply = Static<typeof PublicStatisticsReply>;
