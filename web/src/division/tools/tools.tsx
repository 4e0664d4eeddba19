import { areaMode } from "./area-mode.ts";
import { BorderOptions, CutOptions, PenOptions, TraceOptions } from "./border-options.tsx";
import { fillMode } from "./fill-mode.ts";
import {
  BorderIcon,
  BoxIcon,
  CutIcon,
  BrushIcon,
  EraseIcon,
  FillIcon,
  LassoIcon,
  PenIcon,
  SelectIcon,
  SwapIcon,
  TraceIcon,
} from "./icons.tsx";
import { borderMode } from "./lazy-borders.ts";
import { selectMode } from "./modes.ts";
import type { Tool } from "../state/page-state.ts";
import { paintMode } from "./paint-mode.ts";
import { swapMode } from "./swap-mode.ts";
import {
  AreaOptions,
  BrushOptions,
  EraseOptions,
  FillOptions,
  SwapOptions,
} from "./tool-options.tsx";
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
    mode: areaMode("box"),
    Options: AreaOptions,
  },
  {
    id: "lasso",
    title: "division:tool.lasso",
    help: "division:tool.lassoHelp",
    icon: <LassoIcon />,
    shortcut: "q",
    mode: areaMode("lasso"),
    Options: AreaOptions,
  },
  {
    id: "fill",
    title: "division:tool.fill",
    help: "division:tool.fillHelp",
    icon: <FillIcon />,
    shortcut: "f",
    mode: fillMode,
    Options: FillOptions,
  },
  {
    id: "swap",
    title: "division:tool.swap",
    help: "division:tool.swapHelp",
    icon: <SwapIcon />,
    shortcut: "x",
    mode: swapMode,
    Options: SwapOptions,
  },
  {
    id: "border",
    title: "division:tool.border",
    help: "division:tool.borderHelp",
    icon: <BorderIcon />,
    shortcut: "w",
    mode: borderMode("division-border", (modes) => modes.borderDragMode),
    Options: BorderOptions,
  },
  {
    id: "trace",
    title: "division:tool.trace",
    help: "division:tool.traceHelp",
    icon: <TraceIcon />,
    shortcut: "t",
    mode: borderMode("division-trace", (modes) => modes.borderTraceMode),
    Options: TraceOptions,
  },
  {
    id: "pen",
    title: "division:tool.pen",
    help: "division:tool.penHelp",
    icon: <PenIcon />,
    shortcut: "p",
    mode: borderMode("division-pen", (modes) => modes.borderPenMode("pen")),
    Options: PenOptions,
  },
  {
    id: "cut",
    title: "division:tool.cut",
    help: "division:tool.cutHelp",
    icon: <CutIcon />,
    shortcut: "c",
    mode: borderMode("division-cut", (modes) => modes.borderPenMode("cut")),
    Options: CutOptions,
  },
];

/** @throws if there is none: a tool that is in no list. */
export function toolOf(id: Tool): DivisionTool {
  const tool = TOOLS.find((one) => one.id === id);
  if (tool === undefined) throw new Error(`no tool ${id}`);
  return tool;
}
