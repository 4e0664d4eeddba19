import { Type, type Static } from "typebox";

/** Whether there is single sign-on (单点登录), what its button says, and whether the issuer is away. */
export const SsoState = Type.Object({
  isOn: Type.Boolean(),
  label: Type.String(),
  isAway: Type.Boolean(),
});
export type SsoState = Static<typeof SsoState>;

/** Where the browser goes to. */
export const SsoStart = Type.Object({ address: Type.String() });
export type SsoStart = Static<typeof SsoStart>;

/** What the issuer put into the address that it sent the browser back to, `?` included. */
export const SsoFinishBody = Type.Object({
  answer: Type.String({ minLength: 1, maxLength: 8000, pattern: "^\\?" }),
});
export type SsoFinishBody = Static<typeof SsoFinishBody>;

export const SsoAllowedBody = Type.Object({ isAllowed: Type.Boolean() });
export type SsoAllowedBody = Static<typeof SsoAllowedBody>;

/** Refusals of single sign-on: as little as helps whoever is honest. */
export type SingleSignOnProblem =
  | { readonly code: "access.sso-off" }
  /** The issuer does not answer. */
  | { readonly code: "access.sso-away" }
  /** Not begun in this browser, begun too long ago, changed on the way, or come back twice. */
  | { readonly code: "access.sso-over" }
  /** What the issuer answered does not hold. */
  | { readonly code: "access.sso-refused" }
  /** No open account here that this person may use by single sign-on. */
  | { readonly code: "access.sso-no-account" };
