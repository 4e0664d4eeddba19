import { Type, type Static } from "typebox";
import { ROUTING_AREA_KINDS } from "../advice/routing.ts";
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

const UnitField = Type.Object({
  unitId: Id,
  name: Type.String(),
  /** Whether anybody acts for it: only then it can be sent to. */
  isStaffed: Type.Boolean(),
});

/** Who answers for a case by the duty list (责任清单), and what says so. */
export const ResponsibleUnitField = Type.Object({
  unitId: orNull(Id),
  name: Type.String(),
  isStaffed: Type.Boolean(),
  /** `no_list`: there is no duty list, so the territory's team is named and nobody is refused. */
  by: Type.Enum(["duty_list", "fallback", "nobody", "no_list"]),
  clause: orNull(Type.String()),
  /** The area, grid or place that the entry is for. */
  place: orNull(
    Type.Object({ kind: Type.Enum([...ROUTING_AREA_KINDS]), name: orNull(Type.String()) }),
  ),
  /** Other units whose lists hold the class here; one that is not responsible needs a reason. */
  others: Type.Array(Type.Interface([UnitField], { isResponsible: Type.Boolean() })),
  /** The territory's team (属地), which takes what nobody owns and what came back too often. */
  fallback: orNull(UnitField),
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
