import { Type, type Static } from "typebox";
import { Id } from "./contract/contract-fields.ts";
import { BODY_KINDS } from "./people/departments.ts";

/** A body that may be a party to a meeting (会商). */
const BodyField = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Type.Enum([...BODY_KINDS]),
  /** Somebody with an account acts for it now: it sees what it is called to. */
  isStaffed: Type.Boolean(),
});

/** The bodies that serve the place of a case, those of the smallest area first. */
export const BodiesReply = Type.Object({ bodies: Type.Array(BodyField) });
export type BodiesReply = Static<typeof BodiesReply>;
