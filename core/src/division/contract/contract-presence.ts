import { Type, type Static } from "typebox";
import { codeText } from "../../free-text.ts";

/** A page tells that it has a division open, that it draws alone there, or that it leaves. */
export const PresenceBody = Type.Object({
  /** Chosen by the page, and the same until it is closed. */
  pageId: codeText({ minLength: 8, maxLength: 80 }),
  /** `claim`: draws alone in this community for a while; `release`: no longer. */
  says: Type.Enum(["here", "claim", "release", "leaves"]),
});
export type PresenceBody = Static<typeof PresenceBody>;

/** Who else has the division open (在场), and who draws alone there (独占) until when. */
export const PresenceReply = Type.Object({
  others: Type.Array(
    Type.Object({
      name: Type.String(),
      /** The asker's own account, on another page. */
      isMine: Type.Boolean(),
      claimedUntil: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  /** Until when the asking page draws alone; `null`: it does not. */
  claimedUntil: Type.Union([Type.String(), Type.Null()]),
});
export type PresenceReply = Static<typeof PresenceReply>;
