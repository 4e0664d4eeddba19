import type { Db } from "@onegrid/db";
import {
  allowSso,
  findAccount,
  findSsoAccount,
  linkSso,
  type AccountRow,
} from "@onegrid/db/access";
import type { SsoConfig } from "../config-sign-in.ts";
import { writeAudit } from "./audit.ts";
import type { Identity } from "./issuer.ts";

/**
 * The open account that belongs to an identity. The first time it is found by its login, and tied to the
 * issuer's subject if that was allowed; from then on by the subject alone: a login that the issuer gives
 * to somebody else later opens nothing. No account is ever made.
 */
export async function accountOf(
  db: Db,
  { issuer, subject, login }: Identity,
  { link, now }: { readonly link: SsoConfig["link"]; readonly now: Date },
): Promise<AccountRow | undefined> {
  const linked = await findSsoAccount(db, { issuer, subject });
  if (linked || login === undefined) return linked;
  const account = await findAccount(db, login);
  if (!account) return undefined;
  return db.transaction().execute(async (trx) => {
    // Everybody knows the password of demo accounts: they stay what they are unless it was asked for.
    if (link === "login" && !account.isDemo) await allowSso(trx, account.id, true);
    if (!(await linkSso(trx, account.id, { issuer, subject, now }))) return undefined;
    const entry = { accountId: account.id, object: login, detail: { issuer } };
    await writeAudit(trx, { ...entry, action: "access.link-sso" });
    return account;
  });
}
