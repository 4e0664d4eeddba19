import { expect, test } from "vitest";
import { clockWords, instantAt, minuteOf, readInstant, writeInstant } from "./replay-moment.ts";

const NOON = Date.parse("2026-11-20T12:00:00+08:00");

test("minutes are those of the district's day, wherever the reader sits", () => {
  expect(minuteOf(NOON)).toBe(720);
  expect(minuteOf(Date.parse("2026-11-20T00:00:00+08:00"))).toBe(0);
  expect(minuteOf(Date.parse("2026-11-19T23:59:59+08:00"))).toBe(1439);
  expect(clockWords(65)).toBe("01:05");
});

test("a moment of a day is found again, and never lies ahead", () => {
  expect(instantAt("2026-11-20", 720, NOON)).toBe(NOON);
  expect(instantAt("2026-11-20", 1000, NOON)).toBe(NOON);
  expect(instantAt("", 0, NOON)).toBeNull();
});

test("a link holds the moment; what is no moment of the past is none", () => {
  expect(readInstant(writeInstant(NOON - 1), NOON)).toBe(NOON - 1);
  for (const text of [undefined, "", "soon", writeInstant(NOON + 1)])
    expect(readInstant(text, NOON)).toBeNull();
});
