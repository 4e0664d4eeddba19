import { suggestCategories } from "@onegrid/core/dispatch";
import type { Me } from "@onegrid/core/access/contract";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { usePresentEmergency } from "../../access/index.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { categoriesToday, findCategory, useRules } from "../../rule-book.ts";
import { categoryWord } from "../board/case-words.ts";
import { categoryGroups } from "../report/category-groups.ts";
import { coverNumbers, hasNumbers } from "../report/cover-numbers.ts";
import { useFix, watchPosition } from "./own-position.ts";
import { useOutbox } from "./outbox-store.ts";
import { PhotoPicker } from "./photo-picker.tsx";
import {
  changeDraft,
  draftFrom,
  dropDraft,
  missingOfDraft,
  openDraft,
  sendDraft,
  useDraft,
  type FieldDraft,
} from "./report-draft.ts";

const here = getRouteApi("/field");

/** What field staff see most, for a report without a word typed. */
const USUAL = ["event.01-02", "event.01-10", "event.05-05", "event.05-07", "event.01-04"];

/** A problem where I stand: photo, class, and it is written down, with or without a line. */
export function ReportForm({ me }: { readonly me: Me }) {
  const t = useText();
  const draft = useDraft();
  const navigate = useNavigate();
  const fix = useFix((state) => state.fix);
  const { entry: key } = here.useSearch();
  const refused = useOutbox(({ entries }) => entries.find((each) => each.key === key));
  useEffect(watchPosition, []);
  useEffect(() => void openDraft(me.id), [me.id]);
  useEffect(() => {
    if (refused !== undefined) void draftFrom(refused);
  }, [refused]);
  const missing = missingOfDraft(draft, fix?.position ?? null);
  const isPersonal = hasNumbers(draft.description) || hasNumbers(draft.address);
  const send = async (): Promise<void> => {
    await sendDraft();
    await navigate({ to: "/field", search: { view: "outbox" } });
  };
  return (
    <form
      className="og-field-form og-field-report"
      aria-label={t("field:nav.report")}
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === null && !isPersonal) void send();
      }}
    >
      <PhotoPicker
        photos={draft.photos}
        needed={0}
        onChange={(photos) => changeDraft({ photos })}
        onPlace={(taken) => changeDraft({ taken })}
      />
      <PlaceField draft={draft} />
      <ClassField draft={draft} />
      <label>
        <span className="og-field-label">{t("dispatch:report.description")}</span>
        <textarea
          className="og-field-input"
          rows={3}
          maxLength={2000}
          value={draft.description}
          placeholder={t("dispatch:report.descriptionHint")}
          onChange={(event) => changeDraft({ description: event.target.value })}
        />
      </label>
      <MeantField isReal={draft.isReal} />
      {isPersonal && <PersonalNotice draft={draft} />}
      <div className="og-field-steps">
        <button
          type="submit"
          className="og-field-big og-field-first"
          disabled={missing !== null || isPersonal}
        >
          {t("dispatch:report.send")}
        </button>
        <button type="button" className="og-field-big" onClick={dropDraft}>
          {t("field:clear")}
        </button>
      </div>
      {missing !== null && (
        <p className="og-muted">
          {t(missing === "place" ? "field:needPlace" : "dispatch:report.needCategory")}
        </p>
      )}
    </form>
  );
}

/** During an exercise (演练) staff rehearse: what is meant says so, and is counted. */
function MeantField({ isReal }: { readonly isReal: boolean }) {
  const t = useText();
  const isExercise = usePresentEmergency()?.some(({ kind }) => kind === "exercise") === true;
  if (!isExercise && !isReal) return null;
  return (
    <label className="og-field-meant">
      <input
        type="checkbox"
        checked={isReal}
        onChange={(event) => changeDraft({ isReal: event.target.checked })}
      />
      {t("dispatch:report.isReal")}
    </label>
  );
}

function PlaceField({ draft }: { readonly draft: FieldDraft }) {
  const t = useText();
  const { fix, finding } = useFix();
  const { taken } = draft;
  const words =
    draft.photoPlace !== null
      ? t("field:place.photo")
      : fix !== null
        ? t("field:place.found", { metres: fix.accuracyMetres })
        : t(finding === "denied" ? "field:place.denied" : "field:place.finding");
  return (
    <div role="group" aria-label={t("dispatch:report.place")}>
      <span className="og-field-label">{t("dispatch:report.place")}</span>
      <p className={fix === null && draft.photoPlace === null ? "og-field-warning" : "og-field-ok"}>
        {words}
      </p>
      {taken !== null && draft.photoPlace === null && (
        <button
          type="button"
          className="og-link-button"
          onClick={() => changeDraft({ photoPlace: taken })}
        >
          {t("field:place.usePhoto")}
        </button>
      )}
      {draft.photoPlace !== null && fix !== null && (
        <button
          type="button"
          className="og-link-button"
          onClick={() => changeDraft({ photoPlace: null })}
        >
          {t("field:place.useHere")}
        </button>
      )}
      <input
        className="og-field-input"
        value={draft.address}
        maxLength={200}
        aria-label={t("dispatch:report.address")}
        placeholder={t("field:place.address")}
        onChange={(event) => changeDraft({ address: event.target.value })}
      />
    </div>
  );
}

function ClassField({ draft }: { readonly draft: FieldDraft }) {
  const t = useText();
  const language = useLanguage();
  const book = useRules();
  const categories = useMemo(() => categoriesToday(book), [book]);
  const groups = useMemo(() => categoryGroups(categories, language), [categories, language]);
  const { description, categoryId } = draft;
  const suggested = useMemo(
    () => suggestCategories(description, categories).map((each) => each.categoryId),
    [description, categories],
  );
  const usual = USUAL.filter((id) => findCategory(id) !== undefined);
  const chips = [...new Set([...suggested, ...usual])].slice(0, 5);
  return (
    <div role="group" aria-label={t("dispatch:report.category")}>
      <span className="og-field-label">{t("dispatch:report.category")}</span>
      <div className="og-field-chips">
        {chips.map((id) => (
          <button
            key={id}
            type="button"
            aria-pressed={id === categoryId}
            onClick={() => changeDraft({ categoryId: id })}
          >
            {categoryWord(id, language)}
          </button>
        ))}
      </div>
      <select
        className="og-field-input"
        value={categoryId ?? ""}
        aria-label={t("field:allClasses")}
        onChange={(event) => changeDraft({ categoryId: event.target.value || null })}
      >
        <option value="">{t("field:allClasses")}</option>
        {groups.map(({ label, options }) => (
          <optgroup key={label} label={label}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

function PersonalNotice({ draft }: { readonly draft: FieldDraft }) {
  const t = useText();
  return (
    <p className="og-field-warning" role="alert">
      {t("field:personal")}{" "}
      <button
        type="button"
        className="og-link-button"
        onClick={() =>
          changeDraft({
            description: coverNumbers(draft.description),
            address: coverNumbers(draft.address),
          })
        }
      >
        {t("dispatch:report.cover")}
      </button>
    </p>
  );
}
