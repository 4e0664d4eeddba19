import { Type, type Static } from "typebox";

/** Units of management (万米单元网格) of a community. */
export const CityUnitsReply = Type.Object({
  communityId: Type.String(),
  count: Type.Integer(),
  /** Of them, within ±20 % of a hectare. */
  near: Type.Integer(),
  smallest: Type.Union([Type.Number(), Type.Null()], { description: "m²" }),
  largest: Type.Union([Type.Number(), Type.Null()], { description: "m²" }),
  madeAt: Type.Union([Type.String(), Type.Null()]),
  /** The grids in force are no longer those that the crosswalk (对照表) was made with. */
  isStale: Type.Boolean(),
});
export type CityUnitsReply = Static<typeof CityUnitsReply>;
