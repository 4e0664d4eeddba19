import type { CommandBody } from "@onegrid/core/dispatch/contract";
import type { Db } from "@onegrid/db";
import { loadCase, loadCaseForUpdate, type StoredCase } from "@onegrid/db/dispatch";
import { Problem } from "../../problem.ts";

/**
 * Holds both cases of a merge, always in the order of their ids: two people who merge the same two
 * cases into each other must not wait for one another.
 */
export async function lockCounterpart(
  trx: Db,
  caseId: string,
  body: CommandBody,
): Promise<{ stored: StoredCase | undefined; other: StoredCase | undefined }> {
  const otherId =
    body.verb === "merge"
      ? body.fields.targetCaseId
      : (await loadCase(trx, caseId))?.case.merged?.into;
  const locked = new Map<string, StoredCase>();
  for (const id of [...new Set([caseId, otherId ?? caseId])].toSorted()) {
    const found = await loadCaseForUpdate(trx, id);
    if (found) locked.set(id, found);
  }
  if (otherId !== undefined && !locked.has(otherId)) {
    throw new Problem({ code: "dispatch.not-found", caseId: otherId });
  }
  return { stored: locked.get(caseId), other: otherId ? locked.get(otherId) : undefined };
}
