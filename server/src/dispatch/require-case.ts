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
  const stored = await loadCase(db, caseId);
  if (!stored || !isInScope(scope, stored.scopePath)) {
    throw new Problem({ code: "dispatch.not-found", caseId });
  }
  return stored;
}
