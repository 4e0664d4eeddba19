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
 *    the user first opens it, with the widgets it needs.
 * 3. Texts: `i18n/zh-CN/<capability>.json` and `i18n/en/<capability>.json`, key `<capability>:…`.
 * 4. Refusals: add the contract's union to `KnownCode` in `problem-text.ts`; the compiler lists
 *    the sentences that are missing.
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
  readonly isFor: (me: Me) => boolean;
  readonly load: () => Promise<{ readonly workspace: WorkspaceContent }>;
}

export const WORKSPACE_IDS = ["division", "coverage", "dispatch", "ingest"] as const;
export type WorkspaceId = (typeof WORKSPACE_IDS)[number];
export const isWorkspaceId = (value: unknown): value is WorkspaceId =>
  WORKSPACE_IDS.some((id) => id === value);
