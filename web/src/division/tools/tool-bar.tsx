import { useText } from "../../i18n/index.ts";
import { runCommand } from "../../shell/index.ts";
import { CommandButton } from "./command-button.tsx";
import { AbsorbIcon, CompleteIcon, RedoIcon, UndoIcon } from "./icons.tsx";
import { useDivision, type OpenPlan } from "../state/page-state.ts";
import { toolOf, TOOLS } from "./tools.tsx";

const ACTIONS = [
  { id: "division.undo", icon: <UndoIcon />, key: "Ctrl+Z" },
  { id: "division.redo", icon: <RedoIcon />, key: "Ctrl+Shift+Z" },
  { id: "division.absorb", icon: <AbsorbIcon />, key: "A" },
  { id: "division.complete", icon: <CompleteIcon />, key: "Shift+A" },
] as const;

/** The tools over the map: what the pointer does, undo and redo, and the brush's settings. */
export function ToolBar({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const tool = useDivision((state) => state.tool);
  // A command's reasons depend on all of the state.
  useDivision((state) => state.selection);
  useDivision((state) => state.work);
  if (!open.isEditable) return null;
  const { Options } = toolOf(tool);
  return (
    <div className="og-division-tools" role="group" aria-label={t("division:tool.group")}>
      <div className="og-tool-row">
        {TOOLS.map((one) => (
          <button
            key={one.id}
            type="button"
            className="og-tool"
            aria-pressed={tool === one.id}
            title={`${t(one.help)} (${one.shortcut.toUpperCase()})`}
            onClick={() => runCommand(`division.${one.id}`)}
          >
            {one.icon}
            <span>{t(one.title)}</span>
          </button>
        ))}
        <i className="og-tool-gap" />
        <span className="og-tool-actions">
          {ACTIONS.map(({ id, icon, key }) => (
            <CommandButton key={id} id={id} shortcut={key}>
              {icon}
            </CommandButton>
          ))}
        </span>
      </div>
      {Options !== undefined && (
        <div className="og-tool-row og-brush-options">
          <Options open={open} />
        </div>
      )}
    </div>
  );
}
