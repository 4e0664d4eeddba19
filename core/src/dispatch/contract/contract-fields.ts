import { Type, type Static } from "typebox";
import { codeText, freeText } from "../../free-text.ts";
import {
  CASE_LEVELS,
  CASE_STATES,
  CHANNELS,
  CONDITIONS,
  HANDLING_STEPS,
  SEVERITIES,
  SUPERVISION_LEVELS,
} from "../model/model.ts";
import { COOPERATION_CLOCKS, COOPERATION_KINDS, COOPERATION_STATES } from "../model/cooperation.ts";
import { CLOCK_NAMES } from "../model/clock-intervals.ts";

/** Pieces that the schemas of requests and replies share. */
export const StateField = Type.Enum([...CASE_STATES]);
export const LevelField = Type.Enum([...CASE_LEVELS]);
export const SeverityField = Type.Enum([...SEVERITIES]);
export const ConditionField = Type.Enum([...CONDITIONS]);
export const ChannelField = Type.Enum([...CHANNELS]);
export const StepField = Type.Enum([...HANDLING_STEPS]);
export const SupervisionField = Type.Enum([...SUPERVISION_LEVELS]);
export const CooperationKindField = Type.Enum([...COOPERATION_KINDS]);
export const ClockField = Type.Enum([...CLOCK_NAMES]);

export const Id = codeText({ minLength: 1, maxLength: 64 });
/** Chosen by the client, the same for every try of one intent. */
export const IdempotencyKey = codeText({ minLength: 8, maxLength: 64 });
export const FreeText = freeText({ maxLength: 2000 });
/** Milliseconds since 1970-01-01T00:00Z. */
export const Instant = Type.Integer({ minimum: 0, maximum: 8_640_000_000_000_000 });
/** `[lng, lat]` in degrees, WGS 84 / CGCS2000. */
export const PositionField = Type.Tuple([
  Type.Number({ minimum: -180, maximum: 180 }),
  Type.Number({ minimum: -90, maximum: 90 }),
]);
/** `MultiPolygon` of GeoJSON, in degrees. */
export const MultiPolygonField = Type.Object({
  type: Type.Literal("MultiPolygon"),
  coordinates: Type.Array(Type.Array(Type.Array(Type.Array(Type.Number())))),
});
export type MultiPolygonField = Static<typeof MultiPolygonField>;
/** What a device says of itself: evidence beside the server's time, which alone moves the clocks. */
export const DEVICE_FACTS = {
  /** By the device's own clock, as it was. */
  deviceAt: Type.Optional(Instant),
  /** What the server's clock showed more than the device's when they last met. */
  clockOffsetMs: Type.Optional(
    Type.Integer({ minimum: -8_640_000_000_000_000, maximum: 8_640_000_000_000_000 }),
  ),
  devicePosition: Type.Optional(PositionField),
  /** How far off the position may be, as the device says. */
  accuracyMetres: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000_000 })),
};
/** Hashes of photos that were uploaded before. */
export const PhotoHashes = Type.Array(Type.String({ pattern: "^[0-9a-f]{16,64}$" }), {
  maxItems: 20,
});
export const LabelField = Type.Object({ zh: Type.String(), en: Type.String() });
export const AssigneeField = Type.Object({
  unitId: Type.Union([Id, Type.Null()]),
  memberId: Type.Union([Id, Type.Null()]),
});
export const PlaceField = Type.Object({
  position: Type.Union([PositionField, Type.Null()]),
  address: Type.String(),
  gridId: Type.Union([Id, Type.Null()]),
  gridVersionId: Type.Union([Id, Type.Null()]),
  laneId: Type.Union([Id, Type.Null()]),
  communityId: Type.Union([Id, Type.Null()]),
  streetId: Type.Union([Id, Type.Null()]),
  districtId: Id,
});

export const DeadlineField = Type.Object({
  clock: ClockField,
  epoch: Type.Integer({ minimum: 1 }),
  milestone: Type.String(),
  status: Type.Enum(["running", "held", "stopped"]),
  startedAt: Instant,
  /** `null` while a hold lasts: then nobody knows it yet. */
  yellowAt: Type.Union([Instant, Type.Null()]),
  dueAt: Type.Union([Instant, Type.Null()]),
  stoppedAt: Type.Union([Instant, Type.Null()]),
});
export type DeadlineField = Static<typeof DeadlineField>;

export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** One call for help: who was called, why, how far it is and until when each step is due. */
export const CooperationField = Type.Object({
  id: Id,
  unitId: Id,
  unitName: orNull(Type.String()),
  kind: CooperationKindField,
  state: Type.Enum([...COOPERATION_STATES]),
  reason: orNull(Type.String()),
  refusal: orNull(Type.String()),
  calledAt: Instant,
  stars: orNull(Type.Integer()),
  deadlines: Type.Array(
    Type.Object({
      clock: Type.Enum([...COOPERATION_CLOCKS]),
      status: Type.Enum(["running", "held", "stopped"]),
      startedAt: Instant,
      yellowAt: orNull(Instant),
      dueAt: orNull(Instant),
      stoppedAt: orNull(Instant),
    }),
  ),
});
export type CooperationField = Static<typeof CooperationField>;
