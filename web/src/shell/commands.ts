import { create } from "zustand";
import type { TextKey, TextValues } from "../i18n/index.ts";

/** Something the user can do. The same list gives buttons, shortcuts, palette and `?` sheet. */
export interface Command {
  /** `area.verb-noun`; the same id again replaces the command. */
  readonly id: string;
  readonly title: TextKey;
  readonly titleValues?: TextValues;
  readonly group: "go" | "edit" | "map" | "view" | "help";
  /** tinykeys notation: `b`, `$mod+k`, `Shift+?`, `g d`. Single keys are ignored while typing. */
  readonly shortcut?: string;
  /** Other keys that people know for it; not shown. */
  readonly otherShortcuts?: readonly string[];
  readonly run: () => void;
  /** Why it cannot run just now; shown with the disabled control. */
  readonly whyNot?: () => TextKey | null;
}

export const useCommands = create<{ readonly commands: readonly Command[] }>(() => ({
  commands: [],
}));

/** Adds commands and gives back what takes them away again. */
export function registerCommands(added: readonly Command[]): () => void {
  const ids = new Set(added.map((command) => command.id));
  useCommands.setState(({ commands }) => ({
    commands: [...commands.filter((command) => !ids.has(command.id)), ...added],
  }));
  return () =>
    useCommands.setState(({ commands }) => ({
      commands: commands.filter((command) => !added.includes(command)),
    }));
}

/** A command that is there just now, for its button. */
export const useCommand = (id: string): Command | undefined =>
  useCommands(({ commands }) => commands.find((command) => command.id === id));

export function runCommand(id: string): void {
  const command = useCommands.getState().commands.find((candidate) => candidate.id === id);
  if (command === undefined) throw new Error(`no command ${id}`);
  if ((command.whyNot?.() ?? null) === null) command.run();
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
};

/** Every key of a command. */
export const shortcutsOf = ({ shortcut, otherShortcuts = [] }: Command): readonly string[] =>
  shortcut === undefined ? otherShortcuts : [shortcut, ...otherShortcuts];

/** `$mod+k` as the user's keyboard says it: `Ctrl+K`, on a Mac `⌘K`. */
export function shortcutLabel(shortcut: string, isMac: boolean): string {
  const press = (keys: string): string => {
    const names = keys.split("+").map((key) => {
      if (key === "$mod") return isMac ? "⌘" : "Ctrl";
      return KEY_NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
    });
    // The character of a shifted sign says it all: `?`, not `Shift+?`.
    const isSign = names[0] === "Shift" && /^[!-/:-@[-`{-~]$/.test(names[1] ?? "");
    return (isSign ? names.slice(1) : names).join(isMac ? "" : "+");
  };
  return shortcut.split(" ").map(press).join(" ");
}

export const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);
