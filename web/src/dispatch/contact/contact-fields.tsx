import { Checkbox, Input } from "antd";
import { useText } from "../../i18n/index.ts";
import type { ContactDraft } from "./contact-draft.ts";
import { Field } from "../card/field.tsx";

interface ContactFieldsProps {
  readonly value: ContactDraft;
  readonly onChange: (value: ContactDraft) => void;
}

/** Name, number, and the consent without which neither is kept. */
export function ContactFields({ value, onChange }: ContactFieldsProps) {
  const t = useText();
  return (
    <>
      <div className="og-field-pair">
        <Field label={t("dispatch:contact.name")}>
          <Input
            value={value.name}
            maxLength={40}
            autoComplete="off"
            aria-label={t("dispatch:contact.name")}
            placeholder={t("dispatch:contact.nameHint")}
            onChange={(event) => onChange({ ...value, name: event.target.value })}
          />
        </Field>
        <Field label={t("dispatch:contact.phone")}>
          <Input
            value={value.phone}
            maxLength={30}
            type="tel"
            autoComplete="off"
            aria-label={t("dispatch:contact.phone")}
            onChange={(event) => onChange({ ...value, phone: event.target.value })}
          />
        </Field>
      </div>
      <Checkbox
        checked={value.agreed}
        onChange={(event) => onChange({ ...value, agreed: event.target.checked })}
      >
        {t("dispatch:contact.agreed")}
      </Checkbox>
      <p className="og-muted">{t("dispatch:contact.kept")}</p>
    </>
  );
}
