import { expect, test } from "vitest";
import {
  registerCommands,
  runCommand,
  shortcutLabel,
  shortcutsOf,
  useCommands,
  type Command,
} from "./commands.ts";

const command = (id: string, run: () => void, rest: Partial<Command> = {}): Command => ({
  id,
  title: "command:zoomIn",
  group: "map",
  run,
  ...rest,
});

test("a command is there until its registration is taken back", () => {
  let runs = 0;
  const takeBack = registerCommands([command("map.test", () => (runs += 1))]);
  runCommand("map.test");
  takeBack();
  expect(runs).toBe(1);
  expect(useCommands.getState().commands).toEqual([]);
  expect(() => runCommand("map.test")).toThrow("no command map.test");
});

test("the same id again replaces the command and survives the first one's leave", () => {
  let ran = "";
  const takeFirst = registerCommands([command("map.test", () => (ran = "first"))]);
  const takeSecond = registerCommands([command("map.test", () => (ran = "second"))]);
  takeFirst();
  runCommand("map.test");
  expect(ran).toBe("second");
  takeSecond();
});

test("a command that cannot run is not run", () => {
  let runs = 0;
  const takeBack = registerCommands([
    command("map.test", () => (runs += 1), { whyNot: () => "shell:unknown" }),
  ]);
  runCommand("map.test");
  expect(runs).toBe(0);
  takeBack();
});

test("a command may have other keys, which are bound and not shown", () => {
  const redo = { id: "redo", title: "shell:brand", group: "edit", run: () => undefined } as const;
  expect(shortcutsOf(redo)).toEqual([]);
  expect(shortcutsOf({ ...redo, shortcut: "a", otherShortcuts: ["b"] })).toEqual(["a", "b"]);
});

test("shortcuts read as on the keyboard", () => {
  expect(shortcutLabel("$mod+k", false)).toBe("Ctrl+K");
  expect(shortcutLabel("$mod+k", true)).toBe("⌘K");
  expect(shortcutLabel("Shift+?", false)).toBe("?");
  expect(shortcutLabel("g d", false)).toBe("G D");
  expect(shortcutLabel("Shift+ArrowUp", false)).toBe("Shift+↑");
});
