import { isInScope } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import { loadCase, type StoredCase } from "@onegrid/db/dispatch";
import { Problem } from "../problem.ts";

/** A case in the scope; what lies outside is answered as if it were not there. */
export async function requireCase(
  db: Db,
  caseId: string,
  scope: readonly string[],
): Promise<StoredCase> {
  return requireInScope(await loadCase(db, caseId), caseId, scope);
}

/** The same for what was looked up already. */
export function requireInScope(
  found: StoredCase | undefined,
  caseId: string,
  scope: readonly string[],
): StoredCase {
  if (!found || !isInScope(scope, found.scopePath)) {
    throw new Problem({ code: "dispatch.not-found", caseId });
  }
  return found;
}
