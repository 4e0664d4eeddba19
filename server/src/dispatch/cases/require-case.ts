import { isReached, type Jurisdiction } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import { loadCase, type StoredCase } from "@onegrid/db/dispatch";
import { Problem } from "../../problem.ts";
import { reachableOf } from "../rights/case-jurisdiction.ts";

/** A case of the jurisdiction; what lies outside is answered as if it were not there. */
export async function requireCase(
  db: Db,
  caseId: string,
  jurisdiction: Jurisdiction,
): Promise<StoredCase> {
  return requireReached(await loadCase(db, caseId), caseId, jurisdiction);
}

/** The same for what was looked up already. */
export function requireReached(
  found: StoredCase | undefined,
  caseId: string,
  jurisdiction: Jurisdiction,
): StoredCase {
  if (!found || !isReached(jurisdiction, reachableOf(found)))
    throw new Problem({ code: "dispatch.not-found", caseId });
  return found;
}
