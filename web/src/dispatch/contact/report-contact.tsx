import { Button } from "antd";
import { useState } from "react";
import { useText } from "../../i18n/index.ts";
import { EMPTY_CONTACT, isEmptyContact } from "./contact-draft.ts";
import { ContactFields } from "./contact-fields.tsx";
import { changeDraft, type ReportDraft } from "../report/report-store.ts";

/** Folded away: a report without a name is the usual one. */
export function ReportContact({ draft }: { readonly draft: ReportDraft }) {
  const t = useText();
  const [isOpen, setOpen] = useState(!isEmptyContact(draft.contact));
  const toggle = (): void => {
    // Folding it away takes back what was typed: nothing unseen is sent.
    if (isOpen) changeDraft({ contact: EMPTY_CONTACT });
    setOpen(!isOpen);
  };
  return (
    <div className="og-contact">
      <Button type="text" size="small" aria-expanded={isOpen} onClick={toggle}>
        {t("dispatch:contact.title")}
        <span className="og-muted">{t("dispatch:contact.optional")}</span> {isOpen ? "▴" : "▾"}
      </Button>
      {isOpen && (
        <ContactFields value={draft.contact} onChange={(contact) => changeDraft({ contact })} />
      )}
    </div>
  );
}
