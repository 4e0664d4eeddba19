import { changeEntry, mapPart, useMapState } from "../map/index.ts";
import type { TextKey } from "../i18n/index.ts";
import type { WorkspaceContent } from "../shell/index.ts";
import { coverageEntries } from "./layers.ts";
import { MapNote } from "./map-note.tsx";
import { CoveragePanel } from "./panel.tsx";
import { PRESETS } from "./question.ts";
import { followRings, toggleRings } from "./rings/load-rings.ts";
import { ask, enterCoverage, useCoverage } from "./store.ts";
import { closeSiting, openSiting } from "./siting/siting-run.ts";
import { redoTry, undoTry } from "./try/try-actions.ts";
import { startTrying, stopTrying } from "./try/try-session.ts";
import { useTry, type TryState } from "./try/try-state.ts";
import { viewCommands } from "./view-commands.ts";

const toggleEntry = (id: string): void =>
  changeEntry(id, { isOn: useMapState.getState().settings[id]?.isOn === false });

const whyNot = (isPossible: (state: TryState) => boolean, why: TextKey): TextKey | null => {
  const state = useTry.getState();
  if (state.phase.kind === "off") return "coverage:try.whyOff";
  return isPossible(state) ? null : why;
};

export const workspace: WorkspaceContent = {
  Panel: CoveragePanel,
  Overlay: MapNote,
  map: mapPart(useCoverage, coverageEntries),
  enter: () => {
    const leave = enterCoverage();
    const stopRings = followRings();
    return () => {
      closeSiting();
      stopTrying();
      stopRings();
      leave();
    };
  },
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
      id: "coverage.toggle-rings",
      title: "coverage:command.rings",
      group: "map",
      shortcut: "n",
      run: toggleRings,
    },
    {
      id: "coverage.try",
      title: "coverage:command.try",
      group: "edit",
      shortcut: "t",
      run: () => (useTry.getState().phase.kind === "off" ? startTrying() : stopTrying()),
    },
    {
      id: "coverage.undo",
      title: "coverage:command.tryUndo",
      group: "edit",
      shortcut: "$mod+z",
      run: undoTry,
      whyNot: () => whyNot(({ list }) => list.at > 0, "coverage:try.whyNoUndo"),
    },
    {
      id: "coverage.redo",
      title: "coverage:command.tryRedo",
      group: "edit",
      shortcut: "$mod+Shift+z",
      otherShortcuts: ["$mod+y"],
      run: redoTry,
      whyNot: () => whyNot(({ list }) => list.at < list.steps.length, "coverage:try.whyNoRedo"),
    },
    {
      id: "coverage.siting",
      title: "coverage:siting.command",
      group: "edit",
      run: openSiting,
    },
    ...viewCommands("coverage"),
  ],
};
