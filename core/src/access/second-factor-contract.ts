import { Type, type Static } from "typebox";

/** The code of a second factor as it was typed: six digits (动态口令), or a recovery code (恢复码). */
const Code = Type.String({ minLength: 1, maxLength: 60 });
const Password = Type.String({ minLength: 1, maxLength: 800 });

/** The password was right; a code has to follow before `expiresAt`. */
export const CodeDue = Type.Object({ isCodeDue: Type.Literal(true), expiresAt: Type.String() });
export type CodeDue = Static<typeof CodeDue>;

export const CodeBody = Type.Object({ code: Code });
export type CodeBody = Static<typeof CodeBody>;

/** The second factor of one's own account. */
export const FactorReply = Type.Object({
  isOn: Type.Boolean(),
  /** Since when; `null` while it is off. */
  since: Type.Union([Type.String(), Type.Null()]),
  recoveryLeft: Type.Integer(),
  /** The installation asks for it: it cannot be switched off. */
  isDemanded: Type.Boolean(),
});
export type FactorReply = Static<typeof FactorReply>;

/** Proves again who it is; the code only where there is a second factor already. */
export const ProofBody = Type.Object({ password: Password, code: Type.Optional(Code) });
export type ProofBody = Static<typeof ProofBody>;

/** What an authenticator app takes in: by picture, or by typing. Good until `expiresAt`. */
export const EnrolmentReply = Type.Object({
  /** Base32. */
  secret: Type.String(),
  /** `otpauth://totp/…` */
  address: Type.String(),
  /** The address as a QR code, SVG. */
  picture: Type.String(),
  expiresAt: Type.String(),
});
export type EnrolmentReply = Static<typeof EnrolmentReply>;

/** Shown once; nothing but hashes of them is kept. */
export const RecoveryCodesReply = Type.Object({ codes: Type.Array(Type.String()) });
export type RecoveryCodesReply = Static<typeof RecoveryCodesReply>;

/** Refusals of the second factor (动态口令) and of the secrets that it keeps. */
export type SecondFactorProblem =
  /** A database server is used and no key was given to seal secrets with. */
  | { readonly code: "access.secret-key-missing" }
  /** Sealed with a key that this installation does not have, or changed since. */
  | { readonly code: "access.secret-unreadable" }
  /** Wrong, too old, or used before: which of them is not told. */
  | { readonly code: "access.wrong-code" }
  /** The password was too long ago, or was never given. */
  | { readonly code: "access.step-over" }
  /** The installation asks for a second factor: nothing but setting it up may be done. */
  | { readonly code: "access.factor-due" }
  | { readonly code: "access.factor-demanded" }
  | { readonly code: "access.factor-off" }
  | { readonly code: "access.enrolment-over" };
