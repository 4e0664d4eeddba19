import type { Me } from "@onegrid/core/access/contract";
import { useMemo } from "react";
import { currentLanguage, setLanguage, text, useLanguage } from "../i18n/index.ts";
import { faceNorth, goToBox, zoomBy } from "../map/camera.ts";
import { useCatalog, wholeBox } from "../map/catalog.ts";
import { useLayerPanel } from "../map/layer-panel-state.ts";
import { clearSelection } from "../map/map-store.ts";
import { leaveMode } from "../map/mode.ts";
import { useSidePanel } from "../ui/side-panel.tsx";
import { chooseTheme, useTheme } from "../ui/theme.ts";
import type { Command } from "./commands.ts";
import { useDialogs } from "./dialogs.ts";
import type { WorkspaceId } from "./workspace.ts";
import { WORKSPACES } from "./workspaces.ts";

function showWhole(): void {
  const box = wholeBox(useCatalog.getState().layers);
  if (box !== null) goToBox(box);
}

/** What can be done on every page: the map, the look, help. */
const ALWAYS: readonly Command[] = [
  { id: "map.zoom-in", title: "command:zoomIn", group: "map", shortcut: "=", run: () => zoomBy(1) },
  {
    id: "map.zoom-out",
    title: "command:zoomOut",
    group: "map",
    shortcut: "-",
    run: () => zoomBy(-1),
  },
  {
    id: "map.face-north",
    title: "command:north",
    group: "map",
    shortcut: "Shift+N",
    run: faceNorth,
  },
  { id: "map.show-whole", title: "command:whole", group: "map", shortcut: "0", run: showWhole },
  {
    id: "map.clear-selection",
    title: "command:clearSelection",
    group: "map",
    shortcut: "Escape",
    run: () => {
      leaveMode();
      clearSelection();
    },
  },
  {
    id: "view.search",
    title: "command:search",
    group: "view",
    shortcut: "/",
    run: () => document.querySelector<HTMLInputElement>("#og-search")?.focus(),
  },
  {
    id: "view.toggle-panel",
    title: "command:togglePanel",
    group: "view",
    shortcut: "[",
    run: () => useSidePanel.setState(({ isOpen }) => ({ isOpen: !isOpen })),
  },
  {
    id: "view.toggle-layers",
    title: "command:toggleLayers",
    group: "view",
    shortcut: "l",
    run: () => useLayerPanel.setState(({ isOpen }) => ({ isOpen: !isOpen })),
  },
  {
    id: "view.switch-theme",
    title: "command:switchTheme",
    group: "view",
    run: () => chooseTheme(useTheme.getState().theme === "dark" ? "light" : "dark"),
  },
  {
    id: "view.switch-language",
    title: "command:switchLanguage",
    group: "view",
    run: () => void setLanguage(currentLanguage() === "en" ? "zh-CN" : "en"),
  },
  {
    id: "help.open-palette",
    title: "command:openPalette",
    group: "help",
    shortcut: "$mod+k",
    run: () => useDialogs.setState({ open: "palette" }),
  },
  {
    id: "help.open-sheet",
    title: "command:openSheet",
    group: "help",
    shortcut: "Shift+?",
    run: () => useDialogs.setState({ open: "sheet" }),
  },
];

/** The commands of the page's frame, with one per workspace the reader may open. */
export function useDeskCommands(me: Me, open: (id: WorkspaceId) => void): readonly Command[] {
  const language = useLanguage();
  return useMemo(
    () => [
      ...WORKSPACES.filter((workspace) => workspace.isFor(me)).map(
        ({ id, title }, at): Command => ({
          id: `go.${id}`,
          title: "command:goTo",
          titleValues: { name: text(title) },
          group: "go",
          shortcut: `g ${at + 1}`,
          run: () => open(id),
        }),
      ),
      ...ALWAYS,
    ],
    // The names inside the titles follow the language.
    [me, open, language],
  );
}
