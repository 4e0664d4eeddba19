import { Checkbox, Select } from "antd";
import type { ReactNode } from "react";
import { useText, type TextKey } from "../i18n/index.ts";
import { runCommand } from "../shell/index.ts";
import { BRUSH_SIZES, DIVISION_COMMANDS } from "./commands.ts";
import { gridNumber } from "./grid-view.ts";
import {
  AbsorbIcon,
  BoxIcon,
  BrushIcon,
  EraseIcon,
  RedoIcon,
  SelectIcon,
  UndoIcon,
} from "./icons.tsx";
import { useDivision, type BrushSettings, type OpenPlan, type Tool } from "./page-state.ts";

const TOOLS: readonly { readonly tool: Tool; readonly icon: ReactNode; readonly key: string }[] = [
  { tool: "select", icon: <SelectIcon />, key: "V" },
  { tool: "brush", icon: <BrushIcon />, key: "B" },
  { tool: "erase", icon: <EraseIcon />, key: "E" },
  { tool: "box", icon: <BoxIcon />, key: "R" },
];

const ACTIONS = [
  { id: "division.undo", icon: <UndoIcon />, key: "Ctrl+Z" },
  { id: "division.redo", icon: <RedoIcon />, key: "Ctrl+Shift+Z" },
  { id: "division.absorb", icon: <AbsorbIcon />, key: "A" },
] as const;

/** The tools over the map: what the pointer does, undo and redo, and the brush's settings. */
export function ToolBar({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const tool = useDivision((state) => state.tool);
  // A command's reasons depend on all of the state.
  useDivision((state) => state.selection);
  useDivision((state) => state.work);
  if (!open.isEditable) return null;
  return (
    <div className="og-division-tools" role="group" aria-label={t("division:tool.group")}>
      <div className="og-tool-row">
        {TOOLS.map((one) => (
          <button
            key={one.tool}
            type="button"
            className="og-tool"
            aria-pressed={tool === one.tool}
            title={`${t(`division:tool.${one.tool}Help`)} (${one.key})`}
            onClick={() => runCommand(`division.${one.tool}`)}
          >
            {one.icon}
            <span>{t(`division:tool.${one.tool}`)}</span>
          </button>
        ))}
        <i className="og-tool-gap" />
        {ACTIONS.map(({ id, icon, key }) => (
          <CommandButton key={id} id={id} shortcut={key} isIcon={id !== "division.absorb"}>
            {icon}
          </CommandButton>
        ))}
      </div>
      {(tool === "brush" || tool === "erase") && <BrushOptions open={open} tool={tool} />}
    </div>
  );
}

interface CommandButtonProps {
  readonly id: string;
  readonly shortcut?: string;
  /** The name is a tooltip only. */
  readonly isIcon?: boolean;
  readonly children?: ReactNode;
  readonly label?: string;
}

/** A button of a command: grey with its reason when it cannot run, and still reached by Tab. */
export function CommandButton({ id, shortcut, isIcon, children, label }: CommandButtonProps) {
  const t = useText();
  const command = DIVISION_COMMANDS.find((one) => one.id === id);
  if (command === undefined) throw new Error(`no command ${id}`);
  const why = command.whyNot?.() ?? null;
  const name = label ?? t(command.title);
  const hint = why === null ? name : `${name}: ${t(why)}`;
  return (
    <button
      type="button"
      className="og-tool"
      aria-disabled={why !== null}
      aria-label={isIcon === true || why !== null ? hint : undefined}
      title={shortcut === undefined ? hint : `${hint} (${shortcut})`}
      onClick={() => runCommand(id)}
    >
      {children}
      {isIcon !== true && <span>{name}</span>}
    </button>
  );
}

const SIZE_NAMES: readonly TextKey[] = [
  "division:tool.sizeOne",
  "division:tool.sizeSmall",
  "division:tool.sizeMedium",
  "division:tool.sizeLarge",
];

const change = (part: Partial<BrushSettings>): void =>
  useDivision.setState(({ brush }) => ({ brush: { ...brush, ...part } }));

function BrushOptions({ open, tool }: { readonly open: OpenPlan; readonly tool: Tool }) {
  const t = useText();
  const brush = useDivision((state) => state.brush);
  return (
    <div className="og-tool-row og-brush-options">
      <div className="og-sizes" role="group" aria-label={t("division:tool.size")}>
        {BRUSH_SIZES.map((size, at) => (
          <button
            key={size}
            type="button"
            className="og-tool"
            aria-pressed={brush.radiusPixels === size}
            aria-label={`${t("division:tool.size")}: ${t(SIZE_NAMES[at] ?? "division:tool.size")}`}
            title={t(SIZE_NAMES[at] ?? "division:tool.size")}
            onClick={() => change({ radiusPixels: size })}
          >
            <i style={{ width: 5 + size * 0.45, height: 5 + size * 0.45 }} />
          </button>
        ))}
      </div>
      {tool === "brush" && <TargetChoice open={open} target={brush.target} />}
      {tool === "brush" && (
        <Checkbox
          checked={brush.onlyUnassigned}
          onChange={(event) => change({ onlyUnassigned: event.target.checked })}
        >
          {t("division:tool.onlyUnassigned")}
        </Checkbox>
      )}
    </div>
  );
}

interface TargetChoiceProps {
  readonly open: OpenPlan;
  readonly target: BrushSettings["target"];
}

const chooseTarget = (chosen: string): void =>
  change({
    target:
      chosen === "pressed" || chosen === "new" ? chosen : { gridId: chosen.slice("grid ".length) },
  });

function TargetChoice({ open, target }: TargetChoiceProps) {
  const t = useText();
  const { grids } = open.session.division;
  const value = typeof target === "string" ? target : `grid ${target.gridId}`;
  return (
    <label className="og-brush-target">
      {t("division:tool.target")}
      <Select
        size="small"
        aria-label={t("division:tool.target")}
        value={value}
        onChange={chooseTarget}
        popupMatchSelectWidth={false}
        options={[
          { value: "pressed", label: t("division:tool.targetPressed") },
          { value: "new", label: t("division:tool.targetNew") },
          ...grids.map((gridId) => ({
            value: `grid ${gridId}`,
            label: t("division:grid", { number: gridNumber(gridId) }),
          })),
        ]}
      />
    </label>
  );
}
