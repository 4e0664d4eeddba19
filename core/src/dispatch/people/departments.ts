import type { Label } from "../rules/categories.ts";

/** Kinds of bodies (部门) that may be called for help. */
export const DEPARTMENT_KINDS = [
  "enforcement", // 综合执法
  "police", // 公安
  "fire", // 消防救援
  "market", // 市场监管
  "housing", // 住房建设
  "sanitation", // 环境卫生
  "utilities", // 公用事业: 水电气热
  "other",
] as const;
export type DepartmentKind = (typeof DEPARTMENT_KINDS)[number];

export const DEPARTMENT_KIND_LABELS: Record<DepartmentKind, Label> = {
  enforcement: { zh: "综合执法", en: "Enforcement" },
  police: { zh: "公安", en: "Police" },
  fire: { zh: "消防救援", en: "Fire and rescue" },
  market: { zh: "市场监管", en: "Market supervision" },
  housing: { zh: "住房建设", en: "Housing" },
  sanitation: { zh: "环境卫生", en: "Sanitation" },
  utilities: { zh: "公用事业", en: "Utilities" },
  other: { zh: "其他", en: "Other" },
};
