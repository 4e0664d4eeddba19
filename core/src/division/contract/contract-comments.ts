import { Type, type Static, type TSchema } from "typebox";
import { codeText, freeText } from "../../free-text.ts";

const Id = codeText({ minLength: 1, maxLength: 120 });
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
/** `[lng, lat]` in degrees. */
const Place = Type.Tuple([
  Type.Number({ minimum: -180, maximum: 180 }),
  Type.Number({ minimum: -90, maximum: 90 }),
]);
const Body = freeText({ minLength: 1, maxLength: 2000 });

/** Something said of a plan in its review (会审意见): of a place, a grid, both, or the plan as a whole. */
export const CommentBody = Type.Object({
  body: Body,
  communityId: Type.Optional(Id),
  gridId: Type.Optional(Id),
  position: Type.Optional(Place),
  /** The comment it answers; then it has no place of its own. */
  answers: Type.Optional(Id),
});
export type CommentBody = Static<typeof CommentBody>;

/** Settled, or open again. */
export const ResolveBody = Type.Object({ isResolved: Type.Boolean() });
export type ResolveBody = Static<typeof ResolveBody>;

export const CommentsReply = Type.Object({
  /** Whether the asker may write here: the plan is open for words, and lies in their part. */
  mayWrite: Type.Boolean(),
  comments: Type.Array(
    Type.Object({
      id: Id,
      communityId: orNull(Id),
      gridId: orNull(Id),
      position: orNull(Place),
      answers: orNull(Id),
      body: Body,
      by: orNull(Type.String()),
      at: Type.String(),
      resolvedBy: orNull(Type.String()),
      resolvedAt: orNull(Type.String()),
    }),
  ),
});
export type CommentsReply = Static<typeof CommentsReply>;
