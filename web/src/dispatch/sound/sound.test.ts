import { expect, test } from "vitest";
import { someCard } from "../board/some-card.ts";
import { alarmOf } from "./alarm-of.ts";
import { PATTERNS, type Note } from "./patterns.ts";
import { isQuiet, parseSettings, USUAL } from "./sound-settings.ts";

const step = (verb: string, changes: object = {}, actorId = "somebody") => ({
  verb,
  actorId,
  card: someCard(changes),
});

test("the desk is called for urgent reports and limits that ran out, never for what the reader did", () => {
  expect(alarmOf(step("report", { severity: "extreme" }), "me")).toBe("urgent");
  expect(alarmOf(step("report", { severity: "severe" }), "me")).toBe("urgent");
  expect(alarmOf(step("report", { severity: "minor" }), "me")).toBeNull();
  expect(alarmOf(step("file", { severity: "extreme" }), "me")).toBeNull();
  expect(alarmOf(step("report", { severity: "extreme" }, "me"), "me")).toBeNull();
  expect(alarmOf(step("clock_red", {}, "system"), "me")).toBe("late");
  for (const verb of ["whistle_red", "consult_red", "consult_day_red"])
    expect(alarmOf(step(verb, {}, "system"), "me")).toBe("late");
  for (const verb of ["clock_yellow", "whistle_yellow", "consult_yellow", "consult_day_yellow"])
    expect(alarmOf(step(verb, {}, "system"), "me")).toBeNull();
});

const rises = (notes: readonly Note[]): number =>
  Math.sign((notes.at(-1)?.hz ?? 0) - (notes[0]?.hz ?? 0));

test("the two patterns differ in number, direction and rhythm, and small loudspeakers have them", () => {
  const { urgent, late } = PATTERNS;
  expect(urgent.length).not.toBe(late.length);
  expect([rises(urgent), rises(late)]).toEqual([1, -1]);
  const longest = Math.max(...urgent.map(({ ms }) => ms));
  expect(Math.min(...late.map(({ ms }) => ms))).toBeGreaterThan(longest);
  for (const notes of [urgent, late]) {
    for (const { hz } of notes) expect(hz > 400 && hz < 2000).toBe(true);
    const ends = notes.map(({ atMs, ms }) => atMs + ms);
    // One note ends before the next begins, and nobody waits for the end of it.
    notes.slice(1).forEach(({ atMs }, index) => expect(atMs).toBeGreaterThan(ends[index] ?? 0));
    expect(Math.max(...ends)).toBeLessThan(1000);
  }
});

test("it is off until somebody wants it, and what is stored is not trusted", () => {
  expect(USUAL.isOn).toBe(false);
  for (const stored of [null, "", "nonsense", "null", "[]", '{"isOn":"yes"}'])
    expect(parseSettings(stored)).toEqual(USUAL);
  expect(parseSettings('{"isOn":true,"volume":7,"quietUntil":5}')).toEqual({
    ...{ isOn: true, volume: 1, quietUntil: 5 },
  });
  expect(isQuiet({ ...USUAL, quietUntil: 10 }, 9)).toBe(true);
  expect(isQuiet({ ...USUAL, quietUntil: 10 }, 10)).toBe(false);
});
