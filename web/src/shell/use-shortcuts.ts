import { useEffect } from "react";
import { tinykeys } from "tinykeys";
import { runCommand, useCommands } from "./commands.ts";

/** Typing and menus go before single keys. */
function isBusyElsewhere(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  const isTyping =
    target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
  const isInDialog = target.closest("[role=dialog],[role=menu],[role=listbox]") !== null;
  return (isTyping || isInDialog) && !event.ctrlKey && !event.metaKey;
}

/** Binds the shortcuts of every command that is registered now. */
export function useShortcuts(): void {
  const commands = useCommands((state) => state.commands);
  useEffect(() => {
    const keys = Object.fromEntries(
      commands.flatMap(({ id, shortcut }) =>
        shortcut === undefined
          ? []
          : [
              [
                shortcut,
                (event: KeyboardEvent): void => {
                  if (isBusyElsewhere(event) || event.defaultPrevented) return;
                  event.preventDefault();
                  runCommand(id);
                },
              ] as const,
            ],
      ),
    );
    return tinykeys(window, keys);
  }, [commands]);
}
