import { inWords } from "../terminal.ts";
import type { Outcome } from "./outcomes.ts";

type Words = readonly [zh: string, en: string];

export const OUTCOME_WORDS: Readonly<Record<Outcome, Words>> = {
  closed: ["已结案", "closed"],
  merged: ["并案", "merged with the case of another report"],
  rejected: ["不予立案", "rejected by the desk"],
  cancelled: ["注销", "cancelled"],
  resolved: ["未结：待核查", "open: waits for its check"],
  in_progress: ["未结：处置中", "open: somebody works on it"],
  dispatched: ["未结：待接单", "open: waits to be accepted"],
  filed: ["未结：待派遣", "open: waits for dispatch"],
  verifying: ["未结：待核实", "open: waits for its verifier"],
  reported: ["未结：待受理", "open: waits for the desk"],
  parked: ["挂账", "parked"],
  draft: ["草稿", "draft"],
  outside_district: [
    "保留：在区外，在指挥中心的待受理队列",
    "kept in the district's queue: lies outside",
  ],
  no_place: [
    "保留：没有可用位置，在指挥中心的待受理队列",
    "kept in the district's queue: no usable place",
  ],
  not_played: ["回放中断，没有轮到", "not played: the replay was ended before its turn"],
  duplicate_id: ["编号重复，保留第一行", "number used before in the file: the first row counts"],
  unreadable: ["不能读", "cannot be read"],
  not_in_stretch: ["不在要回放的时段或数量内", "not in the stretch or number asked for"],
};

const RULE_WORDS: Readonly<Record<string, Words>> = {
  "no-place": ["没有位置：等人定位", "no place: waits for somebody to find it"],
  "outside-district": ["在区外：留在全区队列", "outside every area: stays in the district's queue"],
  "on-boundary": ["在边界上：归编码小的一边", "on a boundary: belongs to the lower code"],
  "class-abolished": [
    "类别当日已废止：按“其他”受理",
    "class abolished on the day: taken in as “other”",
  ],
  "class-by-words": ["类别按词语推断", "class found by its words"],
  "class-by-table": ["类别按 --classes 对应", "class by --classes"],
  "class-unknown": [
    "没有对应类别：按“其他”受理，保留原词",
    "no class of ours: “other”, with the source's own word",
  ],
  "future-time": ["时间在未来：按回放的最后时刻计", "a time to come: kept as of the last moment"],
  "retired-grid": [
    "所在网格已停用：案件保留当日网格，派单用现行网格",
    "its grid has been retired since: the case keeps it, who goes is asked of today's",
  ],
  "nobody-free": ["曾一时无人可派", "for a time nobody could be sent"],
  "returns-used-up": ["退回两次：属地兜底", "sent back twice: the territory took it"],
  "ingest.coordinate-placeholder": [
    "坐标是占位值（0, 0 或整数度）",
    "placeholder for a position (0, 0 or whole degrees)",
  ],
  "ingest.coordinate-swapped": ["经纬度颠倒", "longitude and latitude swapped"],
  "ingest.coordinate-range": ["坐标超出范围", "coordinates beyond the earth"],
  "ingest.coordinate-invalid": ["坐标不是数字", "coordinates are no numbers"],
  "ingest.outside-district": ["距本区半度以上", "more than half a degree away"],
  "ingest.geometry-missing": ["没有坐标", "no coordinates"],
  "ingest.date-order": [
    "办结早于上报：不用其办结时间",
    "closed before it was reported: that time is not used",
  ],
  "ingest.date-invalid": ["时间不能读", "the time cannot be read"],
  "ingest.value-missing": ["缺少必填的值", "a value that is needed is missing"],
  "ingest.duplicate-id": ["编号重复", "number used before"],
};

/** A rule in words; one without words of its own is its code. */
export const ruleWords = (rule: string): string => {
  const words = RULE_WORDS[rule];
  return words ? inWords(...words) : rule;
};
