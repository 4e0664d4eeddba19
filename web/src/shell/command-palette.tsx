import { Modal } from "antd";
import { useState, type KeyboardEvent } from "react";
import { useText } from "../i18n/index.ts";
import { isMac, shortcutLabel, useCommands, type Command } from "./commands.ts";
import { closeDialog } from "./dialogs.ts";
import { findCommands, type TitledCommand } from "./find-commands.ts";

const LIST = "og-palette-list";

/** No animation: letters typed during one would be lost. */
const MODAL = {
  footer: null,
  closable: false,
  width: 520,
  transitionName: "",
  maskTransitionName: "",
} as const;

function choose(command: Command | undefined): void {
  if (command === undefined || (command.whyNot?.() ?? null) !== null) return;
  closeDialog();
  command.run();
}

function useFound(words: string): TitledCommand[] {
  const t = useText();
  const commands = useCommands((state) => state.commands);
  const titled = commands
    .filter(({ id }) => id !== "help.open-palette")
    .map((command) => ({ command, title: t(command.title, command.titleValues) }));
  return findCommands(titled, words);
}

/** All commands by name (Ctrl+K). */
export function CommandPalette() {
  const t = useText();
  const [words, setWords] = useState("");
  const [active, setActive] = useState(0);
  const found = useFound(words);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setActive(Math.min(active + 1, found.length - 1));
    else if (event.key === "ArrowUp") setActive(Math.max(active - 1, 0));
    else if (event.key === "Enter") choose(found[active]?.command);
    else return;
    event.preventDefault();
  };
  const title = <span className="og-hidden">{t("command:palette")}</span>;
  return (
    <Modal {...MODAL} open onCancel={closeDialog} title={title}>
      <input
        autoFocus
        className="og-palette-input"
        role="combobox"
        aria-expanded
        aria-controls={LIST}
        aria-activedescendant={found.length === 0 ? undefined : `${LIST}-${active}`}
        aria-label={t("command:palette")}
        placeholder={t("command:paletteHint")}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <PaletteList found={found} active={active} />
    </Modal>
  );
}

interface PaletteListProps {
  readonly found: readonly TitledCommand[];
  readonly active: number;
}

function PaletteList({ found, active }: PaletteListProps) {
  const t = useText();
  return (
    <>
      <div id={LIST} role="listbox" aria-label={t("command:palette")} className="og-palette-list">
        {found.map(({ command, title }, at) => (
          <PaletteRow
            key={command.id}
            id={`${LIST}-${at}`}
            command={command}
            title={title}
            isActive={at === active}
          />
        ))}
      </div>
      {found.length === 0 && <p className="og-muted og-nothing">{t("command:none")}</p>}
    </>
  );
}

interface PaletteRowProps extends TitledCommand {
  readonly id: string;
  readonly isActive: boolean;
}

function PaletteRow({ id, command, title, isActive }: PaletteRowProps) {
  const t = useText();
  const reason = command.whyNot?.() ?? null;
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      aria-disabled={reason !== null}
      className="og-palette-row"
      onClick={() => choose(command)}
    >
      <small>{t(`command:group.${command.group}`)}</small>
      <span>{title}</span>
      {reason !== null && <small>{t(reason)}</small>}
      {command.shortcut !== undefined && <kbd>{shortcutLabel(command.shortcut, isMac())}</kbd>}
    </div>
  );
}
