import type { LimitRule, Milestone, RuleBook } from "@onegrid/core/dispatch";
import { Button } from "antd";
import { useState } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { EMPTY_STAGE, limitFields, stageFields, type LimitDraft } from "./limit-fields.ts";
import { RuleDialog } from "./rule-dialog.tsx";
import { RuleFields } from "./rule-fields.tsx";
import { keepChange } from "./rules-draft.ts";

export interface AskedLimit {
  readonly kind: "edit";
  readonly draft: LimitDraft;
  readonly isNew: boolean;
}

interface LimitDialogProps {
  readonly asked: AskedLimit;
  readonly book: RuleBook;
  readonly today: string;
  readonly onLeave: () => void;
}

/** A limit with its stages. */
export function LimitDialog({ asked, book, today, onLeave }: LimitDialogProps) {
  const t = useText();
  const language = useLanguage();
  const [draft, setDraft] = useState(asked.draft);
  const { id, rule } = draft;
  return (
    <RuleDialog
      title={asked.isNew ? t("rules:newLimit") : id}
      today={today}
      isReady={id !== "" && rule.milestones.length > 0}
      onKeep={(validFrom) => keepChange({ kind: "limit", id, validFrom, rule })}
      onLeave={onLeave}
    >
      <Stages rule={rule} onChange={(changed) => setDraft({ id, rule: changed })} />
      <RuleFields
        fields={limitFields(t, language, { book, isNew: asked.isNew })}
        rule={draft}
        onChange={setDraft}
      />
    </RuleDialog>
  );
}

interface StagesProps {
  readonly rule: LimitRule;
  readonly onChange: (rule: LimitRule) => void;
}

function Stages({ rule, onChange }: StagesProps) {
  const t = useText();
  const language = useLanguage();
  const { milestones } = rule;
  const put = (next: readonly Milestone[]): void => onChange({ ...rule, milestones: next });
  return (
    <>
      {milestones.map((stage, at) => (
        <fieldset key={stage.milestone} className="og-rule-stage">
          <legend>{stage.name.zh}</legend>
          <RuleFields
            fields={stageFields(t, language)}
            rule={stage}
            onChange={(changed) => put(milestones.with(at, changed))}
          />
          {milestones.length > 1 && (
            <Button size="small" type="link" onClick={() => put(milestones.toSpliced(at, 1))}>
              {t("rules:limit.removeStage")}
            </Button>
          )}
        </fieldset>
      ))}
      <Button
        size="small"
        className="og-rule-buttons"
        onClick={() => put([...milestones, nextStage(milestones)])}
      >
        {t("rules:limit.addStage")}
      </Button>
    </>
  );
}

/** A stage with a code that no other has. */
function nextStage(milestones: readonly Milestone[]): Milestone {
  const codes = new Set(milestones.map(({ milestone }) => milestone));
  const free = Array.from({ length: 9 }, (_, at) => `stage-${at + 1}`).find(
    (code) => !codes.has(code),
  );
  return { ...EMPTY_STAGE, milestone: free ?? "stage" };
}
