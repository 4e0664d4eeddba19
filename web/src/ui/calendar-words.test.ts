import dayjs from "dayjs";
import { expect, test } from "vitest";
import { loadCalendarWords } from "./calendar-words.ts";

test("the calendar names months and days in the language that was loaded", async () => {
  const words = (locale: string): string => dayjs("2026-11-22").locale(locale).format("MMM dd");
  expect(words("zh-cn")).toBe("Nov Su");
  await loadCalendarWords("zh-CN");
  expect(words("zh-cn")).toBe("11月 日");
  await loadCalendarWords("en");
  expect(words("en")).toBe("Nov Su");
});
