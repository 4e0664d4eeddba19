import { readFactorCode } from "@onegrid/core/access";
import type { EnrolmentReply } from "@onegrid/core/access/second-factor-contract";
import type { Db } from "@onegrid/db";
import {
  confirmFactor,
  deleteFactor,
  endSessions,
  findFactor,
  replaceRecoveryCodes,
  resealFactor,
  savePendingFactor,
  spendRecoveryCode,
  spendStep,
  type FactorRow,
} from "@onegrid/db/access";
import { Problem } from "../problem.ts";
import { writeAudit } from "./audit.ts";
import { hashRecoveryCode, makeRecoveryCodes, makeRecoverySalt } from "./recovery-codes.ts";
import type { SecretBox } from "./secret-box.ts";
import type { SignedIn } from "./sessions.ts";
import { makeTotpSecret, stepOfCode, totpAddress, totpPicture } from "./totp.ts";

export interface FactorOptions {
  readonly db: Db;
  readonly now: () => Date;
  readonly secretBox: SecretBox;
}

/** What proved somebody. */
type ProvedBy = "one-time" | "recovery";

type Own = Pick<SignedIn, "accountId" | "login" | "sessionId">;

/** How long a secret waits for its first code. */
const PENDING_MS = 15 * 60_000;

const contextOf = (accountId: string): string => `totp:${accountId}`;

/** Uses up the code that somebody typed; `null` when it is wrong, too old, or was used before. */
export async function spendCode(
  { db, now, secretBox }: FactorOptions,
  accountId: string,
  text: string,
): Promise<ProvedBy | null> {
  const typed = readFactorCode(text);
  const factor = typed === null ? undefined : await findFactor(db, accountId);
  if (typed === null || factor?.secret == null) return null;
  if (typed.kind === "recovery") {
    const hash = await hashRecoveryCode(typed.code, factor.recoverySalt);
    return (await spendRecoveryCode(db, accountId, { hash, now: now() })) ? "recovery" : null;
  }
  const secret = secretBox.unseal(factor.secret, contextOf(accountId));
  const step = stepOfCode(secret, typed.code, now());
  if (step === null || !(await spendStep(db, accountId, step))) return null;
  if (!secretBox.isCurrent(factor.secret)) {
    const after = secretBox.seal(secret, contextOf(accountId));
    await resealFactor(db, accountId, { before: factor.secret, after });
  }
  return "one-time";
}

/** Makes a secret that counts once a code of it was shown; an earlier one goes on to count. */
export async function startEnrolment(
  { db, now, secretBox }: FactorOptions,
  { accountId, login }: Own,
): Promise<EnrolmentReply> {
  const secret = makeTotpSecret();
  const until = new Date(now().getTime() + PENDING_MS);
  const sealed = secretBox.seal(secret, contextOf(accountId));
  await savePendingFactor(db, accountId, { secret: sealed, until, salt: makeRecoverySalt() });
  const address = totpAddress(secret, login);
  return { secret, address, picture: totpPicture(address), expiresAt: until.toISOString() };
}

/** Makes the pending secret count, if the code is one of it, and answers new recovery codes. */
export async function confirmEnrolment(
  { db, now, secretBox }: FactorOptions,
  own: Own,
  text: string,
): Promise<string[]> {
  const { accountId } = own;
  const factor = await findFactor(db, accountId);
  const pending = pendingOf(factor, now());
  const typed = readFactorCode(text);
  const secret = secretBox.unseal(pending.secret, contextOf(accountId));
  const step = typed?.kind === "one-time" ? stepOfCode(secret, typed.code, now()) : null;
  if (step === null) throw new Problem({ code: "access.wrong-code" });
  const { codes, hashes } = await makeCodes(pending.salt);
  await db.transaction().execute(async (trx) => {
    if (!(await confirmFactor(trx, accountId, { secret: pending.secret, step, now: now() })))
      throw new Problem({ code: "access.enrolment-over" });
    await replaceRecoveryCodes(trx, accountId, hashes);
    await noteChange(trx, own, pending.isAnother ? "access.move-factor" : "access.enrol-factor");
  });
  return codes;
}

/** New recovery codes: the ones before are worth nothing. */
export async function renewRecoveryCodes({ db }: FactorOptions, own: Own): Promise<string[]> {
  const factor = await findFactor(db, own.accountId);
  if (factor?.secret == null) throw new Problem({ code: "access.factor-off" });
  const { codes, hashes } = await makeCodes(factor.recoverySalt);
  await db.transaction().execute(async (trx) => {
    await replaceRecoveryCodes(trx, own.accountId, hashes);
    await noteChange(trx, own, "access.renew-recovery-codes");
  });
  return codes;
}

/** Goes back to the password alone. */
export const switchFactorOff = ({ db }: FactorOptions, own: Own): Promise<void> =>
  db.transaction().execute(async (trx) => {
    if (!(await deleteFactor(trx, own.accountId))) throw new Problem({ code: "access.factor-off" });
    await noteChange(trx, own, "access.switch-factor-off");
  });

interface Pending {
  readonly secret: Buffer;
  readonly salt: Buffer;
  /** In the place of one that counts: another telephone. */
  readonly isAnother: boolean;
}

function pendingOf(factor: FactorRow | undefined, now: Date): Pending {
  const { pendingSecret, pendingUntil } = factor ?? {};
  if (!factor || !pendingSecret || !pendingUntil || pendingUntil <= now)
    throw new Problem({ code: "access.enrolment-over" });
  return {
    secret: pendingSecret,
    salt: factor.recoverySalt,
    isAnother: factor.secret !== null,
  };
}

async function makeCodes(salt: Buffer): Promise<{ codes: string[]; hashes: Buffer[] }> {
  const codes = makeRecoveryCodes();
  const hashes = await Promise.all(codes.map((code) => hashRecoveryCode(code, salt)));
  return { codes, hashes };
}

/** Whoever is in elsewhere came in without what counts now: they are out. */
async function noteChange(
  trx: Db,
  { accountId, login, sessionId }: Own,
  action: string,
): Promise<void> {
  await endSessions(trx, accountId, { except: sessionId });
  await writeAudit(trx, { accountId, action, object: login, detail: {} });
}
