import { expect, test } from "vitest";
import { languageOf, sentencesOf } from "./problem-sentence.ts";

test("a refusal is said in both languages, with its values", () => {
  expect(sentencesOf({ code: "access.too-many-attempts", seconds: 30 })).toEqual({
    "zh-CN": "尝试次数过多，请在 30 秒后再试。",
    en: "Too many tries. Please wait 30 seconds.",
  });
  expect(sentencesOf({ code: "dispatch.no-place" }).en).toBe("Please give a point or an address.");
  expect(sentencesOf({ code: "ingest.crs-unknown", crs: "EPSG:1" })["zh-CN"]).toContain("EPSG:1");
});

test("the reader's language is the first one asked for; Chinese where none is", () => {
  expect(["en-GB,zh;q=0.5", "zh-CN,en", undefined].map(languageOf)).toEqual([
    "en",
    "zh-CN",
    "zh-CN",
  ]);
});
