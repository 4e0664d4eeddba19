import type { ContactReply } from "@onegrid/core/dispatch/contact-contract";
import type { CaseDetail } from "@onegrid/core/dispatch/contract";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { call } from "../../api.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { DISTRICT_ZONE } from "../../i18n/days.ts";
import { refusalSentence } from "../board/case-words.ts";
import { contactFault } from "./contact-draft.ts";
import { ContactFields } from "./contact-fields.tsx";
import { getContact } from "./contact-requests.ts";
import {
  changeContact,
  closeContactForm,
  noteContact,
  openContactForm,
  useContactForm,
  withdrawContact,
} from "./contact-store.ts";

/** How the reporter can be called back, for whoever may read, note or withdraw it. */
export function CaseContact({ data }: { readonly data: CaseDetail }) {
  const t = useText();
  const { caseId, isBusy, error } = useContactForm();
  const { contact, card } = data;
  if (contact === "none") return null;
  const isOpen = caseId === card.id;
  return (
    <section className="og-contact" aria-label={t("dispatch:contact.title")}>
      {contact === "readable" && <ShownContact key={card.id} caseId={card.id} />}
      {contact === "kept" && <p className="og-muted">{t("dispatch:contact.isKept")}</p>}
      <div className="og-contact-steps">
        <Button size="small" type="text" onClick={() => openContactForm(card.id)}>
          {t(contact === "empty" ? "dispatch:contact.note" : "dispatch:contact.replace")}
        </Button>
        {contact !== "empty" && <WithdrawButton key={card.id} caseId={card.id} isBusy={isBusy} />}
      </div>
      {isOpen && <NoteForm caseId={card.id} />}
      {!isOpen && error !== null && caseId === null && (
        <p className="og-case-error" role="alert">
          {refusalSentence(error)}
        </p>
      )}
    </section>
  );
}

interface WithdrawProps {
  readonly caseId: string;
  readonly isBusy: boolean;
}

/** It cannot be taken back: the first press asks, the second one does it. */
function WithdrawButton({ caseId, isBusy }: WithdrawProps) {
  const t = useText();
  const [isSure, setSure] = useState(false);
  return (
    <Button
      size="small"
      type="text"
      danger={isSure}
      disabled={isBusy}
      onBlur={() => setSure(false)}
      onClick={() => (isSure ? void withdrawContact(caseId) : setSure(true))}
    >
      {t(isSure ? "dispatch:contact.withdrawSure" : "dispatch:contact.withdraw")}
    </Button>
  );
}

const SHOWN_MS = 120_000;

/** Asked for by a press, written down as read, and gone when the case is left or the page is hidden. */
function ShownContact({ caseId }: { readonly caseId: string }) {
  const t = useText();
  const language = useLanguage();
  const [shown, setShown] = useState<ContactReply | null>(null);
  const [error, setError] = useState<unknown>(null);
  useHiddenAgain(shown !== null, () => setShown(null));
  const show = async (): Promise<void> => {
    setError(null);
    try {
      setShown(await call(getContact, { params: { id: caseId } }));
    } catch (failure) {
      setError(failure);
    }
  };
  if (shown === null)
    return (
      <>
        <Button size="small" onClick={() => void show()}>
          {t("dispatch:contact.show")}
        </Button>
        <span className="og-muted"> {t("dispatch:contact.logged")}</span>
        {error !== null && (
          <p className="og-case-error" role="alert">
            {refusalSentence(error)}
          </p>
        )}
      </>
    );
  const time = new Intl.DateTimeFormat(language, {
    dateStyle: "medium",
    timeZone: DISTRICT_ZONE,
  }).format(shown.purgeAt);
  return (
    <p className="og-contact-shown" role="status">
      <strong>{shown.name}</strong>{" "}
      <a className="og-number" href={`tel:${shown.phone.replaceAll(/[^+\d]/g, "")}`}>
        {shown.phone}
      </a>{" "}
      <Button size="small" type="text" onClick={() => setShown(null)}>
        {t("dispatch:contact.hide")}
      </Button>
      <small className="og-muted">{t("dispatch:contact.purge", { time })}</small>
    </p>
  );
}

function useHiddenAgain(isShown: boolean, hide: () => void): void {
  useEffect(() => {
    if (!isShown) return undefined;
    const timer = setTimeout(hide, SHOWN_MS);
    const whenHidden = (): void => {
      if (document.hidden) hide();
    };
    document.addEventListener("visibilitychange", whenHidden);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", whenHidden);
    };
  });
}

function NoteForm({ caseId }: { readonly caseId: string }) {
  const t = useText();
  const { draft, isBusy, error } = useContactForm();
  const fault = contactFault(draft);
  return (
    <form
      className="og-contact-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (fault === null) void noteContact(caseId, draft);
      }}
    >
      <ContactFields value={draft} onChange={changeContact} />
      {error !== null && (
        <p className="og-case-error" role="alert">
          {refusalSentence(error)}
        </p>
      )}
      <div className="og-contact-steps">
        <Button
          size="small"
          type="primary"
          htmlType="submit"
          loading={isBusy}
          disabled={fault !== null}
          title={fault === null ? "" : t(`dispatch:contact.need.${fault}`)}
        >
          {t("dispatch:contact.save")}
        </Button>
        <Button size="small" onClick={closeContactForm}>
          {t("dispatch:report.cancel")}
        </Button>
      </div>
    </form>
  );
}
