import {
  contactContext,
  contactPurgeAt,
  type ContactKeeping,
  type ReporterContact,
} from "@onegrid/core/access";
import { OPEN_STATES, type Case } from "@onegrid/core/dispatch";
import type {
  ContactBody,
  ContactReply,
  ContactState,
} from "@onegrid/core/dispatch/contact-contract";
import { peekAs, type Db } from "@onegrid/db";
import {
  deleteContact,
  hasContact,
  loadCase,
  loadCaseForUpdate,
  loadContact,
  saveContact,
  type SealedContact,
  type StoredCase,
} from "@onegrid/db/dispatch";
import { writeAudit, type Deed } from "../../access/audit.ts";
import type { SecretBox } from "../../access/secret-box.ts";
import type { SignedIn } from "../../access/sessions.ts";
import { Problem } from "../../problem.ts";
import { sightOfHolder } from "../../sight-for.ts";
import { isContactTimely, mayNoteContact, mayReadContact } from "../rights/contact-rights.ts";

export interface ContactDesk {
  readonly db: Db;
  readonly box: SecretBox;
  readonly keeping: ContactKeeping;
  readonly now: () => Date;
}

/** What the page may offer of a case's contact. */
export async function contactStateOf(
  db: Db,
  signedIn: SignedIn,
  caseId: string,
): Promise<ContactState> {
  const stored = await loadCase(db, caseId);
  if (!stored) return "none";
  const isReader = mayReadContact(signedIn, stored);
  if (!isReader && !mayNoteContact(signedIn, stored)) return "none";
  if (await hasContact(db, caseId)) return isReader ? "readable" : "kept";
  return isContactTimely(stored) ? "empty" : "none";
}

/** Keeps a contact in the place of an earlier one. The words are sealed before the store sees them. */
export function noteContact(
  { db, box, keeping, now }: ContactDesk,
  signedIn: SignedIn,
  caseId: string,
  { name, phone }: ContactBody,
): Promise<ContactState> {
  const contact: ReporterContact = { name: name.trim(), phone };
  return db.transaction().execute(async (trx) => {
    const stored = await requireNotable(trx, signedIn, caseId);
    if (!isContactTimely(stored) || purgeAtOf(stored.case, keeping) <= now().getTime())
      throw new Problem({ code: "dispatch.contact-too-late" });
    const isReplaced = await hasContact(trx, caseId);
    await saveContact(trx, {
      caseId,
      sealed: box.seal(JSON.stringify(contact), contactContext(caseId)),
      agreedAt: now(),
      writtenBy: signedIn.accountId,
    });
    await writeAudit(trx, deed(signedIn, "contact.note", caseId, { isReplaced }));
    return contactStateOf(trx, signedIn, caseId);
  });
}

/** The reporter does not agree any more: it is gone at once, whatever became of the case. */
export function withdrawContact(
  { db }: ContactDesk,
  signedIn: SignedIn,
  caseId: string,
): Promise<ContactState> {
  return db.transaction().execute(async (trx) => {
    await requireNotable(trx, signedIn, caseId);
    if (!(await deleteContact(trx, caseId))) throw new Problem({ code: "dispatch.no-contact" });
    await writeAudit(trx, deed(signedIn, "contact.withdraw", caseId));
    return contactStateOf(trx, signedIn, caseId);
  });
}

/** Opens a contact for somebody who may read it. No reading without its entry in the log. */
export function readContact(
  { db, box, keeping }: ContactDesk,
  signedIn: SignedIn,
  caseId: string,
): Promise<ContactReply> {
  return db.transaction().execute(async (trx) => {
    // Behind the second wall: the contact itself is out of everybody's reach there.
    const sight = sightOfHolder(signedIn);
    const stored = await peekAs(trx, sight, (on) => loadCase(on, caseId));
    if (!stored || !mayReadContact(signedIn, stored))
      throw new Problem({ code: "dispatch.not-found", caseId });
    const sealed = await loadContact(trx, caseId);
    if (!sealed) throw new Problem({ code: "dispatch.no-contact" });
    const contact = unsealContact(box, sealed);
    await writeAudit(trx, deed(signedIn, "contact.read", caseId));
    return {
      ...contact,
      agreedAt: sealed.agreedAt.getTime(),
      purgeAt: purgeAtOf(stored.case, keeping),
    };
  });
}

function unsealContact(box: SecretBox, { sealed, caseId }: SealedContact): ReporterContact {
  const { name, phone }: ReporterContact = JSON.parse(box.unseal(sealed, contactContext(caseId)));
  return { name, phone };
}

async function requireNotable(trx: Db, signedIn: SignedIn, caseId: string): Promise<StoredCase> {
  const stored = await loadCaseForUpdate(trx, caseId);
  if (!stored || !mayNoteContact(signedIn, stored))
    throw new Problem({ code: "dispatch.not-found", caseId });
  return stored;
}

const deed = (
  { accountId }: SignedIn,
  action: string,
  object: string,
  detail: object = {},
): Deed => ({ accountId, action, object, detail });

function purgeAtOf(
  { state, reportedAt, closedAt, updatedAt }: Case,
  keeping: ContactKeeping,
): number {
  const endedAt = OPEN_STATES.includes(state) ? null : (closedAt ?? updatedAt);
  return contactPurgeAt({ reportedAt, endedAt }, keeping);
}
