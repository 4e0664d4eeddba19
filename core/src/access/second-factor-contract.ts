/** Refusals of the second factor (动态口令) and of the secrets that it keeps. */
export type SecondFactorProblem =
  /** A database server is used and no key was given to seal secrets with. */
  | { readonly code: "access.secret-key-missing" }
  /** Sealed with a key that this installation does not have, or changed since. */
  | { readonly code: "access.secret-unreadable" };
