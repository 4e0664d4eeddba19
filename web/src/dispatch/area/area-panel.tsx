import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect } from "react";
import { useMe } from "../../access/index.ts";
import { useText } from "../../i18n/index.ts";
import { enterMode, leaveMode } from "../../map/index.ts";
import { PanelHeading } from "../../ui/index.ts";
import { startBatch, waitingIn } from "../batch/batch-store.ts";
import { useBoard } from "../board/board-store.ts";
import { presentViewer } from "../board/viewer.ts";
import { addMiddle, areaMode } from "./area-mode.ts";
import { drawArea, dropArea, endDrawing, ringOf, undoCorner, useDrawnArea } from "./drawn-area.ts";
import { ringWord } from "./ring-word.ts";
import "./area.css";

/** The left side while an area is drawn: what it holds, and what can be done with that. */
export function AreaPanel() {
  const t = useText();
  const corners = useDrawnArea((area) => area.corners);
  const { data: me } = useMe();
  useBoard();
  useEffect(() => {
    enterMode(areaMode);
    return () => leaveMode(areaMode.id);
  }, []);
  const isArea = ringOf(corners) !== null;
  const waiting = isArea ? waitingIn(corners) : [];
  const mayDispatch = presentViewer()?.mayDispatch ?? false;
  return (
    <section className="og-drawn" aria-label={t("dispatch:area.title")}>
      <PanelHeading
        title={t("dispatch:area.title")}
        about={t("dispatch:area.about")}
        actions={<Button onClick={dropArea}>{t("dispatch:batch.back")}</Button>}
      />
      <div className="og-drawn-body">
        <p className="og-muted">{t("dispatch:area.keys")}</p>
        <div className="og-drawn-buttons">
          <Button onClick={addMiddle}>{t("dispatch:area.addMiddle")}</Button>
          <Button disabled={corners.length === 0} onClick={undoCorner}>
            {t("dispatch:area.undo")}
          </Button>
          <Button disabled={corners.length === 0} onClick={drawArea}>
            {t("dispatch:area.again")}
          </Button>
        </div>
        <p role="status" className="og-drawn-sum">
          {isArea
            ? t("dispatch:area.sum", { corners: corners.length, count: waiting.length })
            : t("dispatch:area.few", { corners: corners.length })}
        </p>
        {mayDispatch && (
          <Button
            type="primary"
            disabled={waiting.length === 0}
            onClick={() => {
              endDrawing();
              void startBatch(waiting);
            }}
          >
            {t("dispatch:batch.start", { count: waiting.length })}
          </Button>
        )}
        {isArea && me?.canRunEmergency === true && (
          <Link to="/emergency" search={{ ring: ringWord(corners) }} onClick={endDrawing}>
            {t("dispatch:area.emergency")}
          </Link>
        )}
      </div>
    </section>
  );
}
