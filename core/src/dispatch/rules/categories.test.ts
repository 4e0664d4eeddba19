import { expect, test } from "vitest";
import { CATEGORIES, isInForce, isSameFamily } from "./categories.ts";
import { findCategory, SEED_BOOK } from "./rule-book.ts";
import { suggestCategories } from "./suggest-category.ts";
import { category } from "../test-builders.ts";

test("ids are unique, every class has both names, a radius and keywords or a name to find it by", () => {
  expect(new Set(CATEGORIES.map((each) => each.id)).size).toBe(CATEGORIES.length);
  for (const each of CATEGORIES) {
    expect([each.name.zh, each.name.en, each.major.zh].every((text) => text.length > 0)).toBe(true);
    expect(each.duplicateRadiusMetres).toBeGreaterThan(0);
  }
  const count = (kind: string) => CATEGORIES.filter((each) => each.kind === kind).length;
  expect([count("event"), count("asset"), count("community")]).toEqual([54, 58, 19]);
});

test("local classes are marked and the others are not", () => {
  expect(CATEGORIES.filter((each) => each.isLocal).map((each) => each.code)).toEqual([
    "9001",
    "9003",
    "9008",
    "9015",
    "9017",
  ]);
});

test("an abolished class is no longer in force", () => {
  const ended = { ...category("event.01-02"), validTo: "2026-03-01" };
  expect(isInForce(ended, "2026-02-28")).toBe(true);
  expect(isInForce(ended, "2026-03-01")).toBe(false);
  expect(findCategory(SEED_BOOK, "event.77-77")).toBeUndefined();
});

test("a missing cover and a pothole are of one family, rubbish is of another", () => {
  expect(isSameFamily(category("asset.01-14"), category("event.01-10"))).toBe(true);
  expect(isSameFamily(category("event.01-02"), category("event.01-10"))).toBe(false);
});

const first = (text: string) => suggestCategories(text, CATEGORIES)[0]?.categoryId;

test("free text finds its class, in Chinese and in English", () => {
  expect(first("小区门口的垃圾桶旁堆满生活垃圾，没人清")).toBe("event.01-02");
  expect(first("有人在楼道里飞线充电")).toBe("community.20-02");
  expect(first("闻到煤气味，像是天然气漏气")).toBe("event.04-03");
  expect(first("路灯不亮好几天了")).toBe("asset.01-18");
  expect(first("Pothole in front of the school")).toBe("event.01-10");
  expect(first("Tree down across the street")).toBe("asset.04-02");
  expect(suggestCategories("你好", CATEGORIES)).toEqual([]);
});

test("a suggestion says which words it found", () => {
  expect(suggestCategories("消防通道被堵", CATEGORIES)[0]).toEqual({
    categoryId: "community.20-01",
    score: 12,
    words: ["消防通道"],
  });
});
