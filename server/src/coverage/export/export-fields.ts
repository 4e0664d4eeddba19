import type { ExportCell, ExportField } from "@onegrid/core/export";

type Kind = ExportField<never>["kind"];

/** Named alike in every format; no Shapefile is made of these, so dBASE names are only cut off. */
const field = <Row>(
  key: string & keyof Row,
  titles: readonly [zh: string, en: string],
  kind: Kind,
): ExportField<Row> => ({
  key,
  dbf: key.toUpperCase().slice(0, 10),
  kind,
  decimals: kind === "real" ? 4 : 0,
  title: { "zh-CN": titles[0], en: titles[1] },
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- rows hold cells alone, by the keys of their fields
  value: (row) => row[key] as ExportCell,
});

/** One building of a file. Cells are ready to be read; the keys are those of `onegrid cover`, and more. */
export interface BuildingRow {
  readonly id: string;
  readonly name: string;
  readonly community: string;
  readonly grid: string;
  readonly households: number | null;
  readonly household_source: string;
  readonly state: string;
  /** 1, 0; `null`: not computable. */
  readonly covered: number | null;
  readonly station: string | null;
  readonly station_id: string | null;
  readonly seconds: number | null;
  readonly metres: number | null;
  readonly reason: string | null;
  /** Where its people go when the nearest station is closed; `null`: no other can be walked to. */
  readonly second_station: string | null;
  readonly second_station_id: string | null;
  readonly second_seconds: number | null;
  readonly second_metres: number | null;
  /** In every row: a table that is copied out of its file still says what it counts. */
  readonly definition: string;
}

const DEFINITION = ["口径", "Definition"] as const;

export const BUILDING_FIELDS: readonly ExportField<BuildingRow>[] = [
  field("id", ["楼栋编号", "Building id"], "text"),
  field("name", ["楼栋", "Building"], "text"),
  field("community", ["社区", "Community"], "text"),
  field("grid", ["网格", "Grid"], "text"),
  field("households", ["户数", "Households"], "integer"),
  field("household_source", ["户数来源", "Source of households"], "text"),
  field("state", ["状态", "State"], "text"),
  field("covered", ["是否覆盖（1 是，0 否）", "Covered (1 yes, 0 no)"], "integer"),
  field("station", ["最近站点", "Nearest station"], "text"),
  field("station_id", ["站点编号", "Station id"], "text"),
  field("seconds", ["步行秒", "Seconds on foot"], "real"),
  field("metres", ["步行米", "Metres on foot"], "real"),
  field("reason", ["无法计算的原因", "Why not computable"], "text"),
  field(
    "second_station",
    ["第二近站点（最近站点关闭时）", "Second-nearest station (if the nearest is closed)"],
    "text",
  ),
  field("second_station_id", ["第二近站点编号", "Second-nearest station id"], "text"),
  field("second_seconds", ["到第二近站点步行秒", "Seconds to the second-nearest"], "real"),
  field("second_metres", ["到第二近站点步行米", "Metres to the second-nearest"], "real"),
  field("definition", DEFINITION, "text"),
];

/** One area or grid; the three states sum to all households. */
export interface SumRow {
  readonly id: string;
  readonly level: string;
  readonly name: string;
  readonly within: string | null;
  readonly households_covered: number;
  readonly households: number;
  readonly covered_share: number | null;
  readonly households_uncovered: number;
  readonly households_not_computable: number;
  readonly households_estimated: number;
  readonly buildings_covered: number;
  readonly buildings_uncovered: number;
  readonly buildings_not_computable: number;
  readonly buildings_without_households: number;
  readonly definition: string;
}

export const SUM_FIELDS: readonly ExportField<SumRow>[] = [
  field("id", ["编号", "Id"], "text"),
  field("level", ["级别", "Level"], "text"),
  field("name", ["名称", "Name"], "text"),
  field("within", ["上级", "In"], "text"),
  field("households_covered", ["已覆盖户数", "Households covered"], "integer"),
  field("households", ["总户数", "All households"], "integer"),
  field("covered_share", ["覆盖率", "Covered share"], "real"),
  field("households_uncovered", ["未覆盖户数", "Households not covered"], "integer"),
  field("households_not_computable", ["无法计算户数", "Households not computable"], "integer"),
  field("households_estimated", ["其中估算户数", "Of them estimated"], "integer"),
  field("buildings_covered", ["已覆盖楼栋", "Buildings covered"], "integer"),
  field("buildings_uncovered", ["未覆盖楼栋", "Buildings not covered"], "integer"),
  field("buildings_not_computable", ["无法计算楼栋", "Buildings not computable"], "integer"),
  field(
    "buildings_without_households",
    ["户数未知楼栋", "Buildings of unknown households"],
    "integer",
  ),
  field("definition", DEFINITION, "text"),
];

export interface StationRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly households: number;
  readonly floor_area_m2: number | null;
  readonly hours: string | null;
  readonly services: string;
  readonly stranded: string | null;
  readonly definition: string;
}

export const STATION_FIELDS: readonly ExportField<StationRow>[] = [
  field("id", ["站点编号", "Station id"], "text"),
  field("name", ["站点", "Station"], "text"),
  field("kind", ["类别", "Kind"], "text"),
  field("households", ["就近服务户数", "Households it is nearest to"], "integer"),
  field("floor_area_m2", ["面积（平方米）", "Floor area (m²)"], "real"),
  field("hours", ["开放时间", "Hours"], "text"),
  field("services", ["服务", "Services"], "text"),
  field("stranded", ["不能服务的原因", "Why it serves nobody"], "text"),
  field("definition", DEFINITION, "text"),
];

export interface ReachedRow {
  readonly definition: string;
}
export const REACHED_FIELDS: readonly ExportField<ReachedRow>[] = [
  field("definition", DEFINITION, "text"),
];

/** One of the nested rings: its limit in the unit of the measure. */
export interface RingRow {
  readonly limit: number;
  readonly unit: string;
  readonly definition: string;
}
export const RING_FIELDS: readonly ExportField<RingRow>[] = [
  field("limit", ["限度", "Limit"], "real"),
  field("unit", ["单位", "Unit"], "text"),
  field("definition", DEFINITION, "text"),
];

export interface SaidRow {
  readonly item: string;
  readonly value: string;
}
export const SAID_FIELDS: readonly ExportField<SaidRow>[] = [
  field("item", ["项目", "Item"], "text"),
  field("value", ["内容", "Value"], "text"),
];
