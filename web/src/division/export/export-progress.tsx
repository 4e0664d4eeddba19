import type { ExportReply } from "@onegrid/core/export/contract";
import { Progress } from "antd";
import { count, useText } from "../../i18n/index.ts";
import { exportFileAddress, type ExportRun } from "../../organisation/index.ts";
import { reasonSentence } from "../state/refusal-text.ts";

/** How far an export is, and where its file is when it is done. */
export function ExportProgress({ run }: { readonly run: ExportRun }) {
  const t = useText();
  if (run.kind === "none") return null;
  if (run.kind === "failed")
    return (
      <p role="alert" className="og-fault">
        {reasonSentence(run.error)}
      </p>
    );
  if (run.kind === "done") return <Done reply={run.reply} />;
  const { done = 0, total = 0 } = run.reply ?? {};
  return (
    <div className="og-export-progress" role="status">
      <Progress percent={total === 0 ? 0 : Math.round((done / total) * 100)} showInfo={false} />
      <small>
        {total === 0
          ? t("organisation:board.working")
          : t("export:progress", { done: count(done), total: count(total) })}
      </small>
    </div>
  );
}

function Done({ reply }: { readonly reply: ExportReply }) {
  const t = useText();
  const size = count(Math.max(1, Math.round((reply.bytes ?? 0) / 1000)));
  const isPdf = reply.fileName?.endsWith(".pdf") === true;
  return (
    <p className="og-export-done" role="status">
      <b translate="no">{reply.fileName}</b> <small className="og-muted">{size} kB</small>
      <br />
      <a href={exportFileAddress(reply.id)} download>
        {t("export:again")}
      </a>
      {isPdf && (
        <a href={exportFileAddress(reply.id, true)} target="_blank" rel="noreferrer">
          {t("organisation:board.open")}
        </a>
      )}
    </p>
  );
}
