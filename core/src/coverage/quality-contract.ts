import { Type, type Static } from "typebox";

/**
 * What is wrong with the data a result rests on, beside buildings and stations that hang in the air (those are
 * in the reply itself). `ways-joined`: ends and crossings of drawn roads that were put together (已自动修正). `barrier-unknown`: kinds that are in no table (everybody passes them);
 * `barrier-astray`: barriers that stand on no way.
 */
export const QUALITY_KINDS = [
  "island",
  "gateless",
  "gate-without-wall",
  "barrier-unknown",
  "barrier-astray",
  "ways-joined",
] as const;
export type QualityKind = (typeof QUALITY_KINDS)[number];

export const QualityPlace = Type.Object({
  /** Id of the way, compound or gate; what a barrier is, with where it stands. */
  id: Type.String(),
  /** Empty where it has none. */
  name: Type.String(),
  /** `[lng, lat]` in degrees. */
  position: Type.Tuple([Type.Number(), Type.Number()]),
  /** Length of an island; households behind the walls of a compound without a gate. */
  amount: Type.Union([Type.Number(), Type.Null()]),
});
export type QualityPlace = Static<typeof QualityPlace>;

export const QualityClass = Type.Object({
  kind: Type.Enum([...QUALITY_KINDS]),
  /** All of them; `places` holds the first. */
  count: Type.Integer(),
  places: Type.Array(QualityPlace),
});
export type QualityClass = Static<typeof QualityClass>;

/** Every kind, also those that were looked for and not found. */
export const QualityReply = Type.Object({ classes: Type.Array(QualityClass) });
export type QualityReply = Static<typeof QualityReply>;
