const number = (value: number, locale: string): string => value.toLocaleString(locale);

interface TrendValues {
  readonly days: number;
  readonly day: string;
  /** Shares of then and now. */
  readonly before: string;
  readonly now: string;
  /** Changes, with their sign. */
  readonly covered: string;
  readonly all: string;
}

/** Words of the printed coverage report (覆盖报告). */
export const REPORT_WORDS = {
  "zh-CN": {
    lang: "zh",
    region: "cn",
    above: "十分钟党建生活圈 · 步行到站点",
    title: (place: string) => `${place}服务覆盖报告`,
    dated: "按当日数据计算",
    supposed: "假设方案 · 不是现状",
    supposedMark: "假 设",
    printed: (day: string) => `${day} 制`,
    source: (day: string, isOsm: boolean) =>
      `数据：一张网（楼栋、道路、站点图层，${day}）${isOsm ? "；部分底图 © OpenStreetMap 贡献者" : ""}；CGCS2000 高斯–克吕格投影。按楼栋逐栋计算，覆盖与否以整栋计。`,
    approval: "审图号：",
    definition: "口径",
    kinds: (names: string) => `计入的站点：${names}`,
    count: (value: number) => number(value, "zh-CN"),
    households: (value: number) => `${number(value, "zh-CN")} 户`,
    buildings: (value: number) => `${number(value, "zh-CN")} 栋`,
    share: "覆盖率",
    uncovered: "未覆盖",
    notComputable: "无法计算",
    walk: "步行分钟（中位 / 九成）",
    walkNote: (value: number) => `${number(value, "zh-CN")} 户可算到最近站点`,
    room: "站点用房缺口",
    atMost: (value: string) => `至多 ${value}`,
    roomValue: (value: number) => `${number(value, "zh-CN")} m²`,
    roomNote: (communities: number) =>
      communities === 0 ? "每百户 30 m²，各社区达标" : `每百户 30 m²，${communities} 个社区不足`,
    none: "–",
    nobody: "无住户",
    householdsUnknown: "户数未知",
    trend: ({ days, day, before, now, covered, all }: TrendValues) =>
      `较 ${days} 天前（${day}）：覆盖率 ${before} → ${now}，已覆盖 ${covered} 户，总户数 ${all} 户。`,
    worst: { community: "未覆盖最多的社区", grid: "未覆盖最多的网格" },
    worstColumns: ["", "名称", "覆盖率", "已覆盖 / 总户数", "未覆盖", "中位分钟"],
    allCovered: "没有未覆盖的住户。",
    stations: (all: number, shown: number) =>
      all > shown ? `站点 ${all} 个，就近服务户数最多的 ${shown} 个` : `站点 ${all} 个`,
    stationColumns: ["名称", "类别", "就近服务"],
    remarks: "数据质量",
    gates: (gates: number, compounds: number) => `${gates} 处大门未经核实（${compounds} 个小区）`,
    interval: (least: string, most: string) => `全部关闭时覆盖 ${least}，全部开放时 ${most}。`,
    noGates: "没有未经核实的大门。",
    estimated: (value: string, percent: string) => `${value}（${percent}）为估算户数。`,
    unknown: (value: string) => `${value}户数未知，未计入户数。`,
    problems: (value: string, reasons: string) => `无法计算 ${value}：${reasons}。`,
    outside: (value: string) => `${value}不在任何社区，未计入。`,
    stranded: (names: string) => `不在路网上、不能服务的站点：${names}。`,
    hours: (open: number, closed: number, unknown: number) =>
      `该时段开放 ${open} 个，关闭 ${closed} 个，开放时间未知 ${unknown} 个（未计入）。`,
    fine: "没有其他需要说明的数据问题。",
    reason: (name: string, count: number) => `${name} ${count} 栋`,
    joint: "，",
    scale: (text: string) => `比例尺 ${text}`,
    legend: { reached: "可达范围", area: "片区界", station: "站点", rank: "序号同下表" },
  },
  en: {
    lang: "en",
    region: "gb",
    above: "Ten-minute circle · on foot to a station",
    title: (place: string) => `Service coverage: ${place}`,
    dated: "by the data of the day",
    supposed: "supposed · not in force",
    supposedMark: "SUPPOSED",
    printed: (day: string) => `Made ${day}`,
    source: (day: string, isOsm: boolean) =>
      `Data: OneGrid (buildings, ways, stations, ${day})${isOsm ? "; base map in part © OpenStreetMap contributors" : ""}; CGCS2000 Gauss–Krüger. A building is covered as a whole.`,
    approval: "Map approval number (审图号):",
    definition: "Definition",
    kinds: (names: string) => `Stations that count: ${names}`,
    count: (value: number) => number(value, "en-US"),
    households: (value: number) => `${number(value, "en-US")} households`,
    buildings: (value: number) =>
      value === 1 ? "1 building" : `${number(value, "en-US")} buildings`,
    share: "Covered",
    uncovered: "Not covered",
    notComputable: "Not computable",
    walk: "Minutes on foot (median / p90)",
    walkNote: (value: number) => `${number(value, "en-US")} households with a way to a station`,
    room: "Floor area short",
    atMost: (value: string) => `≤ ${value}`,
    roomValue: (value: number) => `${number(value, "en-US")} m²`,
    roomNote: (communities: number) =>
      communities === 0
        ? "30 m² per 100 everywhere"
        : `30 m² per 100, in ${communities} communities`,
    none: "–",
    nobody: "nobody lives there",
    householdsUnknown: "households unknown",
    trend: ({ days, day, before, now, covered, all }: TrendValues) =>
      `Against ${days === 1 ? "1 day" : `${days} days`} before (${day}): covered ${before} → ${now}, households covered ${covered}, all households ${all}.`,
    worst: { community: "Communities with most not covered", grid: "Grids with most not covered" },
    worstColumns: ["", "Name", "Covered", "Covered / all households", "Not covered", "Median min"],
    allCovered: "No household is left uncovered.",
    stations: (all: number, shown: number) =>
      all > shown
        ? `${all} stations; the ${shown} nearest to most households`
        : `Stations (${all})`,
    stationColumns: ["Name", "Kind", "Nearest to"],
    remarks: "Quality of the data",
    gates: (gates: number, compounds: number) =>
      `${gates} gates were not surveyed (${compounds} compounds)`,
    interval: (least: string, most: string) => `covered ${least} if all are shut, ${most} if open.`,
    noGates: "No gate is left unsurveyed.",
    estimated: (value: string, percent: string) => `${value} (${percent}) are estimates.`,
    unknown: (value: string) => `Households unknown and not counted in ${value}.`,
    problems: (value: string, reasons: string) => `Not computable, ${value}: ${reasons}.`,
    outside: (value: string) => `${value} lie in no community and are not counted.`,
    stranded: (names: string) => `Stations off the network, serving nobody: ${names}.`,
    hours: (open: number, closed: number, unknown: number) =>
      `At this hour ${open} open, ${closed} shut, ${unknown} of unknown hours (not counted).`,
    fine: "Nothing else needs to be said about the data.",
    reason: (name: string, count: number) => `${name} (${count})`,
    joint: ", ",
    scale: (text: string) => `Scale ${text}`,
    legend: {
      reached: "Reached ground",
      area: "Areas",
      station: "Station",
      rank: "As in the table",
    },
  },
} as const;

export type ReportWords = (typeof REPORT_WORDS)["zh-CN" | "en"];
