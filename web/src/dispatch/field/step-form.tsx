import { inLanguage, reasonsFor } from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { FieldVerb } from "@onegrid/core/dispatch/field-contract";
import { useState, type ReactNode } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { verbWord } from "../board/case-words.ts";
import { VERB_FORMS, type FieldKind } from "../card/verb-forms.ts";
import { EMPTY_VALUES, photosNeeded, type VerbValues } from "../card/verb-values.ts";
import { coverNumbers, hasNumbers } from "../report/cover-numbers.ts";
import type { DevicePhoto } from "./device-photos.ts";
import { useFix } from "./own-position.ts";
import { PhotoPicker } from "./photo-picker.tsx";
import { isThere, missingOf, takeStep } from "./take-step.ts";

interface StepFormProps {
  readonly verb: FieldVerb;
  readonly card: CaseCard;
  readonly onClose: () => void;
}

/** The form of a step, as the desk has it, with fields for a thumb. */
export function StepForm({ verb, card, onClose }: StepFormProps) {
  const t = useText();
  const language = useLanguage();
  const fix = useFix((state) => state.fix);
  const [values, setValues] = useState<VerbValues>(EMPTY_VALUES);
  const [photos, setPhotos] = useState<readonly DevicePhoto[]>([]);
  const change = (part: Partial<VerbValues>): void => setValues((old) => ({ ...old, ...part }));
  const missing = missingOf({ verb, card, values, photos }, fix);
  const isPersonal = [values.note, values.outcome, values.reason].some(hasNumbers);
  const send = async (): Promise<void> => {
    await takeStep({ verb, card, values, photos });
    onClose();
  };
  const fields: Partial<Record<FieldKind, ReactNode>> = {
    reason: <ReasonField {...{ verb, card, values, change }} />,
    note: <WordsField name="note" {...{ values, change }} />,
    outcome: <WordsField name="outcome" {...{ values, change }} />,
    passStandard: (
      <label className="og-field-check">
        <input
          type="checkbox"
          checked={values.isStandardMet}
          onChange={(event) => change({ isStandardMet: event.target.checked })}
        />
        {t("dispatch:form.passStandard")}
      </label>
    ),
    photos: <PhotoPicker photos={photos} needed={photosNeeded(verb, card)} onChange={setPhotos} />,
  };
  return (
    <form
      className="og-field-form"
      aria-label={verbWord(verb, language)}
      onSubmit={(event) => {
        event.preventDefault();
        if (missing.length === 0 && !isPersonal) void send();
      }}
    >
      {(VERB_FORMS[verb] ?? []).map((field) => (
        <div key={field}>{fields[field]}</div>
      ))}
      {isPersonal && <PersonalNotice {...{ values, change }} />}
      <div className="og-field-steps">
        <button
          type="submit"
          className="og-field-big og-field-first"
          disabled={missing.length > 0 || isPersonal}
        >
          {t("field:confirm", { verb: verbWord(verb, language) })}
        </button>
        <button type="button" className="og-field-big" onClick={onClose}>
          {t("dispatch:form.cancel")}
        </button>
      </div>
      {missing.length > 0 && <p className="og-muted">{t("dispatch:form.incomplete")}</p>}
    </form>
  );
}

interface ValuesProps {
  readonly values: VerbValues;
  readonly change: (part: Partial<VerbValues>) => void;
}

/** The usual reasons at one press, or one's own words. */
function ReasonField({ verb, card, values, change }: ValuesProps & Omit<StepFormProps, "onClose">) {
  const t = useText();
  const language = useLanguage();
  const fix = useFix((state) => state.fix);
  const isOptional = verb === "verify" && isThere(card, fix);
  return (
    <div role="group" aria-label={t("dispatch:form.reason")}>
      <span className="og-field-label">
        {isOptional ? t("field:onSite") : t("dispatch:form.reason")}
      </span>
      <div className="og-field-chips">
        {reasonsFor(verb).map((each) => {
          const words = inLanguage(each, language);
          return (
            <button
              key={each.code}
              type="button"
              aria-pressed={values.reason === words}
              onClick={() => change({ reason: values.reason === words ? "" : words })}
            >
              {words}
            </button>
          );
        })}
      </div>
      <input
        className="og-field-input"
        value={values.reason}
        maxLength={200}
        aria-label={t("dispatch:form.reason")}
        placeholder={t(verb === "verify" ? "field:farReason" : "field:ownReason")}
        onChange={(event) => change({ reason: event.target.value })}
      />
    </div>
  );
}

function WordsField({ name, values, change }: ValuesProps & { readonly name: "note" | "outcome" }) {
  const t = useText();
  return (
    <label>
      <span className="og-field-label">{t(`dispatch:form.${name}`)}</span>
      <textarea
        className="og-field-input"
        rows={2}
        maxLength={1000}
        value={values[name]}
        placeholder={name === "note" ? t("dispatch:form.noteHint") : ""}
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </label>
  );
}

/** Said at once and not when the server refuses it, hours later. */
function PersonalNotice({ values, change }: ValuesProps) {
  const t = useText();
  const { note, outcome, reason } = values;
  return (
    <p className="og-field-warning" role="alert">
      {t("field:personal")}{" "}
      <button
        type="button"
        className="og-link-button"
        onClick={() =>
          change({
            note: coverNumbers(note),
            outcome: coverNumbers(outcome),
            reason: coverNumbers(reason),
          })
        }
      >
        {t("dispatch:report.cover")}
      </button>
    </p>
  );
}
