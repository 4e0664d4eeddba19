import { roleGrants, type Role } from "./permissions.ts";

/** Whom an installation asks for a second factor (双因素鉴别) besides the password. */
export const FACTOR_POLICIES = ["off", "administrators", "everybody"] as const;
export type FactorPolicy = (typeof FACTOR_POLICIES)[number];

/** Whether somebody with these roles must have a second factor. */
export const isFactorDemanded = (policy: FactorPolicy, roles: readonly Role[]): boolean =>
  policy === "everybody" ||
  (policy === "administrators" && roles.some((role) => roleGrants(role, "people.manage")));

/** Digits of a one-time code (动态口令, RFC 6238). */
export const FACTOR_DIGITS = 6;

/** How many recovery codes (恢复码) an account gets. */
export const RECOVERY_CODES = 10;

/** Nothing that is mistaken for another when it is read out or written down. */
const RECOVERY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const RECOVERY_LENGTH = 12;

/**
 * A recovery code of twelve letters, 59 bits, as in `k7mp3xqa9rtd`. `pick(n)` answers a random whole
 * number from 0 to n − 1.
 */
export const makeRecoveryCode = (pick: (below: number) => number): string =>
  Array.from({ length: RECOVERY_LENGTH }, () =>
    RECOVERY_LETTERS.charAt(pick(RECOVERY_LETTERS.length)),
  ).join("");

/** What somebody typed as their second factor. */
export interface TypedFactor {
  readonly kind: "one-time" | "recovery";
  readonly code: string;
}

/**
 * Reads a code as people type it: with spaces, dashes, capitals or full-width digits; `null` when it
 * can be neither a one-time code nor a recovery code.
 */
export function readFactorCode(text: string): TypedFactor | null {
  const code = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}]/gu, "");
  if (new RegExp(`^[0-9]{${FACTOR_DIGITS}}$`).test(code)) return { kind: "one-time", code };
  if (new RegExp(`^[${RECOVERY_LETTERS}]{${RECOVERY_LENGTH}}$`).test(code))
    return { kind: "recovery", code };
  return null;
}

/** In groups of four, as it is read out and typed. */
export const inFours = (text: string, between: string): string =>
  (text.match(/.{1,4}/g) ?? []).join(between);
