import { Type, type Static } from "typebox";
import { CaseDetail } from "./contract.ts";
import { Instant } from "./contract/contract-fields.ts";

/** Steps that field staff take on a case, in the order in which they come. */
export const FIELD_VERBS = [
  ...(["verify", "return_verify", "accept", "return", "set_out", "arrive", "finish"] as const),
  ...(["pass", "fail"] as const),
] as const;
export type FieldVerb = (typeof FIELD_VERBS)[number];

/** What waits for somebody on site, each case with its history: all that a phone needs without a line. */
export const FieldWorkReply = Type.Object({
  /** The server's clock: how far that of the device is off. */
  serverAt: Instant,
  cases: Type.Array(CaseDetail),
  /** How many there are; the list holds the first, the next due in front. */
  total: Type.Integer({ minimum: 0 }),
});
export type FieldWorkReply = Static<typeof FieldWorkReply>;
