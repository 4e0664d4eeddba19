import { FACTOR_DIGITS } from "@onegrid/core/access";
import { Secret, TOTP } from "otpauth";
import { renderSVG } from "uqr";

/** RFC 6238 as every authenticator app does it: SHA-1, six digits, 30 s. */
const PERIOD_SECONDS = 30;
/** A clock may be one step fast or slow. */
const WINDOW_STEPS = 1;
/** RFC 4226, section 4: 160 bits. */
const SECRET_BYTES = 20;
const ISSUER = "OneGrid";

const totp = (secret: string, login = ""): TOTP =>
  new TOTP({
    issuer: ISSUER,
    label: login,
    secret: Secret.fromBase32(secret),
    algorithm: "SHA1",
    digits: FACTOR_DIGITS,
    period: PERIOD_SECONDS,
  });

/** A random secret in base32. */
export const makeTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** What an authenticator app takes in: `otpauth://totp/…`. */
export const totpAddress = (secret: string, login: string): string =>
  totp(secret, login).toString();

/** An address as a QR code: always dark on light, as cameras want it. */
export const totpPicture = (address: string): string =>
  renderSVG(address, { ecc: "M", border: 4, pixelSize: 4 });

/** Which step of 30 s since 1970 a code is of; `null` when of none near the moment. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const one = totp(secret);
  const timestamp = now.getTime();
  const delta = one.validate({ token: code, timestamp, window: WINDOW_STEPS });
  return delta === null ? null : one.counter({ timestamp }) + delta;
}
