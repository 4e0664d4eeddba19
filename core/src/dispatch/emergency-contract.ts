import { Type, type Static } from "typebox";
import { codeText, freeText } from "../free-text.ts";
import { Id, IdempotencyKey, Instant, orNull, PositionField } from "./contract/contract-fields.ts";
import { ACTIVATION_KINDS } from "./emergency/emergency-limits.ts";
import { PLAN_MODES, type TemplateFault } from "./emergency/plan.ts";
import { ROLES } from "./people/roles.ts";

const Key = codeText({ minLength: 1, maxLength: 40, pattern: "^[A-Za-z0-9_-]+$" });
const Version = Type.Integer({ minimum: 0, maximum: 2_147_483_646 });
const Name = freeText({ minLength: 1, maxLength: 40 });
const Count = Type.Integer({ minimum: 0 });

export const PostField = Type.Object(
  {
    key: Key,
    name: Name,
    seats: Type.Integer(),
    isLead: Type.Boolean(),
    roles: Type.Array(Type.Enum([...ROLES]), { maxItems: 20 }),
  },
  { additionalProperties: false },
);
export const GroupField = Type.Object(
  {
    key: Key,
    mode: Type.Enum([...PLAN_MODES]),
    name: Name,
    posts: Type.Array(PostField, { maxItems: 50 }),
  },
  { additionalProperties: false },
);

export const SeatField = Type.Object(
  { communityId: Id, group: Key, post: Key, seat: Type.Integer({ minimum: 1, maximum: 200 }) },
  { additionalProperties: false },
);

export const PlanQuery = Type.Object({ areaId: Id }, { additionalProperties: false });

export const PlanReply = Type.Object({
  areaId: Id,
  /** 0: there is none yet, and `groups` are what one may begin with. */
  version: Version,
  groups: Type.Array(GroupField),
  /** By code, with the seats of each mode that somebody holds. */
  communities: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      parentName: orNull(Type.String()),
      heldCalm: Count,
      heldEmergency: Count,
    }),
  ),
});
export type PlanReply = Static<typeof PlanReply>;

export const PlanBody = Type.Object(
  { areaId: Id, expectedVersion: Version, groups: Type.Array(GroupField, { maxItems: 60 }) },
  { additionalProperties: false },
);
export type PlanBody = Static<typeof PlanBody>;

export const PlanVersionBody = Type.Object(
  { areaId: Id, expectedVersion: Version },
  { additionalProperties: false },
);

/** Who is put into which seat; `null` empties it. */
export const HoldersBody = Type.Object(
  {
    areaId: Id,
    expectedVersion: Version,
    seats: Type.Array(
      Type.Object(
        { ...SeatField.properties, holderId: orNull(Id) },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 500 },
    ),
  },
  { additionalProperties: false },
);
export type HoldersBody = Static<typeof HoldersBody>;

export const CommunitySeatsQuery = Type.Object(
  { areaId: Id, communityId: Id },
  { additionalProperties: false },
);
export const CommunitySeatsReply = Type.Object({
  held: Type.Array(Type.Object({ ...SeatField.properties, holderId: Id, name: Type.String() })),
  /** Who may be put into a seat: everybody with a duty in the community. */
  people: Type.Array(Type.Object({ id: Id, name: Type.String(), role: Type.String() })),
});
export type CommunitySeatsReply = Static<typeof CommunitySeatsReply>;

/** Where: named areas, or a closed ring drawn on the map; every community that it touches. */
export const TargetField = Type.Union([
  Type.Object(
    { areaIds: Type.Array(Id, { minItems: 1, maxItems: 500 }) },
    { additionalProperties: false },
  ),
  Type.Object(
    { ring: Type.Array(PositionField, { minItems: 4, maxItems: 500 }) },
    { additionalProperties: false },
  ),
]);
export type TargetField = Static<typeof TargetField>;

export const DryRunBody = Type.Object(
  { areaId: Id, mode: Type.Enum([...PLAN_MODES]), target: TargetField },
  { additionalProperties: false },
);
export type DryRunBody = Static<typeof DryRunBody>;

/** Faults that a reply lists of each kind; the counts are of all. */
export const MOST_LISTED = 200;

const NamedSeat = Type.Object({ ...SeatField.properties, community: Type.String() });
export const DryRunReply = Type.Object({
  version: Version,
  communities: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  groups: Count,
  seats: Count,
  filled: Count,
  counts: Type.Object({
    unfilled: Count,
    leaderless: Count,
    doubleBooked: Count,
    gone: Count,
  }),
  unfilled: Type.Array(
    Type.Object({
      communityId: Id,
      community: Type.String(),
      group: Key,
      post: Key,
      missing: Count,
      seats: Count,
    }),
  ),
  leaderless: Type.Array(Type.Object({ communityId: Id, community: Type.String(), group: Key })),
  doubleBooked: Type.Array(Type.Object({ name: Type.String(), seats: Type.Array(NamedSeat) })),
  gone: Type.Array(Type.Object({ ...NamedSeat.properties, name: Type.String() })),
});
export type DryRunReply = Static<typeof DryRunReply>;

export const ActivateBody = Type.Object(
  {
    idempotencyKey: IdempotencyKey,
    areaId: Id,
    expectedVersion: Version,
    kind: Type.Enum([...ACTIVATION_KINDS]),
    name: freeText({ minLength: 1, maxLength: 60 }),
    target: TargetField,
  },
  { additionalProperties: false },
);
export type ActivateBody = Static<typeof ActivateBody>;

export const ActivationField = Type.Object({
  id: Id,
  areaId: Id,
  areaName: Type.String(),
  kind: Type.Enum([...ACTIVATION_KINDS]),
  name: Type.String(),
  planVersion: Version,
  ring: orNull(Type.Array(PositionField)),
  startedAt: Instant,
  endedAt: orNull(Instant),
  communities: Count,
  groups: Count,
  posts: Count,
  filled: Count,
});
export type ActivationField = Static<typeof ActivationField>;
export const ActivationsReply = Type.Object({ activations: Type.Array(ActivationField) });
export type ActivationsReply = Static<typeof ActivationsReply>;

/** What is on where the reader is, for the line that every page shows. */
export const PresentEmergencyReply = Type.Object({
  activations: Type.Array(
    Type.Object({
      id: Id,
      kind: Type.Enum([...ACTIVATION_KINDS]),
      name: Type.String(),
      startedAt: Instant,
      /** Those of its communities that lie in the reader's area. */
      communities: Type.Array(Type.Object({ id: Id, name: Type.String() })),
      /** Seats that the reader holds in it. */
      own: Type.Array(
        Type.Object({ community: Type.String(), group: Type.String(), post: Type.String() }),
      ),
    }),
  ),
});
export type PresentEmergencyReply = Static<typeof PresentEmergencyReply>;

export const WorkPostsQuery = Type.Object({ communityId: Id }, { additionalProperties: false });
export const WorkPostsReply = Type.Object({
  posts: Type.Array(
    Type.Object({
      group: Type.String(),
      post: Type.String(),
      seat: Count,
      isLead: Type.Boolean(),
      holder: orNull(Type.String()),
    }),
  ),
});
export type WorkPostsReply = Static<typeof WorkPostsReply>;

/** Refusals of plans and activations. */
export type EmergencyProblem =
  | { readonly code: "dispatch.plan-area"; readonly areaId: string }
  | { readonly code: "dispatch.plan-stale"; readonly version: number }
  | { readonly code: "dispatch.plan-missing"; readonly areaId: string }
  | ({ readonly code: "dispatch.plan-template" } & TemplateFault)
  | {
      readonly code: "dispatch.plan-seat";
      readonly communityId: string;
      readonly group: string;
      readonly post: string;
      readonly seat: number;
    }
  | { readonly code: "dispatch.plan-holder"; readonly holderId: string }
  /** A file without the columns of the table of seats. */
  | { readonly code: "dispatch.plan-no-table"; readonly file: string }
  /** A file of which some rows cannot be taken: then none is. */
  | { readonly code: "dispatch.plan-table"; readonly count: number; readonly line: number }
  | { readonly code: "dispatch.activation-nowhere" }
  | {
      readonly code: "dispatch.activation-overlaps";
      readonly community: string;
      readonly activation: string;
      readonly count: number;
    }
  | { readonly code: "dispatch.activation-ring" }
  | { readonly code: "dispatch.activation-unknown"; readonly activationId: string };
