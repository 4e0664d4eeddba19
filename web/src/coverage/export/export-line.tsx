import { count, useText } from "../../i18n/index.ts";
import { exportFileAddress } from "../../organisation/index.ts";
import { errorSentence } from "../../problem-text.ts";
import type { CoverageJob } from "./export-menu.tsx";
import "./export.css";

/** How far a file is, and where it is when it is done. */
export function ExportLine({ job: { run, cancel } }: { readonly job: CoverageJob }) {
  const t = useText();
  return (
    <div aria-live="polite">
      {run.kind === "running" && (
        <p className="og-panel-section og-export-line">
          <span>{t("coverage:export.working")}</span>
          <button type="button" className="og-link-button" onClick={cancel}>
            {t("coverage:export.stop")}
          </button>
        </p>
      )}
      {run.kind === "failed" && (
        <p className="og-panel-section og-failure">{errorSentence(run.error)}</p>
      )}
      {run.kind === "done" && (
        <p className="og-panel-section og-export-line">
          <span>
            <b translate="no">{run.reply.fileName}</b>{" "}
            <small className="og-muted">
              {count(Math.max(1, Math.round((run.reply.bytes ?? 0) / 1000)))} kB
            </small>
          </span>
          {run.reply.fileName?.endsWith(".pdf") === true && (
            <a href={exportFileAddress(run.reply.id, true)} target="_blank" rel="noreferrer">
              {t("coverage:export.open")}
            </a>
          )}
          <a href={exportFileAddress(run.reply.id)} download>
            {t("coverage:export.again")}
          </a>
          <button type="button" className="og-link-button" onClick={cancel}>
            {t("coverage:export.close")}
          </button>
        </p>
      )}
    </div>
  );
}
