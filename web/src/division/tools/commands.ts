import { gridCount, type DivisionEdit, type GridId } from "@onegrid/core/division";
import type { TextKey } from "../../i18n/index.ts";
import type { Command } from "../../shell/index.ts";
import { undoStacks } from "../session/change-log.ts";
import {
  NO_SELECTION,
  openPlanOf,
  selectedGrids,
  useDivision,
  type DivisionPage,
  type OpenPlan,
} from "../state/page-state.ts";
import { showable } from "./command-previews.ts";
import { resizeBrush } from "./brush-settings.ts";
import { openExportHere } from "../export/export-state.ts";
import { perform, redo, undo } from "../session/perform.ts";
import { lockedGrids, strokeEdit, type StrokeTarget } from "./stroke.ts";
import type { DivisionTool } from "./tool.ts";
import { TOOLS } from "./tools.tsx";

type Why = TextKey | null;
type Rule = (page: DivisionPage, open: OpenPlan) => Why;

/** Asks the rules in order; the first that objects gives the reason. */
function whyNot(...rules: readonly Rule[]): () => Why {
  return () => {
    const page = useDivision.getState();
    const open = openPlanOf(page);
    if (open === null) return "division:why.noPlan";
    for (const rule of rules) {
      const why = rule(page, open);
      if (why !== null) return why;
    }
    return null;
  };
}

const isDraft: Rule = (page, { isEditable }) => {
  if (!isEditable) return "division:why.readOnly";
  return page.work === null ? null : "division:why.busy";
};
const hasUndo: Rule = (_, { session }) =>
  undoStacks(session.log).undo.length > 0 ? null : "division:why.nothingToUndo";
const hasRedo: Rule = (_, { session }) =>
  undoStacks(session.log).redo.length > 0 ? null : "division:why.nothingToRedo";
const hasLeftovers: Rule = (_, { view }) =>
  view.facts.unassigned.units > 0 ? null : "division:why.nothingUnassigned";
const hasOne: Rule = (page) => (selectedGrids(page).length === 1 ? null : "division:why.needOne");
const hasTwo: Rule = (page) => (selectedGrids(page).length >= 2 ? null : "division:why.needTwo");
const hasTwoToSix: Rule = (page) => {
  const { length } = selectedGrids(page);
  return length >= 2 && length <= 6 ? null : "division:why.needTwoToSix";
};
const hasAny: Rule = (page) => (selectedGrids(page).length > 0 ? null : "division:why.needOne");
const hasUnits: Rule = ({ selection }) =>
  selection.kind === "units" ? null : "division:why.needUnits";
const isFree: Rule = (page, { session }) => {
  const locked = lockedGrids(session.division);
  return selectedGrids(page).some((gridId) => locked.has(gridId)) ? "division:why.oneLock" : null;
};
const hasOthers: Rule = (_, { session }) =>
  session.division.grids.length > 1 ? null : "division:why.lastGrid";

function withOpen(run: (open: OpenPlan, page: DivisionPage) => DivisionEdit | null): () => void {
  return showable(() => {
    const page = useDivision.getState();
    const open = openPlanOf(page);
    const edit = open === null ? null : run(open, page);
    if (edit !== null) void perform(edit);
  }, run);
}

export const AUTOMATIC = { preset: "standard", seed: "1", effort: 1 } as const;

/** How many grids a split makes when nobody says so: as many as the target asks for. */
export function splitCount({ view }: OpenPlan, gridId: GridId): number {
  const households = view.facts.grids.get(gridId)?.households ?? 0;
  return Math.max(2, gridCount(households, view.division.target));
}

/** All chosen grids are locked: the same key opens them. */
export const areLocked = ({ session }: OpenPlan, gridIds: readonly GridId[]): boolean => {
  const locked = lockedGrids(session.division);
  return gridIds.length > 0 && gridIds.every((gridId) => locked.has(gridId));
};

async function switchLocks(): Promise<void> {
  const page = useDivision.getState();
  const open = openPlanOf(page);
  if (open === null) return;
  const gridIds = selectedGrids(page);
  const locked = lockedGrids(open.session.division);
  const isOpening = areLocked(open, gridIds);
  for (const gridId of gridIds) {
    const thing = { kind: "grid", gridId } as const;
    if (isOpening) await perform({ edit: "remove-lock", thing });
    else if (!locked.has(gridId)) await perform({ edit: "add-lock", thing, reason: "" });
  }
}

/** Gives the selected units to a grid, to a new one, or takes them out of every grid. */
export function assignSelected(target: StrokeTarget): void {
  withOpen((open, { selection, brush }) => {
    if (selection.kind !== "units") return null;
    const { mayBreak } = brush;
    return strokeEdit(open.session.division, { target, units: new Set(selection.units), mayBreak });
  })();
  useDivision.setState({ selection: NO_SELECTION });
}

const takeUp = ({ id, title, shortcut, isForReaders }: DivisionTool): Command => ({
  id: `division.${id}`,
  title,
  group: "edit",
  shortcut,
  run: () => useDivision.setState({ tool: id }),
  whyNot: isForReaders === true ? whyNot() : whyNot(isDraft),
});

/** The workspace's part of the one list of commands: buttons, shortcuts, palette, `?` sheet. */
export const DIVISION_COMMANDS: readonly Command[] = [
  ...TOOLS.map(takeUp),
  {
    id: "division.export",
    title: "export:title",
    group: "edit",
    shortcut: "Shift+P",
    run: openExportHere,
    whyNot: () => {
      const page = useDivision.getState();
      return openPlanOf(page) === null && page.communityId === null ? "export:nothingOpen" : null;
    },
  },
  {
    id: "division.undo",
    title: "division:tool.undo",
    group: "edit",
    shortcut: "$mod+z",
    run: () => void undo(),
    whyNot: whyNot(isDraft, hasUndo),
  },
  {
    id: "division.redo",
    title: "division:tool.redo",
    group: "edit",
    shortcut: "$mod+Shift+z",
    otherShortcuts: ["$mod+y"],
    run: () => void redo(),
    whyNot: whyNot(isDraft, hasRedo),
  },
  {
    id: "division.merge",
    title: "division:select.merge",
    group: "edit",
    shortcut: "m",
    run: withOpen((_, page) => ({ edit: "merge-grids", gridIds: [...selectedGrids(page)] })),
    whyNot: whyNot(isDraft, hasTwo, isFree),
  },
  {
    id: "division.split",
    title: "division:select.split",
    group: "edit",
    shortcut: "s",
    run: withOpen((open, page) => {
      const [gridId] = selectedGrids(page);
      if (gridId === undefined) return null;
      return { edit: "split-grid", gridId, count: splitCount(open, gridId), ...AUTOMATIC };
    }),
    whyNot: whyNot(isDraft, hasOne, isFree),
  },
  {
    id: "division.dissolve",
    title: "division:select.dissolve",
    group: "edit",
    shortcut: "d",
    run: withOpen((_, page) => {
      const [gridId] = selectedGrids(page);
      return gridId === undefined ? null : { edit: "dissolve-grid", gridId };
    }),
    whyNot: whyNot(isDraft, hasOne, isFree, hasOthers),
  },
  {
    id: "division.rebalance",
    title: "division:select.rebalance",
    group: "edit",
    shortcut: "j",
    run: withOpen((_, page) => ({
      edit: "rebalance-grids",
      gridIds: [...selectedGrids(page)],
      ...AUTOMATIC,
    })),
    whyNot: whyNot(isDraft, hasTwoToSix, isFree),
  },
  {
    id: "division.lock",
    title: "division:select.lock",
    group: "edit",
    shortcut: "k",
    run: () => void switchLocks(),
    whyNot: whyNot(isDraft, hasAny),
  },
  {
    id: "division.make-grid",
    title: "division:select.makeGrid",
    group: "edit",
    shortcut: "u",
    run: () => assignSelected({ kind: "new" }),
    whyNot: whyNot(isDraft, hasUnits),
  },
  {
    id: "division.absorb",
    title: "division:tool.absorb",
    group: "edit",
    shortcut: "a",
    run: withOpen(() => ({ edit: "absorb-leftovers" })),
    whyNot: whyNot(isDraft, hasLeftovers),
  },
  {
    id: "division.complete",
    title: "division:tool.complete",
    group: "edit",
    shortcut: "Shift+A",
    run: withOpen(() => ({ edit: "complete-remaining", ...AUTOMATIC })),
    whyNot: whyNot(isDraft, hasLeftovers),
  },
  {
    id: "division.larger-brush",
    title: "division:command.nextSize",
    group: "edit",
    shortcut: ".",
    run: () => resizeBrush(1),
    whyNot: whyNot(isDraft),
  },
  {
    id: "division.smaller-brush",
    title: "division:command.previousSize",
    group: "edit",
    shortcut: ",",
    run: () => resizeBrush(-1),
    whyNot: whyNot(isDraft),
  },
];
