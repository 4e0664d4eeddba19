import { Button } from "antd";
import { useText } from "../../i18n/index.ts";
import { runCommand } from "../../shell/index.ts";
import { useBoard } from "../board-store.ts";
import { waitingCases } from "./batch-store.ts";
import "./batch.css";

/** Offered where the queue shows what waits for dispatch, and there is more than one. */
export function StartBatch() {
  const t = useText();
  const count = useBoard(({ filter }) => (filter.queue === "assign" ? waitingCases().length : 0));
  if (count < 2) return null;
  return (
    <div className="og-batch-start">
      <Button size="small" onClick={() => runCommand("dispatch.batch")}>
        {t("dispatch:batch.start", { count })} <kbd>B</kbd>
      </Button>
    </div>
  );
}
