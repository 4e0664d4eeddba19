import { usePresentEmergency } from "../../access/index.ts";
import {
  CHANNEL_LABELS,
  CHANNELS,
  inLanguage,
  SEVERITIES,
  SEVERITY_LABELS,
} from "@onegrid/core/dispatch";
import { Button, Checkbox, Input, Select } from "antd";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { PanelHeading } from "../../ui/index.ts";
import { AddressField } from "./address-field.tsx";
import { isProblem } from "../../api.ts";
import { findCategory } from "../../rule-book.ts";
import { categoryWord, refusalSentence } from "../board/case-words.ts";
import { CategoryField } from "./category-field.tsx";
import { Field } from "../card/field.tsx";
import { coverNumbers } from "./cover-numbers.ts";
import { ReportPhotos } from "./report-photos.tsx";
import { ReportContact } from "../contact/report-contact.tsx";
import { SimilarCases } from "./similar-cases.tsx";
import { LocatedPlace } from "./located-place.tsx";
import {
  askHelp,
  cancelReport,
  changeDraft,
  missingPart,
  sendReport,
  useReport,
  type ReportDraft,
} from "./report-store.ts";

function sendByKey(event: KeyboardEvent): void {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void sendReport();
}

/** A report from nothing to sent; Ctrl+Enter sends it from every field. */
export function ReportForm({
  draft,
  mayFile,
}: {
  readonly draft: ReportDraft;
  readonly mayFile: boolean;
}) {
  const t = useText();
  return (
    <form
      className="og-report"
      aria-label={t("dispatch:report.title")}
      onKeyDown={sendByKey}
      onSubmit={(event) => {
        event.preventDefault();
        void sendReport();
      }}
    >
      <PanelHeading title={t("dispatch:report.title")} about={t("dispatch:report.placeHint")} />
      <div className="og-report-fields">
        <Field label={t("dispatch:report.place")}>
          <AddressField value={draft.address} />
          <LocatedPlace draft={draft} />
        </Field>
        <DescriptionField value={draft.description} hasPlace={draft.position !== null} />
        <ClassFields draft={draft} />
        <ReportPhotos draft={draft} />
        <ReportContact draft={draft} />
        <SimilarReports />
        <MeantField draft={draft} />
        {mayFile && (
          <Checkbox
            checked={draft.alsoFile}
            onChange={(event) => changeDraft({ alsoFile: event.target.checked })}
          >
            {t("dispatch:report.alsoFile")}
          </Checkbox>
        )}
      </div>
      <ReportFoot draft={draft} />
    </form>
  );
}

/** During an exercise (演练) staff rehearse; what is meant has to say so. */
function MeantField({ draft }: { readonly draft: ReportDraft }) {
  const t = useText();
  const isExercise = usePresentEmergency()?.some(({ kind }) => kind === "exercise") === true;
  if (!isExercise) return null;
  return (
    <Checkbox
      checked={draft.isReal}
      onChange={(event) => changeDraft({ isReal: event.target.checked })}
    >
      {t("dispatch:report.isReal")}
    </Checkbox>
  );
}

/** Once the place is known, the description is next: the cursor goes there by itself. */
function DescriptionField({
  value,
  hasPlace,
}: {
  readonly value: string;
  readonly hasPlace: boolean;
}) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const field = box.current?.querySelector("textarea");
    if (hasPlace && field?.value === "") field.focus();
  }, [hasPlace]);
  return (
    <Field label={t("dispatch:report.description")}>
      <div ref={box}>
        <Input.TextArea
          value={value}
          maxLength={2000}
          autoSize={{ minRows: 2, maxRows: 6 }}
          aria-label={t("dispatch:report.description")}
          placeholder={t("dispatch:report.descriptionHint")}
          onChange={(event) => {
            changeDraft({ description: event.target.value });
            askHelp();
          }}
        />
      </div>
    </Field>
  );
}

function chooseClass(categoryId: string): void {
  changeDraft({ categoryId });
  askHelp();
}

function ClassFields({ draft }: { readonly draft: ReportDraft }) {
  const t = useText();
  return (
    <>
      <Field label={t("dispatch:report.category")}>
        <Suggestions chosen={draft.categoryId} onChoose={chooseClass} />
        <CategoryField value={draft.categoryId} onChange={chooseClass} />
      </Field>
      <div className="og-field-pair">
        <ChannelField draft={draft} />
        <SeverityField draft={draft} />
      </div>
    </>
  );
}

interface SuggestionsProps {
  readonly chosen: string | null;
  readonly onChoose: (categoryId: string) => void;
}

function Suggestions({ chosen, onChoose }: SuggestionsProps) {
  const t = useText();
  const language = useLanguage();
  const suggestions = useReport((state) => state.help?.suggestions) ?? [];
  if (suggestions.length === 0) return null;
  return (
    <div className="og-chips">
      <span className="og-muted">{t("dispatch:report.suggested")}</span>
      {suggestions.map(({ categoryId, words }) => (
        <button
          key={categoryId}
          type="button"
          className="og-chip"
          aria-pressed={chosen === categoryId}
          title={words.join(" ")}
          onClick={() => onChoose(categoryId)}
        >
          {categoryWord(categoryId, language)}
        </button>
      ))}
    </div>
  );
}

function ChannelField({ draft }: { readonly draft: ReportDraft }) {
  const t = useText();
  const language = useLanguage();
  const options = CHANNELS.filter((channel) => channel !== "import" && channel !== "sensor").map(
    (value) => ({ value, label: inLanguage(CHANNEL_LABELS[value], language) }),
  );
  return (
    <Field label={t("dispatch:report.channel")}>
      <Select
        value={draft.channel}
        options={options}
        aria-label={t("dispatch:report.channel")}
        onChange={(channel) => changeDraft({ channel })}
      />
    </Field>
  );
}

function SeverityField({ draft }: { readonly draft: ReportDraft }) {
  const t = useText();
  const language = useLanguage();
  const category = findCategory(draft.categoryId ?? "");
  const usual = category ? inLanguage(SEVERITY_LABELS[category.severity], language) : "—";
  const options = [
    { value: "", label: t("dispatch:report.bySeverity", { word: usual }) },
    ...SEVERITIES.map((value) => ({ value, label: inLanguage(SEVERITY_LABELS[value], language) })),
  ];
  return (
    <Field label={t("dispatch:report.severity")}>
      <Select
        value={draft.severity ?? ""}
        options={options}
        aria-label={t("dispatch:report.severity")}
        popupMatchSelectWidth={false}
        onChange={(value) =>
          changeDraft({ severity: SEVERITIES.find((each) => each === value) ?? null })
        }
      />
    </Field>
  );
}

function SimilarReports() {
  const t = useText();
  const duplicates = useReport((state) => state.help?.duplicates) ?? [];
  if (duplicates.length === 0) return null;
  return (
    <div className="og-similar" role="status">
      <strong>{t("dispatch:report.duplicates")}</strong>
      <SimilarCases duplicates={duplicates} />
    </div>
  );
}

/** Does what the refusal suggests: the numbers in the text become unreadable. */
function CoverNumbers({ draft, error }: { readonly draft: ReportDraft; readonly error: unknown }) {
  const t = useText();
  if (!isProblem(error, "access.personal-text")) return null;
  const { address, description } = draft;
  return (
    <Button
      size="small"
      onClick={() => {
        changeDraft({ address: coverNumbers(address), description: coverNumbers(description) });
        askHelp();
      }}
    >
      {t("dispatch:report.cover")}
    </Button>
  );
}

const WHY_MISSING = {
  place: "dispatch:report.needPlace",
  category: "dispatch:report.needCategory",
  contact: "dispatch:contact.needWhole",
} as const;

function ReportFoot({ draft }: { readonly draft: ReportDraft }) {
  const t = useText();
  const { isSending, error } = useReport();
  const missing = missingPart(draft);
  const why = missing && t(WHY_MISSING[missing]);
  return (
    <footer className="og-report-foot">
      {error !== null && (
        <p className="og-case-error" role="alert">
          {refusalSentence(error)} <CoverNumbers draft={draft} error={error} />
        </p>
      )}
      <Button
        type="primary"
        htmlType="submit"
        loading={isSending}
        disabled={missing !== null}
        title={why ?? "Ctrl+Enter"}
      >
        {t("dispatch:report.send")} <kbd>Ctrl ↵</kbd>
      </Button>
      <Button onClick={cancelReport}>{t("dispatch:report.cancel")}</Button>
      {why !== null && <span className="og-muted">{why}</span>}
    </footer>
  );
}
