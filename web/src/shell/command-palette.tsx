import { Modal } from "antd";
import { useState, type KeyboardEvent } from "react";
import { useText } from "../i18n/index.ts";
import { isMac, shortcutLabel, useCommands, type Command } from "./commands.ts";
import { closeDialog } from "./dialogs.ts";

/** Every letter of `words` in this order: `swth` finds "Switch theme". */
export function isLike(title: string, words: string): boolean {
  let from = 0;
  const hay = title.toLowerCase();
  for (const letter of words.toLowerCase().replaceAll(/\s+/g, "")) {
    const at = hay.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}

/** All commands by name (Ctrl+K). */
export function CommandPalette() {
  const t = useText();
  const commands = useCommands((state) => state.commands);
  const [words, setWords] = useState("");
  const [active, setActive] = useState(0);
  const titled = commands
    .filter(({ id }) => id !== "help.open-palette")
    .map((command) => ({ command, title: t(command.title, command.titleValues) }));
  const found = titled.filter(({ title }) => isLike(title, words));
  const choose = (command: Command | undefined): void => {
    if (command === undefined || (command.whyNot?.() ?? null) !== null) return;
    closeDialog();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setActive((at) => Math.min(at + 1, found.length - 1));
    else if (event.key === "ArrowUp") setActive((at) => Math.max(at - 1, 0));
    else if (event.key === "Enter") choose(found[active]?.command);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      open
      footer={null}
      closable={false}
      onCancel={closeDialog}
      width={520}
      style={{ top: 90 }}
      title={<span className="og-hidden">{t("command:palette")}</span>}
    >
      <input
        autoFocus
        className="og-palette-input"
        role="combobox"
        aria-expanded
        aria-controls="og-palette-list"
        aria-activedescendant={found[active] === undefined ? undefined : `og-command-${active}`}
        aria-label={t("command:palette")}
        placeholder={t("command:paletteHint")}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id="og-palette-list"
        role="listbox"
        aria-label={t("command:palette")}
        className="og-palette-list"
      >
        {found.map(({ command, title }, at) => (
          <PaletteRow
            key={command.id}
            id={`og-command-${at}`}
            command={command}
            title={title}
            isActive={at === active}
            onChoose={() => choose(command)}
          />
        ))}
      </div>
      {found.length === 0 && <p className="og-muted og-nothing">{t("command:none")}</p>}
    </Modal>
  );
}

interface PaletteRowProps {
  readonly id: string;
  readonly command: Command;
  readonly title: string;
  readonly isActive: boolean;
  readonly onChoose: () => void;
}

function PaletteRow({ id, command, title, isActive, onChoose }: PaletteRowProps) {
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
      onClick={onChoose}
    >
      <small>{t(`command:group.${command.group}`)}</small>
      <span>{title}</span>
      {reason !== null && <small>{t(reason)}</small>}
      {command.shortcut !== undefined && <kbd>{shortcutLabel(command.shortcut, isMac())}</kbd>}
    </div>
  );
}
