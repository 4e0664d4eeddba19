import type { Category } from "./categories.ts";
import { categoriesOf, type CategoryRow } from "./category-row.ts";

const DISPUTES: readonly CategoryRow[] = [
  [
    "10-01",
    "邻里纠纷",
    "Dispute between neighbours",
    "dispute",
    "邻里 邻居 漏水纠纷 楼上 吵架 neighbour",
  ],
  [
    "10-02",
    "物业纠纷",
    "Dispute with property company",
    "dispute",
    "物业费 物业纠纷 物业不管 业委会",
  ],
  [
    "10-03",
    "婚姻家庭纠纷",
    "Family dispute",
    "dispute",
    "家庭纠纷 家暴 婚姻",
    { highestLevel: "street" },
  ],
  ["10-99", "其他矛盾纠纷", "Other dispute", "dispute", "纠纷 矛盾 调解 dispute"],
];
const HAZARDS: readonly CategoryRow[] = [
  ["20-01", "消防通道占用", "Blocked fire-lane", "safety", "消防通道 安全出口 通道堵塞 fire lane"],
  ["20-02", "飞线充电", "Charging by loose cable", "safety", "飞线 充电 电动车充电 私拉电线"],
  [
    "20-03",
    "高空坠物",
    "Falling objects",
    "safety",
    "高空抛物 坠物 墙皮脱落 外墙脱落",
    { severity: "severe" },
  ],
  ["20-99", "其他安全隐患", "Other hazard", "safety", "隐患 治安 安全 hazard"],
];
const SERVICES: readonly CategoryRow[] = [
  ["30-01", "停车难", "Lack of parking", "parking", "停车难 没车位 车位"],
  ["30-02", "油烟噪声扰民", "Fumes or noise", "noise", "噪音 噪声 扰民 广场舞 noise"],
  ["30-03", "停水停电停气", "Supply cut off", "service", "停水 停电 停气 没水 没电 outage"],
  ["30-04", "便民服务需求", "Request for a service", "service", "办事 咨询 求助 老人 service"],
  ["30-99", "其他民生服务", "Other service matter", "service", "民生"],
];
const OTHERS: readonly CategoryRow[] = [
  ["99-99", "其他事项", "Other matter", "other", "其他 other"],
];
const LOCAL: readonly CategoryRow[] = [
  ["9001", "噪声扰民", "Noise", "noise", "生活噪声 交通噪声 公共区域噪声 商业噪声"],
  ["9003", "劳动纠纷", "Labour dispute", "dispute", "欠薪 工资 劳动纠纷"],
  ["9008", "不稳定事件", "Unrest", "order", "不稳定", { severity: "severe" }],
  ["9015", "电梯", "Lift", "safety", "电梯 电梯故障 困人 elevator lift", { severity: "severe" }],
  ["9017", "百姓举报", "Complaint by residents", "other", "宠物 地锁 遛狗 举报"],
];

const community = (
  code: string,
  zh: string,
  en: string,
  rows: readonly CategoryRow[],
): Category[] =>
  categoriesOf(
    {
      scheme: code === "90" ? "local" : "community",
      kind: "community",
      prefix: code === "90" ? "local" : "community",
      code,
      name: { zh, en },
      highestLevel: code === "20" || code === "90" ? "district" : "street",
      severity: code === "20" ? "moderate" : "minor",
      isLocal: code === "90",
    },
    rows,
  );

/**
 * Matters of the community. The four majors are published; their numbers here are our own. Places of
 * disputes are buildings, never persons.
 */
export const COMMUNITY_CATEGORIES: readonly Category[] = [
  ...community("10", "矛盾纠纷", "Disputes", DISPUTES),
  ...community("20", "治安、安全隐患", "Safety hazards", HAZARDS),
  ...community("30", "民生服务", "Services for residents", SERVICES),
  ...community("99", "其他", "Other", OTHERS),
  ...community("90", "地方扩展", "Local extension", LOCAL),
];
