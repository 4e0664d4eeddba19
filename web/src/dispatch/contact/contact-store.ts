import type { ContactState } from "@onegrid/core/dispatch/contact-contract";
import { create } from "zustand";
import { call } from "../../api.ts";
import { contactBody, EMPTY_CONTACT, type ContactDraft } from "./contact-draft.ts";
import { deleteContact, putContact } from "./contact-requests.ts";
import { setContactState } from "../board/desk-store.ts";

interface ContactForm {
  /** The case that the form is open on; `null`: none. */
  readonly caseId: string | null;
  readonly draft: ContactDraft;
  readonly isBusy: boolean;
  readonly error: unknown;
}

const CLOSED: ContactForm = { caseId: null, draft: EMPTY_CONTACT, isBusy: false, error: null };

/** A contact that is being noted. What the server gave to read is never kept here. */
export const useContactForm = create<ContactForm>(() => CLOSED);

export function openContactForm(caseId: string): void {
  useContactForm.setState({ ...CLOSED, caseId });
}

export const closeContactForm = (): void => useContactForm.setState(CLOSED);

export const changeContact = (draft: ContactDraft): void =>
  useContactForm.setState({ draft, error: null });

/** Notes a contact. When that fails, what was typed stays in the form on the case. */
export async function noteContact(caseId: string, draft: ContactDraft): Promise<void> {
  useContactForm.setState({ caseId, draft, isBusy: true, error: null });
  try {
    const body = contactBody(draft);
    const { contact } = await call(putContact, { params: { id: caseId }, body });
    settle(caseId, contact);
  } catch (error) {
    useContactForm.setState({ isBusy: false, error });
  }
}

export async function withdrawContact(caseId: string): Promise<void> {
  useContactForm.setState({ ...CLOSED, isBusy: true });
  try {
    const { contact } = await call(deleteContact, { params: { id: caseId } });
    settle(caseId, contact);
  } catch (error) {
    useContactForm.setState({ isBusy: false, error });
  }
}

function settle(caseId: string, contact: ContactState): void {
  closeContactForm();
  setContactState(caseId, contact);
}
