import type { ImportReply } from "@onegrid/core/ingest/contract";
import { Button, Progress } from "antd";
import { count, useText, type Translate } from "../i18n/index.ts";
import { Figures, PanelSection } from "../ui/index.ts";
import { cancelRun } from "./actions.ts";

interface RunStageProps {
  readonly reply: ImportReply;
  readonly isCancelling: boolean;
}

/** An import that runs: how far, how long still, and a way out. */
export function RunStage({ reply, isCancelling }: RunStageProps) {
  const t = useText();
  const { progress, accepted, rejected } = reply;
  const share = progress.totalBytes === 0 ? 0 : progress.bytes / progress.totalBytes;
  const percent = reply.state === "storing" ? 99 : Math.min(98, Math.floor(share * 100));
  const unit = t("ingest:run.rowsUnit");
  return (
    <PanelSection>
      <p className="og-run-now" role="status">
        {isCancelling ? t("ingest:run.cancelling") : nowWords(reply, t)}
      </p>
      <Progress percent={percent} status="active" aria-label={t("ingest:step.run")} />
      <p className="og-muted og-run-left">
        {progress.secondsLeft !== null && !isCancelling
          ? t("ingest:run.left", { time: timeWords(progress.secondsLeft, t) })
          : " "}
      </p>
      <Figures
        figures={[
          { label: t("ingest:run.accepted"), value: count(accepted), unit },
          { label: t("ingest:run.rejected"), value: count(rejected), unit },
        ]}
      />
      <div className="og-ingest-actions">
        <Button danger disabled={isCancelling} onClick={() => void cancelRun()}>
          {t("ingest:run.cancel")}
        </Button>
      </div>
      <p className="og-muted">{t("ingest:run.safe")}</p>
    </PanelSection>
  );
}

function nowWords({ state, progress }: ImportReply, t: Translate): string {
  if (state === "waiting") return t("ingest:run.waiting");
  if (state === "storing") return t("ingest:run.storing");
  return t("ingest:run.reading", { file: progress.file });
}

const timeWords = (seconds: number, t: Translate): string =>
  seconds < 90
    ? t("ingest:run.seconds", { count: seconds })
    : t("ingest:run.minutes", { count: Math.round(seconds / 60) });
