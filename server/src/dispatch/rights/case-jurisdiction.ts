import { reachesOf, type Jurisdiction, type Reachable } from "@onegrid/core/access";
import { calledUnitIds } from "@onegrid/core/dispatch";
import type { StoredCase } from "@onegrid/db/dispatch";
import type { SignedIn } from "../../access/sessions.ts";
import { unitOf } from "./acting-duty.ts";

/** The cases that somebody reaches: by area, class and level, and those they have in hand or help with. */
export function caseJurisdiction(
  { accountId, duties }: Pick<SignedIn, "accountId" | "duties">,
  permission: "case.read" | "case.act",
): Jurisdiction {
  const reaches = reachesOf(duties, permission);
  if (reaches.length === 0) return { reaches, ownIds: [] };
  return { reaches, ownIds: ownIdsOf({ accountId, duties }) };
}

/** The person, and the units they act for. Of a duty that is lent in part, only what lies in that part. */
export function ownIdsOf({ accountId, duties }: Pick<SignedIn, "accountId" | "duties">): string[] {
  const whole = duties.filter(({ onBehalfOf }) => onBehalfOf?.isWhole ?? true);
  return [...new Set([accountId, ...whole.flatMap((duty) => unitOf(duty) ?? [])])];
}

/** A case as jurisdiction sees it. */
export const reachableOf = ({
  case: folded,
  scopePath,
}: Omit<StoredCase, "number">): Reachable => ({
  path: scopePath,
  categoryId: folded.categoryId,
  level: folded.level,
  assigneeId: folded.assignee?.memberId ?? folded.assignee?.unitId ?? null,
  helperIds: calledUnitIds(folded),
});
