import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passwordFault, SHORTEST_PASSWORD } from "./password-rules.ts";

const owner = { login: "wang.li", displayName: "王丽" };
const common = new Set(["iloveyou", "qwertyuiop", "administrator"]);
const faultOf = (password: string) => passwordFault(password, owner, (each) => common.has(each));

describe("passwordFault", () => {
  it.each([
    ["kurz", "short"],
    ["x".repeat(201), "long"],
    ["qwertyuiop", "common"],
    ["iloveyou2026!", "common"],
    ["Wang.Li-2026", "own-name"],
    ["onegrid-demo", "own-name"],
    ["aaaaaaaaaaaa", "plain"],
    ["abababababab", "plain"],
    ["abcdefghijkl", "plain"],
    ["9876543210", "plain"],
  ])("refuses %s: %s", (password, fault) => {
    expect(faultOf(password)).toBe(fault);
  });

  it.each([
    "correct horse battery",
    "井冈山的早晨真好看呀",
    "tR4&kd02!mzp",
    "wang.li and seven more words",
  ])("takes %s", (password) => {
    expect(faultOf(password)).toBeNull();
  });

  it("counts characters as people do", () => {
    expect(faultOf("😀😁😂🤣😃😄😅😆😉")).toBe("short");
    expect(faultOf("😀😂😁🤣😄😃😆😅😊😉")).toBeNull();
  });

  it("never takes what is too short or on the list, whatever it looks like", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: SHORTEST_PASSWORD - 1, unit: "grapheme" }), (password) => {
        fc.pre(Array.from(password).length < SHORTEST_PASSWORD);
        expect(faultOf(password)).toBe("short");
      }),
    );
    fc.assert(
      fc.property(fc.string({ minLength: SHORTEST_PASSWORD }), (password) => {
        expect(passwordFault(password, owner, () => true)).not.toBeNull();
      }),
    );
  });
});
