import { CLOCK_LABELS, inLanguage, RULE_FAULTS, type RuleBook } from "@onegrid/core/dispatch";
import type { RulePreviewReply } from "@onegrid/core/dispatch/rules-contract";
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button, Table } from "antd";
import { useState } from "react";
import { call, isProblem } from "../../api.ts";
import { useLanguage, useText, type Translate } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { findCategory, loadRuleBook } from "../../rule-book.ts";
import { momentText } from "../local-moment.ts";
import { TextInput } from "../text-field.tsx";
import {
  dropChange,
  dropChanges,
  previewRules,
  saveRules,
  useRulesDraft,
  type RuleBody,
} from "./rules-draft.ts";

/** What is not saved yet: shown on the open cases first, then saved as one edition. */
export function SaveBar({ book }: { readonly book: RuleBook }) {
  const t = useText();
  const { message } = App.useApp();
  const { changes } = useRulesDraft();
  const [note, setNote] = useState("");
  const body = { expectedEdition: book.edition, note, changes };
  const preview = useMutation({
    mutationFn: (asked: RuleBody) => call(previewRules, { body: asked }),
  });
  const save = useMutation({
    mutationFn: () => call(saveRules, { body }),
    onSuccess: async ({ edition, changedCases }) => {
      dropChanges();
      setNote("");
      preview.reset();
      await loadRuleBook();
      void message.success(t("rules:bar.saved", { edition, count: changedCases }), 8);
    },
  });
  if (changes.length === 0) return null;
  // What was shown of other changes says nothing of these.
  const shown = preview.variables?.changes === changes ? preview : null;
  const error = save.error ?? shown?.error ?? null;
  return (
    <section
      className="og-office-card og-rule-bar"
      aria-label={t("rules:bar.title", { count: changes.length })}
    >
      <h2>{t("rules:bar.title", { count: changes.length })}</h2>
      <ChangeList />
      <TextInput
        label={t("rules:bar.note")}
        value={note}
        maxLength={200}
        autoComplete="off"
        onChange={setNote}
      />
      <div className="og-rule-buttons">
        <Button loading={preview.isPending} onClick={() => preview.mutate(body)}>
          {t("rules:bar.preview")}
        </Button>
        <Button
          type="primary"
          disabled={shown?.data === undefined}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t("rules:bar.save")}
        </Button>
        <Button type="text" onClick={dropChanges}>
          {t("rules:bar.drop")}
        </Button>
      </div>
      {error !== null && <Refusal error={error} />}
      {shown?.data !== undefined && error === null && <Preview preview={shown.data} />}
    </section>
  );
}

/** A table may bring two thousand: each was shown with its row. */
const MOST_LISTED = 50;

function ChangeList() {
  const t = useText();
  const { changes } = useRulesDraft();
  return (
    <ul className="og-rule-changes">
      {changes.slice(0, MOST_LISTED).map((change) => (
        <li key={`${change.kind} ${change.id} ${change.validFrom}`}>
          <span translate="no">
            {change.kind === "calendar" ? t("rules:tabs.calendar") : change.id}
          </span>{" "}
          {change.kind !== "calendar" && `${t("rules:from")} ${change.validFrom}`}{" "}
          {change.rule === null && t("rules:retired")}
          <Button size="small" type="link" onClick={() => dropChange(change)}>
            {t("rules:bar.remove")}
          </Button>
        </li>
      ))}
      {changes.length > MOST_LISTED && (
        <li>{t("rules:bar.more", { count: changes.length - MOST_LISTED })}</li>
      )}
    </ul>
  );
}

function Refusal({ error }: { readonly error: Error }) {
  const t = useText();
  const faults = faultWords(error, t);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={errorSentence(error)}
      description={
        faults.length > 0 && (
          <ul className="og-rule-changes">
            {faults.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )
      }
    />
  );
}

/** Each fault with the rule that it lies in. */
function faultWords(error: unknown, t: Translate): string[] {
  const faults = isProblem(error, "dispatch.rules-refused") ? error.problem.values["faults"] : [];
  if (!Array.isArray(faults)) return [];
  return faults.flatMap((given: unknown) => {
    if (typeof given !== "object" || given === null || !("fault" in given)) return [];
    const known = RULE_FAULTS.find((each) => each === given.fault);
    const value = "value" in given ? String(given.value) : "";
    const id = "id" in given ? String(given.id) : "";
    return known === undefined ? [] : [`${id}：${t(`rules:fault.${known}`, { value })}`];
  });
}

function Preview({ preview }: { readonly preview: RulePreviewReply }) {
  const t = useText();
  const language = useLanguage();
  const { openCases: open, changedCases: changed, cases } = preview;
  const at = (moment: number | null): string =>
    moment === null ? t("rules:bar.held") : momentText(new Date(moment).toISOString());
  if (changed === 0)
    return <Alert type="info" showIcon role="status" title={t("rules:bar.nobody", { open })} />;
  return (
    <>
      <p role="status">{t("rules:bar.checked", { open, changed })}</p>
      <Table<RulePreviewReply["cases"][number]>
        size="small"
        rowKey="number"
        dataSource={cases}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: t("rules:bar.case"),
            render: (_, { number, categoryId }) => {
              const name = findCategory(categoryId)?.name;
              return `${number} ${name ? inLanguage(name, language) : categoryId}`;
            },
          },
          {
            title: t("rules:clock"),
            render: (_, { clock }) => inLanguage(CLOCK_LABELS[clock], language),
          },
          { title: t("rules:bar.before"), render: (_, { dueAt }) => at(dueAt) },
          { title: t("rules:bar.after"), render: (_, { newDueAt }) => at(newDueAt) },
        ]}
      />
      {cases.length < changed && (
        <p className="og-muted">{t("rules:bar.first", { count: cases.length })}</p>
      )}
    </>
  );
}
