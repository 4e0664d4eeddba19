import { followRuleBook } from "../rule-book.ts";
import type { WorkspaceContent } from "../shell/index.ts";
import { startBoard } from "./board/board-store.ts";
import { CASE_COMMANDS } from "./case-commands.ts";
import { startDesk } from "./board/desk-store.ts";
import { followEnded } from "./queue/ended-store.ts";
import { followFilterLink } from "./queue/filter-link.ts";
import { followFound } from "./queue/found-store.ts";
import { followOnlookers } from "./board/onlookers.ts";
import { dispatchMap } from "./board/map-entries.ts";
import { DispatchOverlay } from "./overlay.tsx";
import { DispatchPanel } from "./panel.tsx";
import { followMeetingWork } from "./consultation/work-store.ts";
import { followCalls } from "./whistle/calls-store.ts";
import { followHotSpots } from "./hotspots/hot-spots-store.ts";
import { startReplay } from "./replay/replay-store.ts";
import { startSound } from "./sound/sound-store.ts";
import { followWarnings } from "./warnings/warnings-store.ts";
import { resumeReport } from "./report/report-store.ts";

export const workspace: WorkspaceContent = {
  Panel: DispatchPanel,
  Overlay: DispatchOverlay,
  map: dispatchMap,
  commands: CASE_COMMANDS,
  enter: () => {
    followRuleBook();
    const stops = [
      followFilterLink(),
      startBoard(),
      startDesk(),
      followEnded(),
      followFound(),
      followOnlookers(),
      followCalls(),
      followMeetingWork(),
      startReplay(),
      startSound(),
      followWarnings(),
      followHotSpots(),
    ];
    resumeReport();
    return () => {
      for (const stop of stops) stop();
    };
  },
};
