import { setImmediate as otherRequests } from "node:timers/promises";
import { asMeant, datedStanding, foldCase, type DatedStanding } from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import { listLogsUntil, type UnsettledCase } from "@onegrid/db/dispatch";
import { rulesOf, type Rules } from "../rules/rules-in-force.ts";

const PAGE = 500;
const MOST_KEPT = 200_000;
/** What was folded under each edition of the rules. The past of a case is another only after its next event. */
const KEPT = new WeakMap<Rules, Map<string, DatedStanding | null>>();

type Changed = Pick<UnsettledCase, "id" | "updatedAt">;

/** How cases stood at the end of a period, folded from their logs; `null`: not in any figure. */
export async function standingsAt(
  trx: Db,
  cases: readonly Changed[],
  to: Date,
): Promise<ReadonlyMap<string, DatedStanding | null>> {
  const rules = await rulesOf(trx);
  const kept = KEPT.get(rules) ?? new Map<string, DatedStanding | null>();
  KEPT.set(rules, kept);
  const keyOf = ({ id, updatedAt }: Changed): string => `${id} ${updatedAt} ${to.getTime()}`;
  const missing = cases.filter((one) => !kept.has(keyOf(one)));
  if (kept.size + missing.length > MOST_KEPT) kept.clear();
  const found = new Map(cases.map((one) => [one.id, kept.get(keyOf(one)) ?? null]));
  for (let at = 0; at < missing.length; at += PAGE) {
    const page = missing.slice(at, at + PAGE);
    const folded = await foldUntil(trx, page, { to, rules });
    for (const one of page) {
      const standing = folded.get(one.id) ?? null;
      kept.set(keyOf(one), standing);
      found.set(one.id, standing);
    }
    await otherRequests();
  }
  return found;
}

async function foldUntil(
  trx: Db,
  cases: readonly Changed[],
  { to, rules }: { readonly to: Date; readonly rules: Rules },
): Promise<Map<string, DatedStanding | null>> {
  const ids = cases.map(({ id }) => id);
  const logs = await listLogsUntil(trx, ids, to);
  return new Map(
    logs.map(({ caseId, events }) => {
      const folded = foldCase(events);
      // Rehearsals (演练) were not asked for: one that has been made real since was so then.
      const meant = folded && { ...folded, ...asMeant(folded) };
      return [caseId, meant && datedStanding(meant, rules.bookFor(meant))];
    }),
  );
}
