import { beforeAll, expect, test } from "vitest";
import { startTexts, text, withTexts } from "../../i18n/index.ts";
import { costWords } from "./cost-words.ts";

beforeAll(async () => {
  Object.assign(globalThis, {
    localStorage: { getItem: () => null, setItem: () => undefined },
    document: { documentElement: {}, title: "" },
  });
  await startTexts("zh-CN");
  await withTexts(["dispatch"], async () => undefined);
});

const travel = { term: "travel", seconds: 25, count: null };

test("the terms are times, and what they come to is a figure to rank by, also below zero", () => {
  const terms = [travel, { term: "own_community", seconds: -60, count: null }];
  expect(costWords({ terms, costSeconds: -35 }, text, "zh-CN")).toBe(
    "到场 +25 秒 本社区 −1 分钟 = 排序分 −35",
  );
});

test("where the way is all there is, nothing is added up", () => {
  expect(costWords({ terms: [travel], costSeconds: 25 }, text, "zh-CN")).toBe("");
});
