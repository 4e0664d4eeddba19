import type { PersonReply } from "@onegrid/core/access/contract";
import type { DutiesPreview } from "@onegrid/core/access/preview-contract";
import type { Ask } from "./browser.ts";

/** Gives duties as the page does: looks at what would change, and saves what was shown. */
export async function saveAsShown(
  ask: Ask,
  personId: string,
  duties: readonly object[],
): Promise<{ readonly status: number; readonly body: PersonReply }> {
  const url = `/api/access/people/${personId}/duties`;
  const { body } = await ask<DutiesPreview>("POST", `${url}/preview`, { duties });
  return ask<PersonReply>("PUT", url, { duties, digest: body.digest });
}
