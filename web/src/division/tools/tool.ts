import type { ComponentType, ReactNode } from "react";
import type { TextKey } from "../../i18n/index.ts";
import type { MapMode } from "../../map/index.ts";
import type { OpenPlan, Tool } from "../state/page-state.ts";

/**
 * One tool of the desk: what its button, its shortcut, its pointer and its settings are. A new tool
 * is a file that makes one, and one entry in `tools.tsx`; what it would do it shows as a `Ghost`.
 */
export interface DivisionTool {
  readonly id: Tool;
  readonly title: TextKey;
  /** How the pointer is used, in a sentence. */
  readonly help: TextKey;
  readonly icon: ReactNode;
  /** One key, in tinykeys notation. */
  readonly shortcut: string;
  readonly mode: MapMode;
  /** Readers of a plan have it too; all others are for drafts. */
  readonly isForReaders?: boolean;
  /** Its settings, in a row under the tools. */
  readonly Options?: ComponentType<{ readonly open: OpenPlan }>;
}
