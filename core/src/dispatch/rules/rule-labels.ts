import type { Category, Family, Label, SourceMark } from "./categories.ts";
import type { LimitAmount, LimitUnit } from "./due-time.ts";
import type { Limit } from "./limits.ts";

const label = (zh: string, en: string): Label => ({ zh, en });

/** Words of the rule book, for its page and for tables that people fill in. */
export const KIND_LABELS: Readonly<Record<Category["kind"], Label>> = {
  event: label("事件", "Events"),
  asset: label("部件", "Assets"),
  community: label("社区事项", "Community matters"),
};

export const FAMILY_LABELS: Readonly<Record<Family, Label>> = {
  litter: label("垃圾", "Litter"),
  road_damage: label("道路破损", "Road damage"),
  parking: label("停车", "Parking"),
  noise: label("噪声", "Noise"),
  dispute: label("纠纷", "Disputes"),
  safety: label("安全", "Safety"),
  order: label("街面秩序", "Street order"),
  advertising: label("广告", "Advertising"),
  construction: label("施工", "Construction"),
  asset: label("部件", "Assets"),
  service: label("服务", "Services"),
  other: label("其他", "Other"),
};

export const MARK_LABELS: Readonly<Record<SourceMark, Label>> = {
  R: label("公开代码库", "Public repository"),
  D: label("发布方文档", "Issuer's document"),
  G: label("政府网站", "Government site"),
  S2: label("二手转载", "Secondary copy"),
  C: label("实施方代码", "Implementer's code"),
  I: label("公开讨论", "Public thread"),
  O: label("本地自定", "The city's own"),
  "?": label("未核实", "Not verified"),
};

export const UNIT_LABELS: Readonly<Record<LimitUnit, Label>> = {
  working_minutes: label("工作分钟", "Working minutes"),
  natural_minutes: label("自然分钟", "Natural minutes"),
  working_days: label("工作日", "Working days"),
  natural_days: label("自然日", "Natural days"),
  on_the_spot: label("当场（分钟）", "On the spot (minutes)"),
};

export const DAY_END_LABELS: Readonly<Record<NonNullable<LimitAmount["dayEnd"]>, Label>> = {
  closing: label("下班时（自然日为 24 时）", "When the office closes (natural days: 24:00)"),
  same_hour: label("同一时刻", "At the same hour"),
};

export const TIER_LABELS: Readonly<Record<NonNullable<Limit["tier"]>, Label>> = {
  basic: label("门槛", "Basic"),
  raised: label("提高", "Raised"),
};
