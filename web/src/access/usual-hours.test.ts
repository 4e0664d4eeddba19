import { expect, test } from "vitest";
import type { Translate } from "../i18n/index.ts";
import texts from "../i18n/zh-CN/rights.json" with { type: "json" };
import { usualText } from "./usual-hours.ts";

const { weekdays, ...words } = texts.roster;
const known = new Map<string, string>([...Object.entries(words), ...Object.entries(weekdays)]);
const t: Translate = (key, values = {}) => {
  const text = known.get(key.split(".").at(-1) ?? "") ?? key;
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, value: string) => String(values[value]));
};

test("usual hours are told in words, what is written another way stays", () => {
  expect(usualText("Mo-Su 00:00-24:00", t)).toBe("每天 全天");
  expect(usualText("Mo-Fr 08:30-18:00", t)).toBe("周一至周五 08:30–18:00");
  expect(usualText("Mo-Fr 08:30-12:00; Sa,Su 14:00-22:00", t)).toBe(
    "周一至周五 08:30–12:00、周六、周日 14:00–22:00",
  );
  expect(usualText("24/7", t)).toBe("24/7");
});
