import { Type, type Static } from "typebox";
import {
  AssigneeField,
  Id,
  Instant,
  LevelField,
  orNull,
  PositionField,
  SeverityField,
  StateField,
  StepField,
} from "./contract/contract-fields.ts";

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

/** An open case as the board showed it at the instant. */
export const PastCase = Type.Object({
  id: Id,
  number: Type.String(),
  /** The version that it stood so with; it may have had others since that show nothing here. */
  version: Type.Integer({ minimum: 1 }),
  state: StateField,
  step: orNull(StepField),
  level: LevelField,
  categoryId: Id,
  severity: SeverityField,
  /** Where it lay then. A board of ten thousand says no more of it than queue and map show. */
  place: Type.Object({
    position: orNull(PositionField),
    address: Type.String(),
    communityId: orNull(Id),
  }),
  reportedAt: Instant,
  /** Since when it stood so. */
  updatedAt: Instant,
  assignee: orNull(AssigneeField),
  assigneeName: orNull(Type.String()),
  /** Whether any of its clocks ran. */
  isRunning: Type.Boolean(),
  /** Earliest warning and due time of a running clock, by the rules of that day. */
  yellowAt: orNull(Instant),
  dueAt: orNull(Instant),
});
export type PastCase = Static<typeof PastCase>;

/** Somebody who was on duty (在岗) at the instant. */
export const PastDuty = Type.Object({
  dutyId: Id,
  name: Type.String(),
  role: Type.String(),
  areaId: Id,
});
export type PastDuty = Static<typeof PastDuty>;

/** The board (看板) of a past instant: the cases that were open, and who was on duty. */
export const BoardAtReply = Type.Object({
  instant: Instant,
  /** In no order. Within what the reader reaches today. */
  cases: Type.Array(PastCase),
  /** There were more than `MOST_PAST_CASES`. */
  hasMore: Type.Boolean(),
  /** Cases from before there was a replay, which the server is still making ready: they are missing. */
  pending: Type.Integer({ minimum: 0 }),
  /** `null`: whoever asks makes no rosters anywhere. */
  onDuty: orNull(Type.Array(PastDuty)),
});
export type BoardAtReply = Static<typeof BoardAtReply>;

/** Nothing has been recorded of what is to come. */
export type ReplayProblem = {
  readonly code: "dispatch.instant-ahead";
  readonly instant: number;
  readonly now: number;
};
