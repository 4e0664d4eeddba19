import { Button } from "antd";
import { usePresentEmergency } from "../../access/emergency-line.tsx";
import { useText } from "../../i18n/index.ts";
import { runCommand } from "../../shell/index.ts";
import { drawArea } from "../area/drawn-area.ts";
import { useBoard } from "../board/board-store.ts";
import { rowsInView } from "../board/rows-in-view.ts";
import { MOST_CASES } from "./batch-store.ts";
import "./batch.css";

/**
 * Offered where the queue shows what waits for dispatch, and there is more than one; while an emergency is on also
 * for an area of the map.
 */
export function StartBatch() {
  const t = useText();
  const count = useBoard((board) =>
    board.filter.queue === "assign" ? Math.min(rowsInView(board).length, MOST_CASES) : 0,
  );
  const isEmergency = (usePresentEmergency() ?? []).length > 0;
  if (count < 2 && !isEmergency) return null;
  return (
    <div className="og-batch-start">
      {count > 1 && (
        <Button size="small" onClick={() => runCommand("dispatch.batch")}>
          {t("dispatch:batch.start", { count })} <kbd>B</kbd>
        </Button>
      )}
      {isEmergency && (
        <Button size="small" onClick={drawArea}>
          {t("dispatch:area.start")}
        </Button>
      )}
    </div>
  );
}
