import { Type, type Static } from "typebox";
import { Instant } from "./contract/contract-fields.ts";

/** `GET /api/cases/at`: the board of a past instant in one answer, as columns of bytes. */
export { decodePastBoard } from "./replay/decode-past-board.ts";
export { encodePastBoard } from "./replay/encode-past-board.ts";
export type { PastBoard, PastCase, PastDuty } from "./replay/past-board.ts";

/** The most cases that one board shows; a city has some ten thousand open at once. */
export const MOST_PAST_CASES = 50_000;

export const BoardAtQuery = Type.Object(
  {
    /** Milliseconds since 1970-01-01T00:00Z; not later than now. */
    instant: Instant,
  },
  { additionalProperties: false },
);
export type BoardAtQuery = Static<typeof BoardAtQuery>;

/** Nothing has been recorded of what is to come. */
export type ReplayProblem = {
  readonly code: "dispatch.instant-ahead";
  readonly instant: number;
  readonly now: number;
};
