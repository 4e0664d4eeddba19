import { Type, type Static } from "typebox";
import { Instant, LevelField } from "./contract/contract-fields.ts";

/** How long somebody is told how it goes on with what they handed up. */
export const HANDED_UP_DAYS = 7;

/** A case that the asker handed up (上报上级) and that is above their level now: how it stands, and nothing of what is done. */
const HandedUp = Type.Object({
  id: Type.String(),
  number: Type.String(),
  categoryId: Type.String(),
  address: Type.String(),
  handedUpAt: Instant,
  /** Where it is now. */
  level: LevelField,
  isOpen: Type.Boolean(),
});
export type HandedUp = Static<typeof HandedUp>;

export const HandedUpReply = Type.Object({ cases: Type.Array(HandedUp) });
export type HandedUpReply = Static<typeof HandedUpReply>;
