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
  "property", // 物业服务企业
  "other",
] as const;
export type DepartmentKind = (typeof DEPARTMENT_KINDS)[number];

/** Committees of residents and owners: they come to meetings (会商), and are not called for help. */
export const COMMITTEE_KINDS = [
  "residents_committee", // 居委会
  "owners_committee", // 业委会, 物管会
  "owners_supervisors", // 业主监事会
] as const;

/** Bodies that may be a party to a meeting. */
export const BODY_KINDS = [...DEPARTMENT_KINDS, ...COMMITTEE_KINDS] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

export const BODY_KIND_LABELS: Record<BodyKind, Label> = {
  enforcement: { zh: "综合执法", en: "Enforcement" },
  police: { zh: "公安", en: "Police" },
  fire: { zh: "消防救援", en: "Fire and rescue" },
  market: { zh: "市场监管", en: "Market supervision" },
  housing: { zh: "住房建设", en: "Housing" },
  sanitation: { zh: "环境卫生", en: "Sanitation" },
  utilities: { zh: "公用事业", en: "Utilities" },
  property: { zh: "物业服务企业", en: "Property company" },
  residents_committee: { zh: "居委会", en: "Residents' committee" },
  owners_committee: { zh: "业委会", en: "Owners' committee" },
  owners_supervisors: { zh: "业主监事会", en: "Owners' supervisors" },
  other: { zh: "其他", en: "Other" },
};

/** Roles in which an account may act for a body; for a committee, as one of a team too. */
export const SEAT_ROLES = ["unit_intake", "unit_leader", "unit_handler", "team_member"] as const;

/** Whether somebody in a role can act for a body of a kind: calls for help are answered in roles of departments only. */
export const isSeatOf = (role: string, kind: string): boolean =>
  role === "team_member"
    ? COMMITTEE_KINDS.some((each) => each === kind)
    : SEAT_ROLES.some((each) => each === role);
