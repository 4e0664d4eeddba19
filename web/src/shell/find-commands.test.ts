import { expect, test } from "vitest";
import { findCommands, isLike } from "./find-commands.ts";

const titled = (title: string) => ({
  title,
  command: { id: title, title: "command:zoomIn", group: "map", run: () => undefined } as const,
});

test("letters in order are enough, spaces do not count", () => {
  expect(isLike("Switch light and dark", "sw dk")).toBe(true);
  expect(isLike("切换浅色与深色", "深色")).toBe(true);
  expect(isLike("Zoom in", "iz")).toBe(false);
  expect(isLike("anything", "")).toBe(true);
});

test("a title that holds the words goes before one that only has the letters", () => {
  const found = findCommands(
    [titled("Zone map in"), titled("Zoom in"), titled("Search")],
    "zoom in",
  );
  expect(found.map(({ title }) => title)).toEqual(["Zoom in"]);
  const order = findCommands([titled("go on"), titled("goon")], "goon").map(({ title }) => title);
  expect(order).toEqual(["goon", "go on"]);
});
