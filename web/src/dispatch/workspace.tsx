import type { WorkspaceContent } from "../shell/index.ts";
import { startBoard } from "./board-store.ts";
import { CASE_COMMANDS } from "./case-commands.ts";
import { startDesk } from "./desk-store.ts";
import { followEnded } from "./ended-store.ts";
import { dispatchMap } from "./map-entries.ts";
import { DispatchOverlay } from "./overlay.tsx";
import { DispatchPanel } from "./panel.tsx";
import { resumeReport } from "./report-store.ts";

export const workspace: WorkspaceContent = {
  Panel: DispatchPanel,
  Overlay: DispatchOverlay,
  map: dispatchMap,
  commands: CASE_COMMANDS,
  enter: () => {
    const stops = [startBoard(), startDesk(), followEnded()];
    resumeReport();
    return () => {
      for (const stop of stops) stop();
    };
  },
};
