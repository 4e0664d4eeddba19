import { isFactorDemanded, type FactorPolicy } from "@onegrid/core/access";
import type { SignedIn } from "./sessions.ts";

type Facts = Pick<SignedIn, "duties" | "isDemo" | "via" | "hasFactor">;

/**
 * Whether the installation asks somebody for a second factor. Not of demo accounts, whose password
 * everybody knows anyway; what single sign-on asks for is the issuer's affair.
 */
export const isDemandedOf = (
  { duties, isDemo, via }: Omit<Facts, "hasFactor">,
  policy: FactorPolicy,
): boolean =>
  !isDemo &&
  via === "password" &&
  isFactorDemanded(
    policy,
    duties.map(({ role }) => role),
  );

/** It is asked for and not there: nothing but setting it up may be done. */
export const isFactorDue = (signedIn: Facts, policy: FactorPolicy): boolean =>
  !signedIn.hasFactor && isDemandedOf(signedIn, policy);
