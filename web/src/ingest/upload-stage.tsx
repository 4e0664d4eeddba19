import { Button, Progress } from "antd";
import { useText } from "../i18n/index.ts";
import { PanelSection } from "../ui/index.ts";
import { sizeWords } from "./size-words.ts";

interface UploadStageProps {
  readonly sent: number;
  readonly total: number;
  readonly cancel: () => void;
}

/** While the bytes travel, and while the server looks at them. */
export function UploadStage({ sent, total, cancel }: UploadStageProps) {
  const t = useText();
  const isSent = sent >= total;
  const values = { sent: sizeWords(sent), total: sizeWords(total) };
  return (
    <PanelSection title={t("ingest:upload.title")}>
      <Progress
        percent={total === 0 ? 0 : Math.floor((sent / total) * 100)}
        status="active"
        aria-label={t("ingest:upload.title")}
      />
      <p className="og-muted" role="status">
        {isSent ? t("ingest:upload.looking") : t("ingest:upload.sent", values)}
      </p>
      <Button onClick={cancel}>{t("ingest:upload.cancel")}</Button>
    </PanelSection>
  );
}
