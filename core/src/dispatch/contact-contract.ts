import { Type, type Static } from "typebox";
import { freeText } from "../free-text.ts";
import { Instant } from "./contract/contract-fields.ts";

/**
 * What the page may do with the reporter's contact: nothing (`none`), note one down (`empty`), replace or
 * withdraw the one that was noted (`kept`), and also read it (`readable`).
 */
export const ContactState = Type.Enum(["none", "empty", "kept", "readable"]);
export type ContactState = Static<typeof ContactState>;

/** Five to fifteen digits, as dialled; fewer than a bank card or an identity number has. */
const PHONE = String.raw`^\+?[0-9](?:[ ()-]{0,2}[0-9]){4,14}$`;

/** The one place where a telephone number comes in; it is sealed before it is stored. */
export const ContactBody = Type.Object(
  {
    name: freeText({ minLength: 1, maxLength: 40 }),
    phone: Type.String({ pattern: PHONE, maxLength: 30 }),
    /** The reporter has agreed to be called back. */
    agreed: Type.Literal(true),
  },
  { additionalProperties: false },
);
export type ContactBody = Static<typeof ContactBody>;

export const ContactReply = Type.Object({
  name: Type.String(),
  phone: Type.String(),
  agreedAt: Instant,
  /** When it will be deleted, as things stand. */
  purgeAt: Instant,
});
export type ContactReply = Static<typeof ContactReply>;

export const ContactStateReply = Type.Object({ contact: ContactState });
export type ContactStateReply = Static<typeof ContactStateReply>;

export type ContactProblem =
  /** Nobody left one, or its time is over. */
  | { readonly code: "dispatch.no-contact" }
  /** The case is ended: nobody will call back. */
  | { readonly code: "dispatch.contact-too-late" };
