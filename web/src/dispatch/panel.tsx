import type { Me } from "@onegrid/core/access/contract";
import { ROLE_VERBS, ROLES } from "@onegrid/core/dispatch";
import type { Verb } from "@onegrid/core/dispatch";
import { Button } from "antd";
import { lazy, Suspense, useEffect } from "react";
import { useMe } from "../access/index.ts";
import { useText } from "../i18n/index.ts";
import { useLiveState } from "../live.ts";
import { useMapState } from "../map/index.ts";
import { useAreas } from "../organisation/index.ts";
import { runCommand } from "../shell/index.ts";
import { isNarrow, PanelHeading } from "../ui/index.ts";
import { AreaPanel } from "./area/area-panel.tsx";
import { useDrawnArea } from "./area/drawn-area.ts";
import { BatchPanel } from "./batch/batch-panel.tsx";
import { useBatch } from "./batch/batch-store.ts";
import { StartBatch } from "./batch/start-batch.tsx";
import { changeFilter } from "./board/board-store.ts";
import { takeAreas } from "./board/count-places.ts";
import { isHotSpotsOn } from "./hotspots/hot-spots-store.ts";
import { HandedUpCases } from "./queue/handed-up.tsx";
import { Queue } from "./queue/queue.tsx";
import { QueueFilter } from "./queue/queue-filter.tsx";
import { ReplayPanel } from "./replay/replay-panel.tsx";
import { useReplay } from "./replay/replay-store.ts";
import { ReportForm } from "./report/report-form.tsx";
import { useReport } from "./report/report-store.ts";
import { SoundButton, SoundPanel } from "./sound/sound-control.tsx";
import { MeetingWorkList } from "./consultation/work-list.tsx";
import { CallsList } from "./whistle/calls-list.tsx";
import { presentViewer, takeViewer } from "./board/viewer.ts";
import "./dispatch.css";
import "./card/case-card.css";

/** The verbs that any of somebody's roles has, wherever. */
const mayVerb = (me: Me, verb: Verb): boolean =>
  me.duties.some(({ role }) =>
    ROLES.some((known) => known === role && ROLE_VERBS[known].includes(verb)),
  );

/** Whoever goes out has a phone in the hand, and looks for what is theirs. */
const isFieldPhone = (me: Me): boolean =>
  isNarrow() && mayVerb(me, "accept") && !mayVerb(me, "dispatch") && !mayVerb(me, "file");

/** The left side: the queue, or the report that is being written. */
export function DispatchPanel() {
  const { data: me } = useMe();
  const draft = useReport((state) => state.draft);
  useReaderOfStores(me ?? null);
  const mayFile = me ? mayVerb(me, "file") : false;
  const isBatch = useBatch(({ batch }) => batch.kind !== "closed");
  const isDrawing = useDrawnArea((area) => area.isDrawing);
  const replay = useReplay((state) => state.replay);
  if (replay !== null) return <ReplayPanel replay={replay} />;
  if (draft !== null) return <ReportForm draft={draft} mayFile={mayFile} />;
  if (isDrawing) return <AreaPanel />;
  return isBatch ? <BatchPanel /> : <QueuePanel />;
}

/** For those who switch the layer on. */
const HotSpotList = lazy(async () => {
  const { HotSpotList: loaded } = await import("./hotspots/hot-spot-list.tsx");
  return { default: loaded };
});

function QueuePanel() {
  const t = useText();
  const { data: me } = useMe();
  const live = useLiveState((state) => state.state);
  const isLive = live === "open";
  const isHot = useMapState(isHotSpotsOn);
  return (
    <>
      <PanelHeading
        title={t("shell:workspace.dispatch")}
        about={
          <>
            <span className={isLive ? "og-live" : "og-live og-live-off"}>
              {t(isLive ? "dispatch:live.open" : "dispatch:live.waiting")}
            </span>{" "}
            <button
              type="button"
              className="og-inline-button"
              onClick={() => runCommand("dispatch.replay")}
            >
              {t("dispatch:replay.title")}
            </button>{" "}
            <SoundButton />{" "}
            <a className="og-inline-button" href="/wall" target="_blank">
              {t("dispatch:wall")}
            </a>
          </>
        }
        actions={
          me && mayVerb(me, "report") ? (
            <Button type="primary" onClick={() => runCommand("dispatch.new-report")}>
              {t("dispatch:command.new")} <kbd>N</kbd>
            </Button>
          ) : undefined
        }
      />
      <SoundPanel />
      {me && <CallsList isOpenAtFirst={!mayVerb(me, "dispatch")} />}
      {me && <MeetingWorkList isOpenAtFirst={!mayVerb(me, "dispatch")} />}
      {isHot && (
        <Suspense>
          <HotSpotList />
        </Suspense>
      )}
      <QueueFilter />
      {me && mayVerb(me, "dispatch") && <StartBatch />}
      <Queue />
      {me && mayVerb(me, "escalate") && <HandedUpCases />}
    </>
  );
}

/** Who looks and which areas there are, for what runs outside React. */
function useReaderOfStores(me: Me | null): void {
  const { data: areas } = useAreas();
  useEffect(() => {
    if (areas !== undefined) takeAreas(areas);
  }, [areas]);
  useEffect(() => {
    if (me === null) return;
    if (presentViewer()?.id !== me.id && isFieldPhone(me)) changeFilter({ memberId: me.id });
    takeViewer({
      id: me.id,
      mayReport: mayVerb(me, "report"),
      mayFile: mayVerb(me, "file"),
      mayDispatch: mayVerb(me, "dispatch"),
    });
  }, [me]);
}
