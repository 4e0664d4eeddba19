import {
  automaticCommand,
  decide,
  DEFAULT_POLICY,
  type Case,
  type Category,
} from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import { storeEvent, type OpenCase } from "./store-event.ts";

/** Does what the product does by itself after an event, until there is nothing left of it. */
export async function automate(
  trx: Db,
  open: OpenCase & { folded: Case },
  category: Category,
  now: Date,
): Promise<Case> {
  let { folded } = open;
  for (;;) {
    const command = automaticCommand(folded, category, now.getTime());
    if (!command) return folded;
    const decided = decide(folded, command, {
      caseId: folded.id,
      at: now.getTime(),
      actor: { kind: "system" },
      category,
      policy: DEFAULT_POLICY,
      responsibleUnitIds: null,
      fallbackUnitId: null,
    });
    // The table offered it and a guard says no: a person has to look.
    if (!decided.ok) return folded;
    for (const event of decided.value) folded = await storeEvent(trx, { ...open, folded }, event);
  }
}
