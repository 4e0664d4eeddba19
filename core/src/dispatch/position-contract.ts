import { Type, type Static } from "typebox";
import { Instant, PositionField } from "./contract/contract-fields.ts";

/** Where somebody on shift (在班) is just now. The next one takes its place: no track is kept. */
export const PositionBody = Type.Object({
  position: PositionField,
  /** Of the receiver, as it says itself. */
  accuracyMetres: Type.Number({ minimum: 0, maximum: 100_000 }),
  /** When it was measured, by the server's clock as far as the device knows it. */
  measuredAt: Instant,
});
export type PositionBody = Static<typeof PositionBody>;

export const PositionTaken = Type.Object({
  /** `false`: sooner than a second after the last one, older than it, or too vague to send anybody by. */
  isKept: Type.Boolean(),
});
export type PositionTaken = Static<typeof PositionTaken>;

/** Why a position was not taken. */
export type PositionProblem = {
  readonly code: "dispatch.position-off-shift" | "dispatch.position-old";
};
