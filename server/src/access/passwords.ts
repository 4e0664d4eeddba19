import { randomInt } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { passwordFault, SHORTEST_PASSWORD, type PasswordOwner } from "@onegrid/core/access";
import { Problem } from "../problem.ts";
import { passwordTurns } from "./password-turns.ts";
import { commonPasswords } from "./common-passwords.ts";

/** OWASP's floor for argon2id (2024): 19 MiB, two passes, one lane. */
export const PASSWORD_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Verified against when the login is unknown, so that both answers take the same time. */
let decoy: Promise<string> | undefined;

export const hashPassword = (password: string): Promise<string> =>
  passwordTurns.take(() => hash(password, PASSWORD_COST));

/** Whether the password fits; without a stored hash the answer is no, and just as slow. */
export const passwordFits = (stored: string | undefined, password: string): Promise<boolean> =>
  passwordTurns.take(() => verifyPassword(stored, password));

/** The same for whoever has a turn already. */
async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hash("no account has this password", PASSWORD_COST);
  const fits = await verify(stored ?? (await decoy), password);
  return stored !== undefined && fits;
}

/**
 * The account that `find` answers, and whether the password is its own. Both in one turn: were the
 * account looked for first, thousands of tries at once would fill the line in front of the database.
 */
export const checkPassword = <T extends { readonly passwordHash: string }>(
  find: () => Promise<T | undefined>,
  password: string,
): Promise<{ account: T | undefined; fits: boolean }> =>
  passwordTurns.take(async () => {
    const account = await find();
    return { account, fits: await verifyPassword(account?.passwordHash, password) };
  });

/** Refuses a password that its owner must not choose (`access.password-*`). */
export async function requireGoodPassword(password: string, owner: PasswordOwner): Promise<void> {
  const common = await commonPasswords();
  const fault = passwordFault(password, owner, (each) => common.has(each));
  if (fault !== null)
    throw new Problem({ code: `access.password-${fault}`, least: SHORTEST_PASSWORD });
}

/** Nothing that is mistaken for another when it is read out or written down. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

/** A password to hand over, such as `k7mp-3xqa-9rtd`: 59 random bits, good until it is changed. */
export const makeHandedPassword = (): string =>
  [0, 1, 2]
    .map(() => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join(""))
    .join("-");
