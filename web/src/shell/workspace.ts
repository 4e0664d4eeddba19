import type { ComponentType } from "react";
import type { Me } from "@onegrid/core/access/contract";
import type { TextKey } from "../i18n/index.ts";
import type { MapPart } from "../map/index.ts";
import type { Command } from "./commands.ts";

/**
 * How a capability joins the page
 * -------------------------------
 * 1. `shell/workspaces.ts` names it (id, title, icon, who sees its tab). This part is in the first
 *    load: it imports nothing of the capability but through `load`.
 * 2. `<capability>/workspace.tsx` exports `const workspace: WorkspaceContent`. It is loaded when
 *    the user first opens it, and brings the heavy widgets it needs (Table, Form, Select …).
 * 3. The map: `<capability>/layers.ts` has a pure `(state) => MapEntry[]`; `mapPart(store, entries)`
 *    puts it on the map. An entry is one row of the layer panel, with the legend and the drawn
 *    layers (`LayerSpec`) from the same description. Big data (`Shapes`) is built in the store or
 *    here, not in `layers`, which runs again for every selection.
 * 4. The pointer: `enterMode(mode)` and `leaveMode(id)` (brush, lasso, place a point).
 * 5. The server: `route<Body, Reply>()("POST", "/api/…")` and `call(route, …)` of `api.ts`;
 *    `subscribeLive(type, …)` of `live.ts`; `errorSentence(error)` of `problem-text.ts`. Refusals:
 *    add the contract's union to `KnownCode` there, and the compiler lists the sentences missing.
 * 6. Texts: `i18n/zh-CN/<capability>.json` and `i18n/en/<capability>.json`; `useText()` in
 *    components, `text()` outside; a key is `<capability>:path`. They come with the workspace
 *    (`withTexts` in `workspaces.ts`); what the frame says of it stands in `shell.json`. Data (names, addresses) stands in
 *    elements with `translate="no"`: the English page is tested for hanzi outside them.
 * 7. The address: `setLinkParameter(id, name, value)` and `useLinkParameter(id, name)`.
 * 8. Looks: `PanelHeading`, `PanelSection`, `Figures` of `ui`, and the `--og-*` colours of
 *    `ui/tokens.ts`. Colours of the map: `MapContext.palette`.
 */
export interface WorkspaceContent {
  /** The left side panel. It has the panel's whole height and scrolls by itself. */
  readonly Panel: ComponentType;
  /** On the map while the workspace is open: `mapPart(store, entries)`. */
  readonly map?: MapPart;
  /** Floats over the map: bottom bar, time slider, a tool bar of modes. */
  readonly Overlay?: ComponentType;
  /** Buttons, shortcuts, palette and `?` sheet, as long as the workspace is open. */
  readonly commands?: readonly Command[];
  /** Runs when the workspace is opened; what it gives back runs when it is left. */
  readonly enter?: () => () => void;
}

export interface Workspace {
  /** In the address: `/<id>`. */
  readonly id: WorkspaceId;
  readonly title: TextKey;
  readonly Icon: ComponentType;
  /** Without a tab it is reached by a command or a button only. */
  readonly hasTab: boolean;
  /** Its panel is a page of charts beside the map, and begins as wide as that. */
  readonly hasWidePanel?: boolean;
  readonly isFor: (me: Me) => boolean;
  readonly load: () => Promise<{ readonly workspace: WorkspaceContent }>;
}

const WORKSPACE_IDS = ["division", "coverage", "overview", "dispatch", "ingest"] as const;
export type WorkspaceId = (typeof WORKSPACE_IDS)[number];
export const isWorkspaceId = (value: unknown): value is WorkspaceId =>
  WORKSPACE_IDS.some((id) => id === value);
