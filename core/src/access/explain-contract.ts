import { Type, type Static } from "typebox";
import { ROLES } from "./permissions.ts";

/** What one may ask about: `area:<id>`, `case:<number>`; nothing: whether it may be done anywhere. */
export const ExplainKind = Type.Enum(["area", "grid", "plan", "building", "station", "case"]);
export type ExplainKind = Static<typeof ExplainKind>;

const Question = {
  /** A permission such as `plan.edit`, or a verb of the case machine such as `dispatch`. */
  verb: Type.String({ minLength: 1, maxLength: 40 }),
  kind: Type.Optional(ExplainKind),
  /** The id of a thing; the number of a case. */
  object: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
};
export const OwnExplainQuery = Type.Object(Question, { additionalProperties: false });
export const ExplainQuery = Type.Object(
  { person: Type.String({ minLength: 1, maxLength: 80 }), ...Question },
  { additionalProperties: false },
);
export type ExplainQuery = Static<typeof ExplainQuery>;

export const ExplainThingsQuery = Type.Object(
  { kind: ExplainKind, text: Type.String({ maxLength: 60 }) },
  { additionalProperties: false },
);
const ExplainThing = Type.Object({
  kind: ExplainKind,
  id: Type.String(),
  name: Type.String(),
  detail: Type.String(),
});
export const ExplainThingsReply = Type.Object({ things: Type.Array(ExplainThing) });
export type ExplainThingsReply = Static<typeof ExplainThingsReply>;

/** What a duty is tested for; `verb` and `four-eyes` are the case machine's. */
export const EXPLAINED_TESTS = [
  "begun",
  "not-ended",
  "role",
  "verb",
  "area",
  "category",
  "level",
  "four-eyes",
  "own-report",
] as const;
const ExplainedTest = Type.Object({
  test: Type.Enum([...EXPLAINED_TESTS]),
  passes: Type.Boolean(),
});

const ExplainedDuty = Type.Object({
  id: Type.String(),
  /** Outside the asker's area only the verdict is told: role and place are `null`. */
  role: Type.Union([Type.String(), Type.Null()]),
  areaName: Type.Union([Type.String(), Type.Null()]),
  validFrom: Type.Union([Type.String(), Type.Null()]),
  validTo: Type.Union([Type.String(), Type.Null()]),
  categories: Type.Array(Type.String()),
  tests: Type.Array(ExplainedTest),
  isInHand: Type.Boolean(),
  allows: Type.Boolean(),
  /** Of a thing in several places: how many of them this duty holds. */
  placesHeld: Type.Integer(),
});
export type ExplainedDuty = Static<typeof ExplainedDuty>;

export const ExplainReply = Type.Object({
  person: Type.Object({ id: Type.String(), login: Type.String(), displayName: Type.String() }),
  verb: Type.String(),
  thing: Type.Union([ExplainThing, Type.Null()]),
  allowed: Type.Boolean(),
  accountFault: Type.Union([Type.Enum(["closed", "password-due"]), Type.Null()]),
  duties: Type.Array(ExplainedDuty),
  /** How many places the thing lies in; 0 where none is asked about. */
  places: Type.Integer(),
  /** The state of a case, where a verb of the case machine is asked about. */
  machine: Type.Union([
    Type.Object({
      state: Type.String(),
      isStateFit: Type.Boolean(),
      allowedStates: Type.Array(Type.String()),
      /** Besides state and right: `dispatch.not-assignee` and such. */
      refusal: Type.Union([Type.String(), Type.Null()]),
    }),
    Type.Null(),
  ]),
  /** Duties that would allow it, the least first; only in areas of the asker's own. */
  help: Type.Array(
    Type.Object({ role: Type.Enum([...ROLES]), areaId: Type.String(), areaName: Type.String() }),
  ),
  /** Whom to ask for one. */
  administrators: Type.Array(Type.String()),
});
export type ExplainReply = Static<typeof ExplainReply>;
