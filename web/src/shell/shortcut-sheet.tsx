import { Modal } from "antd";
import { useText } from "../i18n/index.ts";
import { isMac, shortcutLabel, useCommands, type Command } from "./commands.ts";
import { closeDialog } from "./dialogs.ts";

const GROUPS: readonly Command["group"][] = ["go", "edit", "map", "view", "help"];

/** All shortcuts that work now (`?`). */
export function ShortcutSheet() {
  const t = useText();
  const commands = useCommands((state) => state.commands);
  return (
    <Modal open footer={null} onCancel={closeDialog} width={640} title={t("command:sheet")}>
      <div className="og-sheet">
        {GROUPS.map((group) => {
          const members = commands.filter(
            (command) => command.group === group && command.shortcut !== undefined,
          );
          if (members.length === 0) return null;
          return (
            <section key={group}>
              <h3>{t(`command:group.${group}`)}</h3>
              <dl>
                {members.map(({ id, title, titleValues, shortcut = "" }) => (
                  <div key={id}>
                    <dt>{t(title, titleValues)}</dt>
                    <dd>
                      <kbd>{shortcutLabel(shortcut, isMac())}</kbd>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Modal>
  );
}
