import { BrushOptions, EraseOptions } from "./brush-options.tsx";
import { BoxIcon, BrushIcon, EraseIcon, SelectIcon } from "./icons.tsx";
import { boxMode, selectMode } from "./modes.ts";
import type { Tool } from "./page-state.ts";
import { paintMode } from "./paint-mode.ts";
import type { DivisionTool } from "./tool.ts";

/** Every tool of the desk, in the order of the bar: buttons, shortcuts, `?` sheet, pointer, settings. */
export const TOOLS: readonly DivisionTool[] = [
  {
    id: "select",
    title: "division:tool.select",
    help: "division:tool.selectHelp",
    icon: <SelectIcon />,
    shortcut: "v",
    mode: selectMode,
    isForReaders: true,
  },
  {
    id: "brush",
    title: "division:tool.brush",
    help: "division:tool.brushHelp",
    icon: <BrushIcon />,
    shortcut: "b",
    mode: paintMode("brush"),
    Options: BrushOptions,
  },
  {
    id: "erase",
    title: "division:tool.erase",
    help: "division:tool.eraseHelp",
    icon: <EraseIcon />,
    shortcut: "e",
    mode: paintMode("erase"),
    Options: EraseOptions,
  },
  {
    id: "box",
    title: "division:tool.box",
    help: "division:tool.boxHelp",
    icon: <BoxIcon />,
    shortcut: "r",
    mode: boxMode,
  },
];

/** @throws if there is none: a tool that is in no list. */
export function toolOf(id: Tool): DivisionTool {
  const tool = TOOLS.find((one) => one.id === id);
  if (tool === undefined) throw new Error(`no tool ${id}`);
  return tool;
}
