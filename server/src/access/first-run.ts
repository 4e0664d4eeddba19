import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import type { Role } from "@onegrid/core/access";
import type { SetUpBody } from "@onegrid/core/access/contract";
import type { Db } from "@onegrid/db";
import { countAccounts, insertPerson, lockAccounts } from "@onegrid/db/access";
import { Problem } from "../problem.ts";
import { writeAudit } from "./audit.ts";
import { hashPassword, requireGoodPassword } from "./passwords.ts";
import { settleWaitingRoles } from "./waiting-duties.ts";

/** What somebody who tries it alone needs to do all three jobs. */
const DESK_ROLES: readonly Role[] = ["planner", "leader", "command_desk", "supervision_desk"];

/**
 * The first account of an installation (首次设置). Whoever can read the terminal of the server may
 * make it: the token is printed there and lives as long as the process; nobody has a known password.
 */
export interface FirstRun {
  readonly token: string;
  readonly isOpen: () => Promise<boolean>;
  /** Makes the administrator. */
  readonly setUp: (body: SetUpBody) => Promise<void>;
}

export function makeFirstRun(db: Db): FirstRun {
  const token = randomBytes(16).toString("hex");
  const isOpen = async (): Promise<boolean> => (await countAccounts(db)) === 0;
  return {
    token,
    isOpen,
    setUp: async (body) => {
      const { login, displayName, password, withDesks } = body;
      if (!isSame(body.token, token)) throw new Problem({ code: "access.set-up-closed" });
      await requireGoodPassword(password, { login, displayName });
      const passwordHash = await hashPassword(password);
      await db.transaction().execute(async (trx) => {
        await lockAccounts(trx);
        if ((await countAccounts(trx)) > 0) throw new Problem({ code: "access.set-up-closed" });
        const id = randomUUID();
        await insertPerson(trx, {
          id,
          login,
          displayName,
          passwordHash,
          mustChangePassword: false,
          waitingRoles: ["administrator", ...(withDesks ? DESK_ROLES : [])],
        });
        await settleWaitingRoles(trx);
        const detail = { withDesks };
        await writeAudit(trx, { accountId: id, action: "access.set-up", object: login, detail });
      });
    },
  };
}

/** Compares hashes, so that the time it takes tells nothing. */
const isSame = (given: string, wanted: string): boolean =>
  timingSafeEqual(digest(given), digest(wanted));

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
