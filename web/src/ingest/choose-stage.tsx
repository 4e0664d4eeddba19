import { Button } from "antd";
import { useRef } from "react";
import { useText, type TextKey } from "../i18n/index.ts";
import { ImportIcon } from "../ui/icons.tsx";
import { PanelSection } from "../ui/index.ts";
import { addFiles } from "./actions.ts";

const TIPS: readonly TextKey[] = [
  "ingest:tips.look",
  "ingest:tips.confirm",
  "ingest:tips.bad",
  "ingest:tips.again",
];

interface ChooseStageProps {
  readonly problem: string | null;
  readonly note: string | null;
}

/** The start: a place to drop files on, and what will happen to them. */
export function ChooseStage({ problem, note }: ChooseStageProps) {
  const t = useText();
  return (
    <>
      <PanelSection>
        {problem !== null && (
          <p className="og-ingest-problem" role="alert">
            {problem}
          </p>
        )}
        {note !== null && (
          <p className="og-ingest-note" role="status">
            {note}
          </p>
        )}
        <div className="og-drop">
          <ImportIcon />
          <strong>{t("ingest:drop.title")}</strong>
          <span className="og-muted">{t("ingest:drop.or")}</span>
          <FileButton />
          <small className="og-muted">{t("ingest:drop.formats")}</small>
        </div>
        <p className="og-muted og-ingest-limit">{t("ingest:drop.limit")}</p>
      </PanelSection>
      <PanelSection title={t("ingest:tips.title")}>
        <ul className="og-tips">
          {TIPS.map((tip) => (
            <li key={tip}>{t(tip)}</li>
          ))}
        </ul>
      </PanelSection>
    </>
  );
}

function FileButton() {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button type="primary" onClick={() => input.current?.click()}>
        {t("ingest:drop.choose")}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="ingest-files"
        onChange={({ target }) => {
          void addFiles([...(target.files ?? [])]);
          // The same file again is a choice too.
          target.value = "";
        }}
      />
    </>
  );
}
