import { Type, type Static } from "typebox";

const Id = Type.String({ minLength: 1, maxLength: 200 });
const Moment = Type.String({ format: "date-time" });
const Named = Type.Object({ id: Type.String(), name: Type.String() });

/** One's duty, or a part of it, for a colleague from a moment to a moment (委托). */
export const NewDelegationBody = Type.Object(
  {
    dutyId: Id,
    receiverId: Id,
    /** The duty's own area, or areas below it. */
    areaIds: Type.Array(Id, { minItems: 1, maxItems: 50 }),
    /** Empty: every class of the duty. */
    categories: Type.Array(Type.String({ pattern: "^[a-z][a-z0-9._-]{0,39}$" }), { maxItems: 50 }),
    from: Moment,
    /** Not included; at most 30 days later. */
    to: Moment,
  },
  { additionalProperties: false },
);
export type NewDelegationBody = Static<typeof NewDelegationBody>;

export const DelegationReply = Type.Object({
  id: Type.String(),
  giver: Named,
  receiver: Named,
  role: Type.String(),
  areas: Type.Array(Named),
  categories: Type.Array(Type.String()),
  from: Type.String(),
  to: Type.String(),
  /** `ended`: before its time, by either, or because the giver's duty has ended. */
  state: Type.Enum(["coming", "active", "over", "ended"]),
});
export type DelegationReply = Static<typeof DelegationReply>;

export const DelegationsReply = Type.Object({
  given: Type.Array(DelegationReply),
  received: Type.Array(DelegationReply),
});
export type DelegationsReply = Static<typeof DelegationsReply>;

export const ColleaguesQuery = Type.Object(
  { dutyId: Id, text: Type.Optional(Type.String({ maxLength: 60 })) },
  { additionalProperties: false },
);
/** Whoever may stand in for a duty: people with duties near its area. */
export const ColleaguesReply = Type.Object({
  colleagues: Type.Array(
    Type.Object({ id: Type.String(), name: Type.String(), login: Type.String() }),
  ),
});
export type ColleaguesReply = Static<typeof ColleaguesReply>;

/** Refusals of delegations. */
export type DelegationProblem =
  | { readonly code: "access.unknown-duty" }
  | { readonly code: "access.unknown-delegation" }
  | { readonly code: "access.not-a-colleague" }
  | { readonly code: "access.delegation-area" }
  | { readonly code: "access.delegation-category" }
  | { readonly code: "access.delegation-dates" }
  | { readonly code: "access.delegation-too-long"; readonly mostDays: number }
  | { readonly code: "access.too-many-delegations"; readonly most: number };
