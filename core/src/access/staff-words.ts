import type { StaffField } from "./staff-columns.ts";
import type { StaffFault, StaffRefusal } from "./staff-row.ts";

type Language = "zh-CN" | "en";
type Words = Readonly<Record<Language, string>>;

/** Headings of the template and of the fields to choose from. */
export const STAFF_FIELD_WORDS: Readonly<Record<StaffField, Words>> = {
  login: { "zh-CN": "账号", en: "Login" },
  displayName: { "zh-CN": "姓名", en: "Name" },
  role: { "zh-CN": "岗位", en: "Role" },
  area: { "zh-CN": "区域", en: "Area" },
  shift: { "zh-CN": "班次", en: "Shift" },
  validFrom: { "zh-CN": "起", en: "From" },
  lastDay: { "zh-CN": "止（含当天）", en: "Until (last day)" },
};

const FAULTS: Readonly<Record<StaffFault, Words>> = {
  missing: { "zh-CN": "没有填写", en: "is missing" },
  "bad-login": {
    "zh-CN": "只能用小写字母、数字、点、横线，以字母开头，2 到 40 个字符",
    en: "takes lower-case letters, digits, dots and dashes, begins with a letter, 2 to 40 characters",
  },
  personal: {
    "zh-CN": "含有证件号、银行卡号或手机号，系统不保存，请删去",
    en: "holds an identity, card or phone number, which is not kept: please remove it",
  },
  "too-long": { "zh-CN": "太长，最多 60 个字", en: "is too long: 60 characters at most" },
  "unknown-role": { "zh-CN": "没有这个岗位", en: "is no role" },
  "unknown-area": { "zh-CN": "管辖范围内没有这个区域", en: "is no area of yours" },
  "unclear-area": {
    "zh-CN": "有几个同名区域，请写编码或“街道/社区”",
    en: "is the name of several areas: give the code, or “street/community”",
  },
  "bad-day": { "zh-CN": "不是日期（如 2026-11-01）", en: "is no day (such as 2026-11-01)" },
  "bad-days": { "zh-CN": "早于开始日期", en: "comes before the first day" },
  "bad-shift": {
    "zh-CN": "看不懂，请写“全天”或“周一至周五 8:30-18:00”",
    en: "cannot be read: such as “Mo-Fr 08:30-18:00”",
  },
  twice: {
    "zh-CN": "同一账号、岗位、区域在表中已有一行",
    en: "has the same role and area in a row above",
  },
  "two-names": { "zh-CN": "与表中同一账号的姓名不同", en: "differs from the name in a row above" },
  "other-name": {
    "zh-CN": "与该账号现有姓名不同，可能是另一个人",
    en: "differs from the name of that account: it may be somebody else",
  },
  taken: { "zh-CN": "账号已被管辖范围之外的人使用", en: "is taken by somebody outside your area" },
  shared: {
    "zh-CN": "此人在管辖范围之外也有任职，请由上级管理员操作",
    en: "belongs to somebody with duties outside your area: ask the administrator above you",
  },
  closed: { "zh-CN": "账号已停用，请先恢复", en: "is closed: reopen it first" },
  "own-account": {
    "zh-CN": "是您自己的账号，请由另一位管理员操作",
    en: "is your own: ask another administrator",
  },
};

/** What is wrong with a cell, and what it may have meant. */
export function staffRefusalWords(
  { fault, field, near }: StaffRefusal,
  language: Language,
): string {
  const what = `${STAFF_FIELD_WORDS[field][language]}${language === "en" ? " " : "："}${FAULTS[fault][language]}`;
  if (near.length === 0) return what;
  return language === "en"
    ? `${what}; perhaps ${near.join(", ")}`
    : `${what}；是不是“${near.join("”“")}”`;
}
