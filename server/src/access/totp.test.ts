import { Secret } from "otpauth";
import { expect, test } from "vitest";
import { makeTotpSecret, stepOfCode, totpAddress, totpPicture } from "./totp.ts";

const RFC_SECRET = Secret.fromLatin1("12345678901234567890").base32;

/** RFC 6238, appendix B, SHA-1; of the eight digits there the last six. */
const VECTORS: readonly (readonly [seconds: number, step: number, code: string])[] = [
  [59, 0x1, "287082"],
  [1_111_111_109, 0x23523ec, "081804"],
  [1_111_111_111, 0x23523ed, "050471"],
  [1_234_567_890, 0x273ef07, "005924"],
  [2_000_000_000, 0x3f940aa, "279037"],
  [20_000_000_000, 0x27bc86aa, "353130"],
];

test("codes are those of RFC 6238, one step early or late included", () => {
  for (const [seconds, step, code] of VECTORS) {
    const at = (shift: number) => stepOfCode(RFC_SECRET, code, new Date((seconds + shift) * 1000));
    expect([at(-30), at(0), at(30)]).toEqual([step, step, step]);
    expect([at(-60), at(60)]).toEqual([null, null]);
  }
  console.info(`one-time codes: ${VECTORS.length} vectors × 5 moments`);
});

test("a secret has 160 random bits, and its address says what an app needs", () => {
  const secret = makeTotpSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(makeTotpSecret()).not.toBe(secret);
  const address = new URL(totpAddress(secret, "li.na"));
  expect(address.href).toMatch(/^otpauth:\/\/totp\/OneGrid:li\.na\?/);
  expect(Object.fromEntries(address.searchParams)).toEqual({
    issuer: "OneGrid",
    secret,
    algorithm: "SHA1",
    digits: "6",
    period: "30",
  });
  expect(totpPicture(address.href)).toMatch(/^<svg /);
});
