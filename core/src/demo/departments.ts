import type { BodyKind, DepartmentKind } from "../dispatch/index.ts";

/** A made-up body (部门) of the demo's district. */
export interface DemoDepartment {
  /** Login of whoever takes its calls in, and part of its id. */
  readonly key: string;
  readonly name: string;
  readonly kind: DepartmentKind;
  /** Its duty list (责任清单). */
  readonly categories: readonly string[];
}

export const DEMO_DEPARTMENTS: readonly DemoDepartment[] = [
  {
    key: "enforcement",
    name: "区综合执法大队",
    kind: "enforcement",
    categories: ["event.01-01", "event.02", "event.05"],
  },
  { key: "police", name: "公安分局", kind: "police", categories: ["community.20", "event.05-05"] },
  { key: "fire", name: "区消防救援大队", kind: "fire", categories: ["community.20"] },
  {
    key: "market",
    name: "区市场监管局",
    kind: "market",
    categories: ["event.01-16", "event.05-04"],
  },
  { key: "housing", name: "区住房建设局", kind: "housing", categories: ["event.03"] },
  { key: "sanitation", name: "区环境卫生中心", kind: "sanitation", categories: ["event.01"] },
  {
    key: "property",
    name: "和谐物业服务公司",
    kind: "property",
    categories: ["community.10-02", "community.20-02"],
  },
  { key: "utilities", name: "区公用事业中心", kind: "utilities", categories: ["event.04"] },
];

/** Committees that every community of the demo has, by what follows its name. */
export const DEMO_COMMITTEES: readonly { readonly kind: BodyKind; readonly ending: string }[] = [
  { kind: "residents_committee", ending: "居委会" },
  { kind: "owners_committee", ending: "业委会" },
  { kind: "owners_supervisors", ending: "业主监事会" },
];
