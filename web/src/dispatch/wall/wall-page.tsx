import type { Me } from "@onegrid/core/access/contract";
import { useEffect, useState } from "react";
import { useText } from "../../i18n/index.ts";
import { startLive, stopLive } from "../../live.ts";
import { setBasemaps } from "../../map/basemaps.ts";
import { followCatalog, loadCatalog } from "../../map/catalog.ts";
import { useFirstView } from "../../map/first-view.ts";
import { showMapPart } from "../../map/map-parts.ts";
import { useAreas } from "../../organisation/index.ts";
import { followRuleBook } from "../../rule-book.ts";
import { useStatus } from "../../shell/status.ts";
import { usePageTitle } from "../../ui/page-title.ts";
import { startBoard } from "../board/board-store.ts";
import { takeAreas } from "../board/count-places.ts";
import { AgeNotice, LineState } from "./line-state.tsx";
import { stayAwake } from "./stay-awake.ts";
import { stayFresh } from "./stay-fresh.ts";
import { UrgentList } from "./urgent-list.tsx";
import { useWallBoard } from "./use-wall-board.ts";
import { WallClock } from "./wall-clock.tsx";
import { WallFigures } from "./wall-figures.tsx";
import { wallLayers } from "./wall-layers.ts";
import { WallMap } from "./wall-map.tsx";
import "./wall.css";

const MOST_URGENT = 8;
/** What the stream does not tell, such as a grid that has its first case, comes with the next list. */
const READ_AGAIN_MS = 15 * 60_000;

/** 大屏: how things stand, to be read from afar. It shows and never asks; nothing on it scrolls. */
export function WallPage({ me }: { readonly me: Me }) {
  const t = useText();
  usePageTitle(t("wall:title"));
  useWallData(me);
  const area = useOwnArea(me);
  const { load, now, urgent, ...facts } = useWallBoard(MOST_URGENT);
  return (
    <div className="og-wall">
      <header className="og-wall-header">
        <h1>
          {t("wall:title")}
          {area !== null && <small translate="no">{area}</small>}
        </h1>
        <LineState />
        <WallClock />
        <nav aria-label={t("wall:title")}>
          <WholeScreen />
          <a href="/dispatch">{t("wall:toDesk")}</a>
        </nav>
      </header>
      <main className="og-wall-body">
        <WallFigures facts={facts} isLoading={load === "loading" && facts.open === 0} />
        <WallMap />
        <UrgentList rows={urgent} now={now} />
        <AgeNotice />
      </main>
    </div>
  );
}

/** All that the page reads and keeps, for as long as it is open. */
function useWallData(me: Me): void {
  useEffect(() => {
    startLive(me.id);
    followRuleBook();
    // What cannot be read now is read when the stream has opened.
    loadCatalog().catch(() => undefined);
    const stops = [
      startBoard({ readAgainMs: READ_AGAIN_MS }),
      showMapPart("wall", wallLayers),
      followCatalog(),
      stayFresh(),
      stayAwake(),
      stopLive,
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [me.id]);
  const { data: areas } = useAreas();
  useEffect(() => {
    if (areas !== undefined) takeAreas(areas);
  }, [areas]);
  const basemaps = useStatus().data?.basemaps;
  useEffect(() => {
    if (basemaps !== undefined) setBasemaps(basemaps);
  }, [basemaps]);
}

/** The name of the area that the wall is about; the map begins there. */
function useOwnArea({ duties }: Me): string | null {
  const { data: areas } = useAreas();
  const own = areas?.find(({ id }) => id === duties[0]?.areaId);
  useEffect(() => {
    if (own !== undefined) useFirstView.setState({ box: own.bbox });
  }, [own]);
  return own?.name ?? null;
}

const enterWhole = (): void =>
  void document.documentElement.requestFullscreen().catch(() => undefined);

/** Browsers ask for a key or a click before a page may take the whole screen. */
function WholeScreen() {
  const t = useText();
  const [isWhole, setWhole] = useState(() => document.fullscreenElement !== null);
  useEffect(() => {
    const look = (): void => setWhole(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, []);
  if (isWhole || !document.fullscreenEnabled) return null;
  return (
    <button type="button" onClick={enterWhole}>
      {t("wall:wholeScreen")}
    </button>
  );
}
