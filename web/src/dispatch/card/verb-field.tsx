import {
  CASE_LEVELS,
  inLanguage,
  SUPERVISION_LABELS,
  SUPERVISION_LEVELS,
  type Verb,
} from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { Checkbox, Input, InputNumber, Rate, Select } from "antd";
import type { ReactNode } from "react";
import { useLanguage, useText, type TextKey } from "../../i18n/index.ts";
import { findCategory } from "../../rule-book.ts";
import { levelWord } from "../board/case-words.ts";
import { CategoryField } from "../report/category-field.tsx";
import { PhotoField } from "../report/photo-field.tsx";
import { DepartmentField, HelpKindField } from "../whistle/whistle-fields.tsx";
import { PlaceField, TargetField, VerifierField } from "./picked-fields.tsx";
import { Field } from "./field.tsx";
import { ReasonInput } from "./reason-input.tsx";
import type { FieldKind } from "./verb-forms.ts";
import { photosNeeded, type VerbValues } from "./verb-values.ts";

export interface VerbFieldProps {
  readonly field: FieldKind;
  readonly verb: Verb;
  readonly card: CaseCard;
  readonly values: VerbValues;
  readonly change: (part: Partial<VerbValues>) => void;
}

const LABELS: Readonly<Record<FieldKind, TextKey | null>> = {
  reason: "dispatch:form.reason",
  note: "dispatch:form.note",
  fileStandard: null,
  passStandard: null,
  photos: "dispatch:form.photos",
  outcome: "dispatch:form.outcome",
  levelUp: "dispatch:form.level",
  levelDown: "dispatch:form.level",
  until: "dispatch:form.until",
  review: "dispatch:form.review",
  minutes: "dispatch:form.minutes",
  supervision: "dispatch:form.supervision",
  category: "dispatch:form.category",
  target: "dispatch:form.target",
  verifier: "dispatch:form.verifier",
  responder: null,
  meeting: null,
  place: "dispatch:form.place",
  stars: "dispatch:form.stars",
  department: "dispatch:help.department",
  helpKind: "dispatch:help.kind",
};

/** One field of a verb's form. */
export function VerbField(props: VerbFieldProps) {
  const t = useText();
  const label = LABELS[props.field];
  const control = CONTROLS[props.field](props);
  return label === null ? control : <Field label={t(label)}>{control}</Field>;
}

const CONTROLS: Readonly<Record<FieldKind, (props: VerbFieldProps) => ReactNode>> = {
  reason: ({ verb, values, change }) => (
    <ReasonInput verb={verb} value={values.reason} onChange={(reason) => change({ reason })} />
  ),
  note: (props) => <WordsField {...props} name="note" />,
  outcome: (props) => <WordsField {...props} name="outcome" />,
  fileStandard: (props) => <StandardField {...props} words="dispatch:form.fileStandard" />,
  passStandard: (props) => <StandardField {...props} words="dispatch:form.passStandard" />,
  photos: ({ verb, card, values, change }) => (
    <PhotoField
      photos={values.photos}
      needed={photosNeeded(verb, card)}
      onChange={(photos) => change({ photos })}
    />
  ),
  levelUp: (props) => <LevelField {...props} />,
  levelDown: (props) => <LevelField {...props} />,
  until: (props) => <TimeField {...props} type="datetime-local" />,
  review: (props) => <TimeField {...props} type="date" />,
  minutes: ({ values, change }) => (
    <InputNumber
      min={1}
      max={720}
      value={values.hours}
      onChange={(hours) => change({ hours: hours ?? 1 })}
    />
  ),
  supervision: (props) => <SupervisionField {...props} />,
  category: ({ values, change }) => (
    <CategoryField value={values.categoryId} onChange={(categoryId) => change({ categoryId })} />
  ),
  target: (props) => <TargetField {...props} />,
  verifier: (props) => <VerifierField {...props} />,
  place: (props) => <PlaceField {...props} />,
  responder: () => null,
  meeting: () => null,
  department: (props) => <DepartmentField {...props} />,
  helpKind: (props) => <HelpKindField {...props} />,
  stars: ({ values, change }) => (
    <Rate value={values.stars} allowClear={false} onChange={(stars) => change({ stars })} />
  ),
};

function WordsField(props: VerbFieldProps & { readonly name: "note" | "outcome" }) {
  const { name, values, change } = props;
  const t = useText();
  return (
    <Input.TextArea
      value={values[name]}
      maxLength={1000}
      autoSize={{ minRows: 1, maxRows: 5 }}
      aria-label={t(`dispatch:form.${name}`)}
      placeholder={name === "note" ? t("dispatch:form.noteHint") : ""}
      onChange={(event) => change({ [name]: event.target.value })}
    />
  );
}

function StandardField({ values, change, words }: VerbFieldProps & { readonly words: TextKey }) {
  const t = useText();
  return (
    <Checkbox
      checked={values.isStandardMet}
      onChange={(event) => change({ isStandardMet: event.target.checked })}
    >
      {t(words)}
    </Checkbox>
  );
}

function LevelField({ field, card, values, change }: VerbFieldProps) {
  const t = useText();
  const language = useLanguage();
  const now = CASE_LEVELS.indexOf(card.level);
  const highest = findCategory(card.categoryId)?.highestLevel ?? "district";
  const levels =
    field === "levelUp"
      ? CASE_LEVELS.slice(now + 1, CASE_LEVELS.indexOf(highest) + 1)
      : CASE_LEVELS.slice(0, now);
  return (
    <Select
      value={values.level}
      options={levels.map((value) => ({ value, label: levelWord(value, language) }))}
      style={{ width: "100%" }}
      aria-label={t("dispatch:form.level")}
      onChange={(level) => change({ level })}
    />
  );
}

function TimeField(props: VerbFieldProps & { readonly type: "date" | "datetime-local" }) {
  const { field, type, values, change } = props;
  const t = useText();
  return (
    <input
      className="og-time-field"
      type={type}
      value={values.until}
      aria-label={t(field === "until" ? "dispatch:form.until" : "dispatch:form.review")}
      onChange={(event) => change({ until: event.target.value })}
    />
  );
}

function SupervisionField({ values, change }: VerbFieldProps) {
  const t = useText();
  const language = useLanguage();
  return (
    <Select
      value={values.supervision}
      options={SUPERVISION_LEVELS.map((value) => ({
        value,
        label: inLanguage(SUPERVISION_LABELS[value], language),
      }))}
      style={{ width: "100%" }}
      aria-label={t("dispatch:form.supervision")}
      onChange={(supervision) => change({ supervision })}
    />
  );
}
