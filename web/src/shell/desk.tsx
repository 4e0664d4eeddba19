import type { Me } from "@onegrid/core/access/contract";
import { useNavigate } from "@tanstack/react-router";
import { App } from "antd";
import { lazy, Suspense, useCallback, useEffect } from "react";
import { EmergencyLine } from "../access/index.ts";
import { text, useText } from "../i18n/index.ts";
import { startLive, stopLive } from "../live.ts";
import { followCatalog, loadCatalog } from "../map/catalog.ts";
import { useFirstView } from "../map/first-view.ts";
import { LayerPanel } from "../map/layer-panel.tsx";
import { MapControls } from "../map/map-controls.tsx";
import { StatusBar } from "../map/status-bar.tsx";
import { setBasemaps } from "../map/basemaps.ts";
import { useAreas } from "../organisation/index.ts";
import { ObjectCard } from "../organisation/object-card.tsx";
import { errorSentence } from "../problem-text.ts";
import { usePageTitle } from "../ui/page-title.ts";
import { Banner } from "./banner.tsx";
import { registerCommands, type Command } from "./commands.ts";
import { useDeskCommands } from "./desk-commands.ts";
import { useDialogs } from "./dialogs.ts";
import { EmptyNotice } from "./empty-notice.tsx";
import { Header } from "./header.tsx";
import { useStatus } from "./status.ts";
import { presentLink, usePermalink } from "./use-permalink.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { Boundary, useWorkspace, WorkspacePanel } from "./workspace-host.tsx";
import type { WorkspaceId } from "./workspace.ts";
import { workspaceOf } from "./workspaces.ts";
import "./desk.css";

// The map library is larger than all the rest together: the page stands before it is there.
const MapView = lazy(() =>
  import("../map/map-view.tsx").then(({ MapView: view }) => ({ default: view })),
);
const loadPalette = () => import("./command-palette.tsx");
const CommandPalette = lazy(() =>
  loadPalette().then(({ CommandPalette: palette }) => ({ default: palette })),
);
const DropVeil = lazy(() =>
  import("../ingest/drop-veil.tsx").then(({ DropVeil: veil }) => ({ default: veil })),
);
const ShortcutSheet = lazy(() =>
  import("./shortcut-sheet.tsx").then(({ ShortcutSheet: sheet }) => ({ default: sheet })),
);

/** The page of all workspaces: header, panel at the left, the map in the rest. */
export function Desk({ me, workspaceId }: { readonly me: Me; readonly workspaceId: WorkspaceId }) {
  const workspace = workspaceOf(workspaceId);
  const loading = useWorkspace(workspace, workspace.isFor(me));
  usePageTitle(useText()(workspace.title));
  // A legend of nothing would only stand in the way of the two ways to begin.
  const isEmpty = useStatus().data?.empty === true && workspaceId !== "ingest";
  const Overlay = loading.kind === "ready" ? loading.content.Overlay : undefined;
  useData(me.id);
  useOwnArea(me);
  usePermalink();
  useCommandsOfDesk(me);
  useShortcuts();
  return (
    <div className="og-desk">
      <Header me={me} />
      <Banner />
      <EmergencyLine />
      <div className="og-desk-body">
        <WorkspacePanel me={me} workspace={workspace} loading={loading} />
        <main className="og-desk-map">
          <Suspense>
            <MapView />
          </Suspense>
          <ObjectCard />
          {Overlay !== undefined && (
            <Boundary key={workspace.id} fallback={null}>
              <Overlay />
            </Boundary>
          )}
          {!isEmpty && <LayerPanel />}
          <MapControls />
          <StatusBar />
          {workspaceId !== "ingest" && <EmptyNotice me={me} />}
        </main>
      </div>
      <p id="og-announce" className="og-hidden" aria-live="polite" />
      <Dialogs />
      {me.canImport && (
        <Suspense>
          <DropVeil />
        </Suspense>
      )}
    </div>
  );
}

function Dialogs() {
  const open = useDialogs((state) => state.open);
  useEffect(() => {
    // Whoever presses Ctrl+K types on at once: the palette must be there.
    const timer = setTimeout(() => void loadPalette(), 4_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Suspense>
      {open === "palette" && <CommandPalette />}
      {open === "sheet" && <ShortcutSheet />}
    </Suspense>
  );
}

/** The stream, the list of layers and the configured basemaps, while the page is open. */
function useData(myId: string): void {
  const { message } = App.useApp();
  const { data: status } = useStatus();
  useEffect(() => {
    startLive(myId);
    const stop = followCatalog();
    loadCatalog().catch((error: unknown) => void message.error(errorSentence(error)));
    return () => {
      stop();
      stopLive();
    };
  }, [message, myId]);
  const basemaps = status?.basemaps;
  useEffect(() => {
    if (basemaps !== undefined) setBasemaps(basemaps);
  }, [basemaps]);
}

/** The map begins where the reader's first duty is. */
function useOwnArea({ duties }: Me): void {
  const { data: areas } = useAreas();
  const areaId = duties[0]?.areaId;
  useEffect(() => {
    const box = areas?.find(({ id }) => id === areaId)?.bbox;
    if (box !== undefined) useFirstView.setState({ box });
  }, [areas, areaId]);
}

function useCommandsOfDesk(me: Me): void {
  const navigate = useNavigate();
  const { message } = App.useApp();
  const open = useCallback(
    (workspace: WorkspaceId) =>
      void navigate({
        to: "/$workspace",
        params: { workspace },
        search: presentLink(workspace),
      }),
    [navigate],
  );
  const commands = useDeskCommands(me, open);
  useEffect(() => {
    const copyLink: Command = {
      id: "view.copy-link",
      title: "shell:copyLink",
      group: "view",
      run: () =>
        void navigator.clipboard.writeText(location.href).then(
          () => message.success(text("shell:linkCopied")),
          (error: unknown) => message.error(String(error)),
        ),
    };
    return registerCommands([...commands, copyLink]);
  }, [commands, message]);
}
