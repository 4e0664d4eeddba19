import { beforeAll, expect, test } from "vitest";
import { startTexts, withTexts, text as t } from "../../i18n/index.ts";
import { shortfallWords } from "./shortfall-words.ts";

beforeAll(async () => {
  Object.assign(globalThis, {
    localStorage: { getItem: () => null, setItem: () => undefined },
    document: { documentElement: {}, title: "" },
  });
  await startTexts("zh-CN");
  await withTexts(["coverage", "overview"], async () => undefined);
});

test("a shortfall is rounded up, and at most so much where a floor area is not known", () => {
  expect(shortfallWords(1931.2, { isCertain: true, t })).toBe("1,932 平方米");
  expect(shortfallWords(1931.2, { isCertain: false, t })).toBe("至多 1,932 平方米");
});
