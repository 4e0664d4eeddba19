import { expect, test } from "vitest";
import { hoursWords } from "./hours-words.ts";

test.each([
  ["Mo-Fr 08:30-12:00,14:00-17:30; Sa off", "周一至周五 08:30–12:00、14:00–17:30；周六休息"],
  ["Mo-Su 07:00-21:00; PH 09:00-12:00", "每天 07:00–21:00；节假日 09:00–12:00"],
  ["Sa,Su 10:00-16:00", "周六、周日 10:00–16:00"],
  ["24/7", "全天开放"],
])("%s reads %s", (hours, words) => {
  expect(hoursWords(hours, "zh-CN")).toBe(words);
});

test("in English the notation is the word", () => {
  expect(hoursWords("Mo-Fr 08:30-17:30", "en")).toBe("Mo-Fr 08:30-17:30");
});
