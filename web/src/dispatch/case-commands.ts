import type { Verb } from "@onegrid/core/dispatch";
import type { TextKey } from "../i18n/index.ts";
import { changeEntry } from "../map/index.ts";
import type { Command } from "../shell/index.ts";
import { startVerb } from "./card/action-bar.tsx";
import { startBatch, waitingCases } from "./batch/batch-store.ts";
import { useDesk } from "./board/desk-store.ts";
import { chooseNeighbour } from "./board/neighbours.ts";
import { HOT_SPOT_LAYER, isHotSpotsOn } from "./hotspots/hot-spots-store.ts";
import { goToInstant, isReplaying, leaveReplay } from "./replay/replay-store.ts";
import { startReport } from "./report/report-store.ts";
import { arrangeVerbs } from "./card/verb-forms.ts";
import { presentViewer } from "./board/viewer.ts";

const openVerbs = (): readonly string[] => {
  const { detail } = useDesk.getState();
  return detail.kind === "open" ? detail.data.verbs : [];
};

function whyNotVerb(verb: Verb): TextKey | null {
  if (useDesk.getState().detail.kind !== "open") return "dispatch:command.why.noCase";
  return openVerbs().includes(verb) ? null : "dispatch:command.why.notOffered";
}

const verbCommand = (verb: Verb, title: TextKey, shortcut: string): Command => ({
  id: `dispatch.${verb.replaceAll("_", "-")}`,
  title,
  group: "edit",
  shortcut,
  run: () => startVerb(verb),
  whyNot: () => whyNotVerb(verb),
});

/** What somebody does about cases has its place in the present. */
const onlyNow = (command: Command): Command => ({
  ...command,
  whyNot: () => (isReplaying() ? "dispatch:command.why.inThePast" : (command.whyNot?.() ?? null)),
});

/** Looking, in the present and in the past. */
const LOOKING: readonly Command[] = [
  {
    id: "dispatch.next-case",
    title: "dispatch:command.next",
    group: "edit",
    shortcut: "j",
    run: () => chooseNeighbour(1),
  },
  {
    id: "dispatch.previous-case",
    title: "dispatch:command.previous",
    group: "edit",
    shortcut: "k",
    run: () => chooseNeighbour(-1),
  },
  {
    id: "dispatch.replay",
    title: "dispatch:command.replay",
    group: "edit",
    shortcut: "h",
    run: () => (isReplaying() ? leaveReplay() : goToInstant(Date.now() - DAY_MS)),
  },
];

const DAY_MS = 86_400_000;

/** Where there are more than usual (热点) belongs to today, like all that is done. */
const HOT_SPOTS: Command = {
  id: "dispatch.hot-spots",
  title: "dispatch:command.hotSpots",
  group: "map",
  shortcut: "o",
  run: () => changeEntry(HOT_SPOT_LAYER, { isOn: !isHotSpotsOn() }),
};

/** Filing and dispatching without a mouse. */
const DOING: readonly Command[] = [
  {
    id: "dispatch.new-report",
    title: "dispatch:command.new",
    group: "edit",
    shortcut: "n",
    run: () => {
      const viewer = presentViewer();
      // A desk takes reports in; whoever walks the grid has seen it themselves.
      const mayFile = viewer?.mayFile ?? false;
      startReport({ channel: mayFile ? "desk" : "patrol", alsoFile: mayFile });
      requestAnimationFrame(() =>
        document.querySelector<HTMLElement>("#og-report-address")?.focus(),
      );
    },
    whyNot: () => (presentViewer()?.mayReport ? null : "dispatch:command.why.mayNotReport"),
  },
  {
    id: "dispatch.next-step",
    title: "dispatch:command.primary",
    group: "edit",
    shortcut: "e",
    run: () => {
      const { primary } = arrangeVerbs(openVerbs());
      if (primary !== null) startVerb(primary);
    },
    whyNot: () =>
      arrangeVerbs(openVerbs()).primary === null ? "dispatch:command.why.notOffered" : null,
  },
  {
    id: "dispatch.batch",
    title: "dispatch:command.batch",
    group: "edit",
    shortcut: "b",
    run: () => void startBatch(),
    whyNot: () => {
      if (!presentViewer()?.mayDispatch) return "dispatch:command.why.mayNotDispatch";
      return waitingCases().length === 0 ? "dispatch:command.why.noneWaiting" : null;
    },
  },
  verbCommand("dispatch", "dispatch:command.dispatch", "d"),
  verbCommand("file", "dispatch:command.file", "f"),
  verbCommand("pass", "dispatch:command.check", "p"),
  verbCommand("comment", "dispatch:command.comment", "c"),
];

export const CASE_COMMANDS: readonly Command[] = [
  ...LOOKING,
  ...[HOT_SPOTS, ...DOING].map(onlyNow),
];
