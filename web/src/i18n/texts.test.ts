import { expect, test } from "vitest";
import { EN } from "./en.ts";
import { ZH_CN } from "./zh-cn.ts";

type Tree = { readonly [key: string]: string | Tree };

function flatten(tree: Tree, before = ""): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string"
      ? [[before + key, value]]
      : flatten(value, `${before}${key}${before === "" ? ":" : "."}`),
  );
}

const zh = new Map(flatten(ZH_CN));
const en = new Map(flatten(EN));
const slots = (text: string): string =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(String).toSorted().join();

test("both languages have the same keys", () => {
  expect([...en.keys()].toSorted()).toEqual([...zh.keys()].toSorted());
});

test("a text takes the same values in both languages", () => {
  const different = [...zh].filter(([key, text]) => slots(text) !== slots(en.get(key) ?? ""));
  expect(different).toEqual([]);
});

test("no text is empty", () => {
  expect([...zh, ...en].filter(([, text]) => text.trim() === "")).toEqual([]);
});

test("the English texts hold no hanzi", () => {
  expect([...en].filter(([, text]) => /\p{Script=Han}/u.test(text))).toEqual([]);
});
