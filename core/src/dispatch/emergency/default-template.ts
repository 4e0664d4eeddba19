import type { Role } from "../people/roles.ts";
import type { GroupTemplate, PlanMode } from "./plan.ts";

const DESKS: readonly Role[] = ["community_desk", "grid_head", "grid_staff", "team_member"];
const STREET: readonly Role[] = ["grid_staff", "grid_head", "team_member", "lane_head"];
const HELPERS: readonly Role[] = ["team_member", "grid_staff", "building_head", "lane_head"];

const group = (
  mode: PlanMode,
  key: string,
  name: string,
  staff: readonly Role[],
): GroupTemplate => ({
  key,
  mode,
  name,
  posts: [
    { key: "lead", name: "组长", seats: 1, isLead: true, roles: DESKS },
    { key: "member", name: "组员", seats: 2, isLead: false, roles: staff },
  ],
});

/**
 * What a plan begins with: four groups in calm times, seven in an emergency (平时四组、战时七组). How
 * many there are is practice; names, posts and seats are start values that a district changes.
 */
export const DEFAULT_TEMPLATE: readonly GroupTemplate[] = [
  group("calm", "calm-lead", "综合协调组", DESKS),
  group("calm", "calm-grid", "网格服务组", STREET),
  group("calm", "calm-safety", "平安守护组", STREET),
  group("calm", "calm-living", "民生保障组", HELPERS),
  group("emergency", "command", "综合指挥组", DESKS),
  group("emergency", "survey", "信息排查组", STREET),
  group("emergency", "rescue", "抢险处置组", STREET),
  group("emergency", "shelter", "转移安置组", HELPERS),
  group("emergency", "medical", "医疗救护组", HELPERS),
  group("emergency", "supply", "物资保障组", HELPERS),
  group("emergency", "word", "宣传引导组", HELPERS),
];
