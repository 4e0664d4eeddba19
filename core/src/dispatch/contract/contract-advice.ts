import { Type, type Static } from "typebox";
import { Id, Instant, LabelField, orNull, PositionField } from "./contract-fields.ts";

const CostTermField = Type.Object({
  term: Type.String(),
  seconds: Type.Integer(),
  count: orNull(Type.Integer()),
});

/** How the responders are taken to travel; `auto` is by role: on foot in the grid, units by car. */
export const TravelModeField = Type.Enum(["auto", "foot", "drive"]);
export type TravelModeField = Static<typeof TravelModeField>;
export const RecommendationQuery = Type.Object({ mode: Type.Optional(TravelModeField) });
export type RecommendationQuery = Static<typeof RecommendationQuery>;

export const RankedField = Type.Object({
  candidateId: Id,
  name: Type.String(),
  role: Type.String(),
  travelsBy: Type.Enum(["foot", "drive"]),
  /** Where the way to the case begins; `null`: where they are now, and the asker may not know. */
  position: Type.Union([Type.Null(), PositionField]),
  rank: Type.Integer({ minimum: 1 }),
  travelSeconds: Type.Integer(),
  costSeconds: Type.Integer(),
  terms: Type.Array(CostTermField),
  startsFrom: Type.Enum(["position", "present_job", "duty_point"]),
  openTasks: Type.Integer(),
  needsConfirmation: Type.Boolean(),
  sentence: LabelField,
});

/** Cases that wait for dispatch, to be handed out together. */
export const BatchBody = Type.Object(
  {
    caseIds: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
    mode: Type.Optional(TravelModeField),
  },
  { additionalProperties: false },
);
export type BatchBody = Static<typeof BatchBody>;

export const BatchReply = Type.Object({
  batchId: Id,
  computedAt: Instant,
  policyVersion: Type.Integer(),
  mode: TravelModeField,
  chosen: Type.Array(
    Type.Object({
      caseId: Id,
      caseVersion: Type.Integer(),
      /** What the case is dispatched by. */
      recommendationId: Id,
      choice: RankedField,
      /** Who would go if this were the only case; the choice itself where nothing stands against it. */
      firstAlone: Type.String(),
    }),
  ),
  /** Nobody can go, or everybody who could is full; not (any more) a case of the asker's to dispatch. */
  left: Type.Array(
    Type.Object({ caseId: Id, reason: Type.Enum(["nobody", "all_full", "not_waiting"]) }),
  ),
  costSeconds: Type.Integer(),
});
export type BatchReply = Static<typeof BatchReply>;
