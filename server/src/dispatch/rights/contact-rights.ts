import {
  contactReadingOf,
  isReached,
  reachesOf,
  type BoundedDuty,
  type Jurisdiction,
} from "@onegrid/core/access";
import { OPEN_STATES } from "@onegrid/core/dispatch";
import type { StoredCase } from "@onegrid/db/dispatch";
import type { SignedIn } from "../../access/sessions.ts";
import { unitOf } from "./acting-duty.ts";
import { reachableOf } from "./case-jurisdiction.ts";

type Asker = Pick<SignedIn, "accountId" | "duties">;

const isOpen = ({ case: { state } }: StoredCase): boolean => OPEN_STATES.includes(state);

/** Whether somebody may read the contact of a case: by what they reach, or have in hand while it is open. */
export function mayReadContact({ accountId, duties }: Asker, stored: StoredCase): boolean {
  const reading = (wanted: string): BoundedDuty[] =>
    duties.filter(({ role }) => contactReadingOf(role) === wanted);
  const reached: Jurisdiction = {
    reaches: reachesOf(reading("reached"), "contact.read"),
    ownIds: [],
  };
  const holders = reading("in-hand");
  const units = duties
    .filter((duty) => holders.includes(duty))
    .flatMap((duty) => unitOf(duty) ?? []);
  const inHand: Jurisdiction = {
    reaches: [],
    ownIds: holders.length === 0 ? [] : [accountId, ...units],
  };
  // Whoever was called to help needs no line to the reporter: whoever has the case has one.
  const thing = { ...reachableOf(stored), helperIds: [] };
  return isReached(reached, thing) || (isOpen(stored) && isReached(inHand, thing));
}

/** Whoever took the report down notes how to call back, or whoever may read it; while the case is open. */
export const mayNoteContact = (asker: Asker, stored: StoredCase): boolean =>
  stored.case.reporterId === asker.accountId || mayReadContact(asker, stored);

/** Whether it is still of use to note one down. */
export const isContactTimely = isOpen;
