import { contactContext } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import { listContacts } from "@onegrid/db/dispatch";
import type { SecretBox } from "../../access/secret-box.ts";
import { isProblem } from "../../problem.ts";

/** How many contacts are kept, and how many of them the present key does not open. */
export async function countUnreadableContacts(
  db: Db,
  box: SecretBox,
): Promise<{ readonly kept: number; readonly unreadable: number }> {
  const kept = await listContacts(db);
  const isUnreadable = ({ sealed, caseId }: (typeof kept)[number]): boolean => {
    try {
      box.unseal(sealed, contactContext(caseId));
      return false;
    } catch (error) {
      if (isProblem(error, "access.secret-unreadable")) return true;
      if (isProblem(error, "access.secret-key-missing")) return true;
      throw error;
    }
  };
  return { kept: kept.length, unreadable: kept.filter(isUnreadable).length };
}
