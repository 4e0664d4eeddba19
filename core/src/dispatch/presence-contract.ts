import { Type, type Static } from "typebox";
import { codeText } from "../free-text.ts";

/** How often a page says that it has a case open, and how long it may be silent before it is gone. */
export const CASE_PRESENCE = { beatMs: 10_000, silenceMs: 25_000 } as const;

/** A page tells which case it has open (在看), if any, and whether a step is being filled in there. */
export const CasePresenceBody = Type.Object({
  /** Chosen by the page, and the same until it is closed. */
  pageId: codeText({ minLength: 8, maxLength: 80 }),
  /** `null`: none, or none any more. */
  caseId: Type.Union([codeText({ maxLength: 64 }), Type.Null()]),
  isWriting: Type.Boolean(),
});
export type CasePresenceBody = Static<typeof CasePresenceBody>;

/** Somebody who has a case open, once, however many pages of theirs show it. */
const Onlooker = Type.Object({
  accountId: Type.String(),
  name: Type.String(),
  /** The duty by which they see the case. */
  role: Type.String(),
  isWriting: Type.Boolean(),
});
export type Onlooker = Static<typeof Onlooker>;

/** Who has one case open now. On the stream it is the message `presence`. */
export const CaseOnlookers = Type.Object({
  caseId: Type.String(),
  people: Type.Array(Onlooker),
});
export type CaseOnlookers = Static<typeof CaseOnlookers>;

/** All cases in the asker's reach that somebody has open. */
export const CasePresenceReply = Type.Object({ cases: Type.Array(CaseOnlookers) });
export type CasePresenceReply = Static<typeof CasePresenceReply>;
