import { SHEET_STYLE } from "@onegrid/core/division";
import type { LegendItem } from "../printing/printed-pages.ts";

type Language = "zh-CN" | "en";

/** Words of printed pages. */
export const PAGE_WORDS = {
  "zh-CN": {
    board: "网格公示牌",
    sheet: "网格划分图",
    sheetTitle: (community: string) => `${community}网格划分图`,
    inForce: (day: string) => `${day} 起施行`,
    planned: (day: string) => `拟自 ${day} 起施行`,
    draft: "草稿 · 未施行",
    review: "送审稿 · 未施行",
    draftMark: "草 稿",
    reviewMark: "送审稿",
    code: "网格编码",
    households: "户数",
    buildings: "楼栋",
    area: "面积",
    grids: "网格数",
    fairShare: "均户",
    within: "包含楼栋",
    noBuildings: "（无楼栋）",
    more: (count: number) => `等 ${count} 栋`,
    hectares: (value: string) => `${value} 公顷`,
    count: (value: number) => value.toLocaleString("zh-CN"),
    people: (count: number) => `${count} 人`,
    service: "社区服务电话",
    station: (name: string) => `服务站点：${name}`,
    scan: "扫码查看本网格",
    scale: (text: string) => `比例尺 ${text}`,
    source: (day: string, isOsm: boolean) =>
      `数据：一张网（楼栋、道路、网格图层，${day}）${isOsm ? "；部分底图 © OpenStreetMap 贡献者" : ""}；CGCS2000 高斯–克吕格投影。`,
    printed: (day: string) => `${day} 制`,
    columns: ["编号", "网格", "户数", "楼栋"],
    plan: (name: string) => `方案：${name}`,
    legend: {
      focus: "本网格界",
      grid: "网格界",
      other: "相邻网格界",
      community: "社区界",
      hard: "河流、铁路等硬边界",
      wall: "小区围墙",
      building: "楼栋",
      station: "服务站点",
    },
  },
  en: {
    board: "Grid notice board",
    sheet: "Map of grids",
    sheetTitle: (community: string) => `Grids of ${community}`,
    inForce: (day: string) => `in force from ${day}`,
    planned: (day: string) => `to be in force from ${day}`,
    draft: "Draft · not in force",
    review: "In review · not in force",
    draftMark: "DRAFT",
    reviewMark: "IN REVIEW",
    code: "Grid code",
    households: "Households",
    buildings: "Buildings",
    area: "Area",
    grids: "Grids",
    fairShare: "Fair share",
    within: "Buildings",
    noBuildings: "(no buildings)",
    more: (count: number) => `and others, ${count} together`,
    hectares: (value: string) => `${value} ha`,
    count: (value: number) => value.toLocaleString("en-US"),
    people: (count: number) => `${count}`,
    service: "Community service line",
    station: (name: string) => `Service station: ${name}`,
    scan: "This grid online",
    scale: (text: string) => `Scale ${text}`,
    source: (day: string, isOsm: boolean) =>
      `Data: OneGrid (buildings, roads, grids, ${day})${isOsm ? "; base map in part © OpenStreetMap contributors" : ""}; CGCS2000 Gauss–Krüger.`,
    printed: (day: string) => `Made ${day}`,
    columns: ["No.", "Grid", "Households", "Buildings"],
    plan: (name: string) => `Plan: ${name}`,
    legend: {
      focus: "This grid",
      grid: "Grid",
      other: "Grid next to it",
      community: "Community",
      hard: "River, railway, motorway",
      wall: "Wall of a compound",
      building: "Building",
      station: "Service station",
    },
  },
} as const;

export type PageWords = (typeof PAGE_WORDS)[Language];

/** `1:2 000` with a thin space, as on maps. */
export const scaleText = (denominator: number): string =>
  `1:${String(denominator).replaceAll(/\B(?=(\d{3})+$)/g, "\u2009")}`;

const line = (
  text: string,
  { stroke, width }: { readonly stroke: string; readonly width: number },
  dash: readonly number[] | null,
): LegendItem => ({ kind: "line", text, color: stroke, width, dash, svg: "" });
const fill = (text: string, color: string): LegendItem => ({
  kind: "fill",
  text,
  color,
  width: 0,
  dash: null,
  svg: "",
});

const STAR =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 4 4"><path d="M0 -1.9L.47 -.65L1.81 -.59L.76 .25L1.12 1.54L0 .8L-1.12 1.54L-.76 .25L-1.81 -.59L-.47 -.65Z" ' +
  `fill="${SHEET_STYLE.station}"/></svg>`;

/** What the signs of a map stand for (图例): those that it shows. */
export function legendOf(
  { legend }: PageWords,
  { isBoard, shows }: { readonly isBoard: boolean; readonly shows: ReadonlySet<string> },
): LegendItem[] {
  const { focus, grid, community, hard, wall, building } = SHEET_STYLE;
  return [
    ...(isBoard
      ? [
          line(legend.focus, focus, null),
          line(legend.other, { stroke: "#8c8c8c", width: 0.4 }, [2, 1]),
        ]
      : [line(legend.grid, grid, null)]),
    line(legend.community, community, [4, 1.2, 0.9, 1.2]),
    ...(shows.has("hard") ? [line(legend.hard, hard, null)] : []),
    ...(shows.has("wall") ? [line(legend.wall, wall, [1.6, 0.5, 0.3, 0.5])] : []),
    fill(legend.building, building),
    ...(shows.has("station")
      ? [{ ...fill(legend.station, SHEET_STYLE.station), kind: "star" as const, svg: STAR }]
      : []),
  ];
}
