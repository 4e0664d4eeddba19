import type { CoverageState } from "@onegrid/core/coverage";
import type { StationKind } from "@onegrid/core/organisation";

/** Words of the files and pages that leave the house about coverage. */
export const FILE_WORDS = {
  "zh-CN": {
    states: { covered: "已覆盖", uncovered: "未覆盖", "not-computable": "无法计算" },
    sources: { register: "登记", estimate: "估算", unknown: "未知" },
    areas: { district: "区县", street: "街道", community: "社区", grid: "网格", city: "市" },
    stations: {
      service_centre: "党群服务中心",
      red_station: "红色驿站",
      compound_station: "小区党群服务站",
      pioneer_station: "先锋驿站",
      party_square: "党建广场",
      worker_stop: "户外劳动者之家",
      mediation_room: "调解室",
      guidance_station: "指导站",
      service_window: "办事窗口",
      incubator: "孵化培育基地",
    },
    reasons: {
      "too-far": "离任何道路太远",
      "no-way-in-compound": "小区内没有道路",
      "behind-wall": "被围墙隔开",
      "bad-position": "位置有误",
      isolated: "道路与路网不相连",
      "no-path": "没有可走的路",
    },
    file: { xlsx: "服务覆盖", geojson: "服务覆盖", geopackage: "服务覆盖", report: "服务覆盖报告" },
    said: {
      definition: "口径",
      kinds: "站点类别",
      place: "范围",
      day: "日期",
      covered: "已覆盖户数",
      all: "总户数（分母，含未覆盖与无法计算）",
      uncovered: "未覆盖户数",
      notComputable: "无法计算户数",
      estimated: "其中估算户数",
      limit: "限度",
      direction: "方向",
      homeToStation: "从家到站点",
      gates: "未核实大门",
      network: "路网版本",
      stations: "站点版本",
      coordinates: "坐标",
      approval: "审图号",
    },
    supposed: (name: string) => `【假设方案「${name}」，不是现状】`,
    everything: "全部范围",
  },
  en: {
    states: { covered: "covered", uncovered: "not covered", "not-computable": "not computable" },
    sources: { register: "register", estimate: "estimate", unknown: "unknown" },
    areas: {
      district: "district",
      street: "street",
      community: "community",
      grid: "grid",
      city: "city",
    },
    stations: {
      service_centre: "service centre",
      red_station: "red station",
      compound_station: "compound station",
      pioneer_station: "pioneer station",
      party_square: "party square",
      worker_stop: "outdoor workers' stop",
      mediation_room: "mediation room",
      guidance_station: "guidance station",
      service_window: "service window",
      incubator: "incubator",
    },
    reasons: {
      "too-far": "too far from any way",
      "no-way-in-compound": "no way in its compound",
      "behind-wall": "behind a wall",
      "bad-position": "position at fault",
      isolated: "ways not joined to the network",
      "no-path": "no way to walk",
    },
    file: {
      xlsx: "coverage",
      geojson: "coverage",
      geopackage: "coverage",
      report: "coverage-report",
    },
    said: {
      definition: "Definition",
      kinds: "Station kinds",
      place: "Area",
      day: "Date",
      covered: "Households covered",
      all: "All households (denominator, all three states)",
      uncovered: "Households not covered",
      notComputable: "Households not computable",
      estimated: "Of them estimated",
      limit: "Limit",
      direction: "Direction",
      homeToStation: "from home to station",
      gates: "Gates not surveyed",
      network: "Network version",
      stations: "Station set version",
      coordinates: "Coordinates",
      approval: "Map approval number",
    },
    supposed: (name: string) => `[Supposed “${name}”, not the state in force]`,
    everything: "everything",
  },
} as const satisfies Readonly<Record<"zh-CN" | "en", FileWords>>;

export interface FileWords {
  readonly states: Readonly<Record<CoverageState, string>>;
  readonly sources: Readonly<Record<"register" | "estimate" | "unknown", string>>;
  readonly areas: Readonly<Record<string, string>>;
  readonly stations: Readonly<Record<StationKind, string>>;
  readonly reasons: Readonly<Record<string, string>>;
  readonly file: Readonly<Record<"xlsx" | "geojson" | "geopackage" | "report", string>>;
  /** Lines of the sheet that says what the figures count. */
  readonly said: Readonly<Record<string, string>>;
  /** Before the definition of a result that rests on a scenario. */
  readonly supposed: (name: string) => string;
  readonly everything: string;
}

/** The word for a code, else the code itself: of a newer version it says more than nothing. */
export const wordOf = (words: Readonly<Record<string, string>>, code: string): string =>
  words[code] ?? code;
