import { changeEntry, mapPart, useMapState } from "../map/index.ts";
import type { WorkspaceContent } from "../shell/index.ts";
import { coverageEntries } from "./layers.ts";
import { MapNote } from "./map-note.tsx";
import { CoveragePanel } from "./panel.tsx";
import { PRESETS } from "./question.ts";
import { ask, chooseArea, enterCoverage, useCoverage } from "./store.ts";

const toggleEntry = (id: string): void =>
  changeEntry(id, { isOn: useMapState.getState().settings[id]?.isOn === false });

export const workspace: WorkspaceContent = {
  Panel: CoveragePanel,
  Overlay: MapNote,
  map: mapPart(useCoverage, coverageEntries),
  enter: () => enterCoverage(),
  commands: [
    ...PRESETS.map(({ id, limit }, at) => ({
      id: `coverage.use-${id}`,
      title: `coverage:command.${id}` as const,
      group: "edit" as const,
      shortcut: String(at + 1),
      run: () => void ask({ limit }),
    })),
    {
      id: "coverage.toggle-range",
      title: "coverage:command.range",
      group: "map",
      shortcut: "i",
      run: () => toggleEntry("coverage-range"),
    },
    {
      id: "coverage.show-all",
      title: "coverage:command.whole",
      group: "view",
      run: () => chooseArea(null),
      whyNot: () =>
        useCoverage.getState().areaId === null ? "coverage:command.wholeAlready" : null,
    },
    {
      id: "coverage.print",
      title: "coverage:command.print",
      group: "view",
      run: () => print(),
    },
  ],
};
