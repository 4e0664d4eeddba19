import type { ConsultationVerb } from "@onegrid/core/dispatch";
import { Button } from "antd";
import { useState } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { verbWord } from "../board/case-words.ts";
import { useDesk } from "../board/desk-store.ts";
import { Field } from "../card/field.tsx";
import { ReasonInput } from "../card/reason-input.tsx";

interface ReasonFormProps {
  readonly verb: ConsultationVerb;
  readonly onSend: (reason: string) => void;
  readonly onCancel: () => void;
}

/** Why a meeting is called off, or a task dropped. */
export function ReasonForm({ verb, onSend, onCancel }: ReasonFormProps) {
  const t = useText();
  const language = useLanguage();
  const isBusy = useDesk((state) => state.isBusy);
  const [reason, setReason] = useState("");
  const isReady = reason.trim() !== "";
  return (
    <form
      className="og-meeting-form"
      aria-label={verbWord(verb, language)}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onSend(reason.trim());
      }}
    >
      <Field label={t("dispatch:form.reason")}>
        <ReasonInput autoFocus verb={verb} value={reason} onChange={setReason} />
      </Field>
      <div className="og-verb-form-foot">
        <Button
          type="primary"
          size="small"
          htmlType="submit"
          loading={isBusy}
          disabled={!isReady}
          title={isReady ? undefined : t("dispatch:form.incomplete")}
        >
          {verbWord(verb, language)}
        </Button>
        <Button size="small" onClick={onCancel}>
          {t("dispatch:form.cancel")}
        </Button>
      </div>
    </form>
  );
}
