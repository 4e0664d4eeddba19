import { mapPart } from "../../map/index.ts";
import type { WorkspaceContent } from "../../shell/index.ts";
import { coverageEntries } from "../layers.ts";
import { MapNote } from "../map-note.tsx";
import { followRings } from "../rings/load-rings.ts";
import { enterCoverage, useCoverage } from "../store.ts";
import { viewCommands } from "../view-commands.ts";
import { OverviewPanel } from "./overview-panel.tsx";

/** The overview asks the same question as the coverage workspace, and shows the same map. */
export const workspace: WorkspaceContent = {
  Panel: OverviewPanel,
  Overlay: MapNote,
  map: mapPart(useCoverage, coverageEntries),
  enter: () => {
    const stops = [enterCoverage("overview"), followRings()];
    return () => stops.forEach((stop) => stop());
  },
  commands: viewCommands("overview"),
};
