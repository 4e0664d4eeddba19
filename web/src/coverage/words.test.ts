import { beforeAll, expect, test } from "vitest";
import { startTexts, withTexts, text } from "../i18n/index.ts";
import { madeResult } from "./fixtures/made-result.ts";
import { definitionWords, percentWords, shareWords } from "./words.ts";

beforeAll(async () => {
  Object.assign(globalThis, {
    localStorage: { getItem: () => null, setItem: () => undefined },
    document: { documentElement: {}, title: "" },
  });
  await startTexts("zh-CN");
  await withTexts(["coverage", "overview"], async () => undefined);
});

test("the words of a definition name every part of it", () => {
  const { definition, kinds } = madeResult();
  expect(definitionWords({ definition, kinds }, text)).toBe(
    "步行 10 分钟（常人 1.25 米/秒） · 路网 · 大门已核实 · 登记户数 · 红色驿站",
  );
  const metres = { ...definition, measure: { basis: "distance", metres: 500 } as const };
  const other = { ...metres, gates: "pessimistic", households: "estimate" } as const;
  expect(definitionWords({ definition: other, kinds: ["a", "b"] }, text)).toBe(
    "步行 500 米 · 路网 · 大门保守 · 估算户数 · 2 类站点",
  );
});

test("a share is never rounded up to everybody", () => {
  expect(percentWords(0.99999, text)).toBe("99.9 %");
  expect(percentWords(1, text)).toBe("100.0 %");
  expect(percentWords(0, text)).toBe("0.0 %");
  expect(percentWords(null, text)).toBe("无住户");
});

test("an area where nobody is counted: nobody lives there, or nobody knows how many do", () => {
  const words = (buildingsWithoutHouseholds: number) =>
    shareWords({ coveredShare: null, buildingsWithoutHouseholds }, text);
  expect([words(0), words(3)]).toEqual(["无住户", "户数未知"]);
});
