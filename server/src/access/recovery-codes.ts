import { randomBytes, randomInt } from "node:crypto";
import { hashRaw } from "@node-rs/argon2";
import { makeRecoveryCode, RECOVERY_CODES } from "@onegrid/core/access";
import { passwordTurns } from "./password-turns.ts";
import { PASSWORD_COST } from "./passwords.ts";

/** One for all codes of an account: whoever tries one computes a single hash. */
export const makeRecoverySalt = (): Buffer => randomBytes(16);

/** Ten codes, to be shown once. */
export const makeRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () => makeRecoveryCode((below) => randomInt(below)));

/** 59 bits could be tried out by whoever has the table: so it is made slow, as with passwords. */
export const hashRecoveryCode = (code: string, salt: Uint8Array): Promise<Buffer> =>
  passwordTurns.take(() => hashRaw(code, { ...PASSWORD_COST, salt }));
