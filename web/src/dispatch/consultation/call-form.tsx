import {
  BODY_KIND_LABELS,
  CONSULTATION_LIMITS,
  CONSULTATION_TEMPLATE_LABELS,
  CONSULTATION_TEMPLATES,
  inLanguage,
  partiesOf,
  type ConsultationTemplate,
} from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { call } from "../../api.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { verbWord } from "../board/case-words.ts";
import { command, openForm, useDesk } from "../board/desk-store.ts";
import { newKey } from "../board/requests.ts";
import { Field } from "../card/field.tsx";
import { getBodies } from "./consultation-requests.ts";
import { callIntent, isCallReady, nextMorning, type CallValues } from "./meeting.ts";
import "./consultation.css";

/** Calls a meeting (会商): a template fills in who comes, and may be changed. */
export function CallForm({ card }: { readonly card: CaseCard }) {
  const t = useText();
  const language = useLanguage();
  const isBusy = useDesk((state) => state.isBusy);
  const [values, setValues] = useState<CallValues>(() => ({
    template: "free",
    bodyIds: [],
    heldAt: nextMorning(Date.now()),
    topic: "",
    place: "",
  }));
  const change = (part: Partial<CallValues>): void => setValues((old) => ({ ...old, ...part }));
  const isReady = isCallReady(values);
  return (
    <form
      className="og-meeting-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void command(callIntent(values, newKey()));
      }}
    >
      <Parties card={card} values={values} change={change} />
      <Field label={t("dispatch:consult.topic")}>
        <Input
          value={values.topic}
          maxLength={100}
          aria-label={t("dispatch:consult.topic")}
          placeholder={t("dispatch:consult.topicHint")}
          onChange={(event) => change({ topic: event.target.value })}
        />
      </Field>
      <div className="og-field-pair">
        <Field label={t("dispatch:consult.when")}>
          <input
            className="og-time-field"
            type="datetime-local"
            value={values.heldAt}
            aria-label={t("dispatch:consult.when")}
            onChange={(event) => change({ heldAt: event.target.value })}
          />
        </Field>
        <Field label={t("dispatch:consult.where")}>
          <Input
            value={values.place}
            maxLength={100}
            aria-label={t("dispatch:consult.where")}
            onChange={(event) => change({ place: event.target.value })}
          />
        </Field>
      </div>
      <div className="og-verb-form-foot">
        <Button
          type="primary"
          htmlType="submit"
          loading={isBusy}
          disabled={!isReady}
          title={isReady ? undefined : t("dispatch:form.incomplete")}
        >
          {verbWord("consult", language)}
        </Button>
        <Button onClick={() => openForm(null)}>{t("dispatch:form.cancel")}</Button>
      </div>
    </form>
  );
}

interface PartiesProps {
  readonly card: CaseCard;
  readonly values: CallValues;
  readonly change: (part: Partial<CallValues>) => void;
}

/** Which bodies come: those that serve the place of the case. */
function Parties({ card, values, change }: PartiesProps) {
  const t = useText();
  const language = useLanguage();
  const { data, isPending } = useQuery({
    queryKey: ["bodies", card.id],
    queryFn: ({ signal }) => call(getBodies, { params: { id: card.id }, signal }),
  });
  const bodies = data?.bodies ?? [];
  const missing = data ? partiesOf(values.template, bodies).missing : [];
  const choose = (template: ConsultationTemplate): void => {
    const filled = template === "free" ? {} : { bodyIds: partiesOf(template, bodies).bodyIds };
    change({ template, ...filled });
  };
  return (
    <>
      <Field label={t("dispatch:consult.template")}>
        <Select
          autoFocus
          value={values.template}
          loading={isPending}
          disabled={isPending}
          options={CONSULTATION_TEMPLATES.map((value) => ({
            value,
            label: inLanguage(CONSULTATION_TEMPLATE_LABELS[value], language),
          }))}
          style={{ width: "100%" }}
          aria-label={t("dispatch:consult.template")}
          onChange={choose}
        />
      </Field>
      <Field label={t("dispatch:consult.bodies")}>
        <Select
          mode="multiple"
          value={[...values.bodyIds]}
          loading={isPending}
          maxCount={CONSULTATION_LIMITS.mostBodies}
          optionFilterProp="label"
          options={bodies.map(({ id, name, isStaffed }) => ({
            value: id,
            label: isStaffed ? name : `${name} · ${t("dispatch:consult.noAccount")}`,
          }))}
          style={{ width: "100%" }}
          aria-label={t("dispatch:consult.bodies")}
          placeholder={t("dispatch:consult.bodiesHint")}
          notFoundContent={t("dispatch:consult.noBodies")}
          onChange={(bodyIds) => change({ bodyIds })}
        />
        {missing.length > 0 && (
          <small className="og-muted" role="status">
            {t("dispatch:consult.missing", {
              kinds: missing
                .map((kind) => inLanguage(BODY_KIND_LABELS[kind], language))
                .join(t("dispatch:consult.comma")),
            })}
          </small>
        )}
      </Field>
    </>
  );
}
