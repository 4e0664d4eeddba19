import { useEffect } from "react";
import { tinykeys } from "tinykeys";
import { runCommand, shortcutsOf, useCommands } from "./commands.ts";

/** With Ctrl these edit the text that is being typed, also where the page has a use for them. */
const EDITING_KEYS = ["a", "c", "v", "x", "y", "z"];

/** Inputs that take no letters. */
const TICKED = ["checkbox", "radio"];

/** Typing and menus go before single keys. */
function isBusyElsewhere(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  const isTyping =
    target.isContentEditable ||
    (target instanceof HTMLInputElement && !TICKED.includes(target.type)) ||
    ["TEXTAREA", "SELECT"].includes(target.tagName);
  const isInDialog = target.closest("[role=dialog],[role=menu],[role=listbox]") !== null;
  const hasModifier = event.ctrlKey || event.metaKey;
  if (isTyping && hasModifier) return EDITING_KEYS.includes(event.key.toLowerCase());
  return (isTyping || isInDialog) && !hasModifier;
}

/** In the place of the library's own rule, which keeps away from ticked boxes too. */
const isNotForUs = (event: KeyboardEvent): boolean =>
  event.isComposing ||
  event.defaultPrevented ||
  // Undo may be held down; a switch may not.
  (event.repeat && !event.ctrlKey && !event.metaKey) ||
  isBusyElsewhere(event);

/** Binds the shortcuts of every command that is registered now. */
export function useShortcuts(): void {
  const commands = useCommands((state) => state.commands);
  useEffect(() => {
    const keys = Object.fromEntries(
      commands.flatMap((command) =>
        shortcutsOf(command).map((shortcut) => [
          shortcut,
          (event: KeyboardEvent): void => {
            event.preventDefault();
            runCommand(command.id);
          },
        ]),
      ),
    );
    return tinykeys(window, keys, { ignore: isNotForUs });
  }, [commands]);
}
