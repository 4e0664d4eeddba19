import { Type, type Static, type TSchema } from "typebox";
import { codeText } from "../../free-text.ts";
import { CODE_SCHEME_IDS } from "../plan/code-schemes.ts";

const Id = codeText({ minLength: 1, maxLength: 120 });
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const SchemeId = Type.Enum([...CODE_SCHEME_IDS]);

/** What the codes would be: under the district's scheme, or under one that is tried. */
export const CodesQuery = Type.Object({
  scheme: Type.Optional(SchemeId),
  text: Type.Optional(codeText({ maxLength: 12 })),
  /** All numbers anew instead of keeping those of grids that go on. */
  renumber: Type.Optional(Type.Boolean()),
  /** The day on which the plan takes effect; today when left out. */
  on: Type.Optional(Type.String({ format: "date" })),
});
export type CodesQuery = Static<typeof CodesQuery>;

/** The codes that a plan's grids would get, in the order of their numbers. */
export const CodesReply = Type.Object({
  scheme: SchemeId,
  text: orNull(Type.String()),
  /** The area whose choice of a scheme holds here, or would hold. */
  areaId: Id,
  mayChoose: Type.Boolean(),
  communities: Type.Array(
    Type.Object({
      communityId: Id,
      communityName: Type.String(),
      grids: Type.Array(
        Type.Object({
          gridId: Id,
          code: Type.String(),
          name: Type.String(),
          /** It carries on a grid in force, with its code. */
          isKept: Type.Boolean(),
          /** Codes of the grids it takes from, the largest share first. */
          predecessors: Type.Array(Type.String()),
        }),
      ),
    }),
  ),
});
export type CodesReply = Static<typeof CodesReply>;

/** The scheme of a district (or of another area) and everything below it. */
export const SchemeBody = Type.Object({
  scheme: SchemeId,
  text: orNull(codeText({ maxLength: 12 })),
});
export type SchemeBody = Static<typeof SchemeBody>;
