import type { IncidentPlace } from "./model.ts";

/** When in the year a kind of incident is reported more often. */
export type Season = "all" | "summer" | "winter" | "autumn" | "snow" | "rain";
/** When in the day. */
export type Hours = "work" | "evening" | "night" | "morning" | "any";

export interface IncidentKind {
  /** Code of dispatch's category tree (events `major-minor`, local ones 90xx), or a community class. */
  readonly category: string;
  readonly weight: number;
  readonly season: Season;
  readonly hours: Hours;
  readonly places: readonly IncidentPlace["kind"][];
  /** Median hours until it is closed. */
  readonly closeHours: number;
  readonly texts: readonly string[];
}

function kind(
  [category, weight, closeHours]: readonly [string, number, number],
  [season, hours]: readonly [Season, Hours],
  places: readonly IncidentPlace["kind"][],
  texts: string,
): IncidentKind {
  return { category, weight, closeHours, season, hours, places, texts: texts.split("|") };
}

/** Weights are shares of an ordinary day; season and weather multiply them. */
export const INCIDENT_KINDS: readonly IncidentKind[] = [
  kind(
    ["event.01-01", 2, 120],
    ["all", "work"],
    ["compound", "lane"],
    "顶层平台搭建阳光房|院内私自搭建棚屋",
  ),
  kind(
    ["event.01-02", 9, 8],
    ["summer", "work"],
    ["street", "lane", "compound"],
    "垃圾桶外溢,地面有散落垃圾|转角处堆放生活垃圾未清运|绿化带内有成袋垃圾",
  ),
  kind(
    ["event.01-03", 4, 26],
    ["all", "work"],
    ["street", "compound", "lane"],
    "装修垃圾堆放多日|路边有建筑渣土未清理",
  ),
  kind(["event.01-04", 4, 6], ["autumn", "morning"], ["street"], "路面有泥土和落叶|人行道有油污"),
  kind(["event.01-05", 1.2, 30], ["summer", "work"], ["park"], "水面有漂浮物|岸边有垃圾"),
  kind(
    ["event.01-06", 3, 24],
    ["summer", "work"],
    ["park", "compound"],
    "绿地内有垃圾和枯枝|草坪被踩踏裸露",
  ),
  kind(
    ["event.01-07", 2, 96],
    ["all", "work"],
    ["street", "compound"],
    "僵尸车长期占用车位|报废车辆停放在路边",
  ),
  kind(
    ["event.01-08", 2.5, 18],
    ["all", "work"],
    ["compound", "street"],
    "楼下丢弃旧沙发|路边有废弃床垫",
  ),
  kind(
    ["event.01-10", 4, 60],
    ["all", "work"],
    ["street"],
    "路面有坑洼|人行道地砖松动破损|路沿石破损",
  ),
  kind(["event.01-12", 1.5, 5], ["all", "morning"], ["street"], "运输车辆遗撒砂石|路面有散落渣土"),
  kind(["event.01-15", 0.8, 3], ["autumn", "work"], ["lane", "site"], "有人焚烧落叶,烟味较大"),
  kind(["event.01-16", 2, 40], ["summer", "evening"], ["street"], "餐饮店油烟直排,气味明显"),
  kind(["event.01-17", 0.6, 4], ["all", "morning"], ["street"], "路边有动物尸体需清理"),
  kind(
    ["event.02-01", 9, 12],
    ["all", "work"],
    ["lane", "street", "compound"],
    "墙面张贴非法小广告|楼道内喷涂小广告|电杆上有小广告",
  ),
  kind(["event.02-03", 2, 8], ["all", "work"], ["street"], "商户广告牌占用人行道"),
  kind(["event.02-05", 1, 48], ["all", "work"], ["street"], "门头招牌破损,有掉落风险"),
  kind(
    ["event.03-01", 3, 6],
    ["summer", "night"],
    ["compound", "site"],
    "夜间施工噪声影响休息|午休时间装修噪声",
  ),
  kind(["event.03-02", 1.6, 12], ["all", "work"], ["site", "street"], "工地未覆盖,扬尘较大"),
  kind(["event.03-04", 1.4, 20], ["all", "work"], ["street"], "施工围挡占道,行人无法通过"),
  kind(["event.04-01", 0.3, 40], ["rain", "any"], ["street"], "路面局部塌陷,需设围挡"),
  kind(
    ["event.04-02", 1.2, 9],
    ["winter", "any"],
    ["street", "compound"],
    "自来水管漏水|水管爆裂,路面积水",
  ),
  kind(["event.04-03", 0.15, 3], ["all", "any"], ["street", "compound"], "闻到燃气味,请尽快检查"),
  kind(
    ["event.04-04", 3, 16],
    ["summer", "work"],
    ["compound", "lane", "street"],
    "下水道堵塞,污水外溢|污水井返水",
  ),
  kind(["event.04-05", 1, 12], ["winter", "any"], ["street", "compound"], "供热管道漏水冒汽"),
  kind(
    ["event.04-06", 0.5, 5],
    ["rain", "any"],
    ["street", "lane"],
    "雨后路面积水,行人难以通过|低洼处积水较深",
  ),
  kind(
    ["event.04-07", 0.5, 7],
    ["snow", "morning"],
    ["street", "compound", "lane"],
    "路面积雪结冰,行走打滑|坡道结冰,请尽快清理|台阶积雪未清扫",
  ),
  kind(
    ["event.04-08", 1, 20],
    ["all", "any"],
    ["lane", "street"],
    "架空线缆垂落|通信线缆脱落,离地较低",
  ),
  kind(["event.05-01", 6, 3], ["summer", "evening"], ["street"], "流动摊贩占道经营|路口游商聚集"),
  kind(["event.05-04", 6, 5], ["all", "work"], ["street"], "商户店外经营,占用人行道|店外堆放货物"),
  kind(
    ["event.05-05", 12, 4],
    ["all", "work"],
    ["street", "compound", "lane"],
    "机动车停放在人行道上|车辆堵塞小区出入口|消防通道旁乱停车",
  ),
  kind(["event.05-06", 5, 5], ["all", "morning"], ["street"], "共享单车乱停放|非机动车占用盲道"),
  kind(
    ["event.05-07", 4, 15],
    ["all", "work"],
    ["lane", "compound", "street"],
    "楼道堆放杂物|门前堆放物料",
  ),
  kind(["event.05-08", 1.8, 4], ["summer", "evening"], ["street"], "商铺音响音量过大"),
  kind(
    ["event.05-10", 0.9, 3],
    ["summer", "night"],
    ["street"],
    "露天烧烤占道,烟雾扰民|路边烧烤摊油烟大",
  ),
  kind(["event.05-11", 1, 10], ["all", "work"], ["street", "lane"], "沿街晾挂衣物"),
  kind(
    ["local.9001", 4, 6],
    ["summer", "night"],
    ["compound", "park"],
    "广场舞音响声音大|楼上夜间噪声|空调外机噪声大",
  ),
  kind(["local.9015", 1.2, 5], ["all", "any"], ["compound"], "电梯故障停运|电梯按键失灵"),
  kind(
    ["local.9017", 3, 40],
    ["all", "work"],
    ["compound"],
    "物业保洁不及时|门禁损坏未维修|地锁占用公共车位",
  ),
  kind(
    ["community.10-01", 1.2, 50],
    ["all", "evening"],
    ["compound", "lane"],
    "停车位使用产生争执,请协调|楼上漏水赔偿协商不成,请调解",
  ),
  kind(
    ["community.10-02", 1.2, 60],
    ["all", "work"],
    ["compound"],
    "物业费收缴标准有争议,请组织协商|公共收益公示不及时",
  ),
  kind(
    ["community.20-01", 1.8, 8],
    ["all", "any"],
    ["compound", "lane"],
    "消防通道被占用|楼道内堆物堵塞安全出口",
  ),
  kind(
    ["community.20-02", 1.8, 10],
    ["all", "evening"],
    ["compound", "lane"],
    "电动车飞线充电|私拉电线给电动车充电",
  ),
  kind(
    ["community.20-03", 0.4, 20],
    ["all", "any"],
    ["compound"],
    "外墙面砖松动,有坠落风险|高空抛物",
  ),
  kind(
    ["community.30-01", 1, 70],
    ["all", "evening"],
    ["compound"],
    "夜间车位不足,建议增设|外来车辆占用内部车位",
  ),
  kind(
    ["community.30-03", 0.8, 6],
    ["summer", "any"],
    ["compound", "lane"],
    "整栋楼停水|整栋楼停电",
  ),
];

/** Share of a day's reports in each hour. Two peaks on working hours: 9–11 and 14–17. */
export const HOUR_WEIGHTS: Readonly<Record<Hours, readonly number[]>> = {
  work: [0, 0, 0, 0, 0, 1, 2, 5, 8, 15, 15, 9, 4, 5, 11, 13, 12, 7, 4, 3, 2, 1, 1, 0],
  morning: [0, 0, 0, 0, 1, 3, 8, 14, 14, 13, 12, 7, 3, 4, 7, 7, 6, 3, 2, 1, 1, 0, 0, 0],
  evening: [1, 0, 0, 0, 0, 0, 0, 1, 2, 4, 5, 6, 5, 3, 4, 5, 6, 9, 13, 14, 12, 8, 4, 2],
  night: [5, 2, 1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 4, 6, 9, 12, 15, 14, 9],
  any: [1, 1, 1, 1, 1, 2, 4, 6, 8, 10, 10, 7, 5, 5, 8, 8, 8, 6, 5, 4, 3, 3, 2, 1],
};
