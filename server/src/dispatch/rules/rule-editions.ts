import type { RuleEditionsReply } from "@onegrid/core/dispatch/rules-contract";
import type { Db } from "@onegrid/db";
import { findNames, listRuleEditions, listRuleVersions } from "@onegrid/db/dispatch";

/** Who saved which changes of the rule book when, the newest first; the program's own stand for themselves. */
export async function ruleEditions(db: Db): Promise<RuleEditionsReply["editions"]> {
  const editions = await listRuleEditions(db);
  const accounts = editions.flatMap(({ accountId }) => accountId ?? []);
  const names = await findNames(db, [...new Set(accounts)], []);
  const versions = (await listRuleVersions(db)).filter(({ edition }) => edition > 1);
  return editions.toReversed().map(({ edition, savedAt, accountId, note }) => ({
    edition,
    savedAt,
    by: names.get(accountId ?? "") ?? null,
    note,
    changes: versions
      .filter((version) => version.edition === edition)
      .map(({ kind, id, validFrom, rule }) => ({ kind, id, validFrom, isRetired: rule === null })),
  }));
}
