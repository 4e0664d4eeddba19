import { reasonText } from "@onegrid/core/ingest";
import { useLanguage, useText } from "../i18n/index.ts";
import type { LayerDraft } from "./drafts.ts";
import { placeWords } from "./place-words.ts";

const SHOWN = 8;

/** What the plan would refuse or warn about in the first rows. */
export function TrialView({ layer: { trial } }: { readonly layer: LayerDraft }) {
  const t = useText();
  const language = useLanguage();
  if (trial.rejects.length === 0) return null;
  return (
    <details className="og-trial" open={trial.refused > 0}>
      <summary>
        {t("ingest:trial.rejects")}{" "}
        <span className="og-muted">
          {trial.refused > 0 && t("ingest:trial.bad", { count: trial.refused })}
          {trial.refused > 0 && trial.warned > 0 && " · "}
          {trial.warned > 0 && t("ingest:trial.warned", { count: trial.warned })}
        </span>
      </summary>
      <ul>
        {trial.rejects.slice(0, SHOWN).map((reject, at) => (
          // The list is made anew as a whole.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at} data-severity={reject.severity}>
            <span className="og-muted" translate="no">
              {placeWords(reject.place, t)}
            </span>{" "}
            <span>{reasonText(reject.refusal, language)}</span>{" "}
            {reject.value !== null && reject.value !== "" && (
              <code translate="no">{reject.value}</code>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
