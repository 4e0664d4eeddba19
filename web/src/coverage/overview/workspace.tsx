import { mapPart } from "../../map/index.ts";
import type { WorkspaceContent } from "../../shell/index.ts";
import { coverageEntries } from "../layers.ts";
import { MapNote } from "../map-note.tsx";
import { chooseArea, enterCoverage, useCoverage } from "../store.ts";
import { OverviewPanel } from "./overview-panel.tsx";

/** The overview asks the same question as the coverage workspace, and shows the same map. */
export const workspace: WorkspaceContent = {
  Panel: OverviewPanel,
  Overlay: MapNote,
  map: mapPart(useCoverage, coverageEntries),
  enter: () => enterCoverage("overview"),
  commands: [
    {
      id: "overview.show-all",
      title: "coverage:command.whole",
      group: "view",
      run: () => chooseArea(null),
      whyNot: () =>
        useCoverage.getState().areaId === null ? "coverage:command.wholeAlready" : null,
    },
    {
      id: "overview.print",
      title: "coverage:command.print",
      group: "view",
      run: () => print(),
    },
  ],
};
