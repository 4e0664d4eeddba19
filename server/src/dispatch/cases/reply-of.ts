import type { CaseReply } from "@onegrid/core/dispatch/contract";
import type { Db } from "@onegrid/db";
import { findDutyPlaceName, findGridName } from "@onegrid/db/dispatch";
import { head } from "@onegrid/db/events";
import type { SignedIn } from "../../access/sessions.ts";
import { contactStateOf } from "../contacts/reporter-contact.ts";
import { verbsFor } from "../rights/offered-verbs.ts";
import { rulesOf } from "../rules/rules-in-force.ts";
import { consultationsOf } from "../consultation/consultations-of.ts";
import { helpVerbsOf } from "../whistle/help-verbs.ts";
import { describeCase, type NumberedCase } from "./describe-cases.ts";

/** A case as its page shows it: with what the asker may do to it. */
export async function replyOf(
  db: Db,
  numbered: NumberedCase,
  signedIn: SignedIn,
  now: Date,
): Promise<CaseReply> {
  const { position } = await head(db);
  const rules = await rulesOf(db);
  return {
    card: await describeCase(db, numbered),
    gridName: await findGridName(db, numbered.case.place.gridVersionId),
    laneName: await findDutyPlaceName(db, numbered.case.place.laneId),
    verbs: verbsFor(numbered.case, rules, signedIn, now),
    ...helpVerbsOf(numbered.case, rules, signedIn, now),
    ...(await consultationsOf(db, numbered.case, rules, { signedIn, now })),
    contact: await contactStateOf(db, signedIn, numbered.case.id),
    position,
  };
}
