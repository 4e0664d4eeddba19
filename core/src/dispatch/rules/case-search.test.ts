import { expect, test } from "vitest";
import { CATEGORIES } from "./categories.ts";
import { categoriesNamed, isCaseNumber } from "./case-search.ts";

test("a whole number is one, a part of it or other words are not", () => {
  expect(isCaseNumber(" 20261120-000123 ")).toBe(true);
  for (const words of ["000123", "20261120", "20261120-", "20261120-0001 23", "滨河路"]) {
    expect(isCaseNumber(words)).toBe(false);
  }
});

test("classes are named in either language, whatever the case of the letters", () => {
  expect(categoriesNamed("暴露垃圾", CATEGORIES)).toEqual(["event.01-02"]);
  expect(categoriesNamed("exposed RUBBISH", CATEGORIES)).toEqual(["event.01-02"]);
  expect(categoriesNamed(" ", CATEGORIES)).toEqual([]);
});
