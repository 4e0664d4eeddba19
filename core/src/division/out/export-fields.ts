import type { ExportField } from "../../export/index.ts";

/** One grid as every format tells of it. Deviations and shares are fractions of 1. */
export interface ExportGrid {
  /** Code in force; in a plan the number on the planner's screen. */
  readonly grid: string;
  readonly name: string;
  /** Code and name of its community, and the names of what lies above. */
  readonly within: string;
  readonly community: string;
  readonly street: string;
  readonly district: string;
  readonly households: number;
  readonly buildings: number;
  readonly squareMetres: number;
  /** W / target − 1. */
  readonly deviationTarget: number;
  /** W / (households of the community ÷ its grids) − 1; of a plan, by the parts of the ground. */
  readonly deviationFairShare: number;
  /** 4πA / P². */
  readonly polsbyPopper: number;
  /** `YYYY-MM-DD`; `null` before a plan has a day. */
  readonly validFrom: string | null;
  /** First day no longer in force. */
  readonly validTo: string | null;
}

/** One building (楼栋) with the grid it is in. */
export interface ExportBuilding {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly compound: string;
  readonly community: string;
  /** `null`: in no grid. */
  readonly grid: string | null;
  readonly gridName: string | null;
  /** `null`: unknown, or not for the reader. */
  readonly households: number | null;
  readonly householdSource: string | null;
  readonly storeys: number | null;
  readonly use: string;
}

/** One unit of management (万米单元网格), the second layer over the same ground. */
export interface ExportCityUnit {
  readonly code: string;
  readonly within: string;
  readonly community: string;
  readonly households: number;
  readonly buildings: number;
  readonly squareMetres: number;
}

const field = <Row>(
  key: string,
  [dbf, zh, en]: readonly [dbf: string, zh: string, en: string],
  kind: ExportField<Row>["kind"],
  value: ExportField<Row>["value"],
): ExportField<Row> => ({
  key,
  dbf,
  kind,
  decimals: kind === "real" ? 4 : 0,
  title: { "zh-CN": zh, en },
  value,
});

/** Fields of the grids, in the order of the columns. Keys are those of `onegrid divide`. */
export const GRID_FIELDS: readonly ExportField<ExportGrid>[] = [
  field("grid", ["GRID", "网格编码", "Grid code"], "text", (row) => row.grid),
  field("name", ["NAME", "网格名称", "Grid"], "text", (row) => row.name),
  field("within", ["WITHIN", "社区代码", "Community code"], "text", (row) => row.within),
  field("community", ["COMMUNITY", "社区", "Community"], "text", (row) => row.community),
  field("street", ["STREET", "街道", "Street"], "text", (row) => row.street),
  field("district", ["DISTRICT", "区县", "District"], "text", (row) => row.district),
  field("households", ["HOUSEHOLDS", "户数", "Households"], "integer", (row) => row.households),
  field("buildings", ["BUILDINGS", "楼栋数", "Buildings"], "integer", (row) => row.buildings),
  field("area_m2", ["AREA_M2", "面积（平方米）", "Area (m²)"], "real", (row) =>
    rounded(row.squareMetres, 2),
  ),
  field("deviation_target", ["DEV_TARGET", "与目标偏差", "Off target"], "real", (row) =>
    rounded(row.deviationTarget, 4),
  ),
  field("deviation_fair_share", ["DEV_FAIR", "与均户偏差", "Off fair share"], "real", (row) =>
    rounded(row.deviationFairShare, 4),
  ),
  field("polsby_popper", ["POLSBY_POP", "紧凑度", "Polsby–Popper"], "real", (row) =>
    rounded(row.polsbyPopper, 4),
  ),
  field("valid_from", ["VALID_FROM", "生效日期", "In force from"], "text", (row) => row.validFrom),
  field("valid_to", ["VALID_TO", "失效日期", "In force until"], "text", (row) => row.validTo),
];

export const BUILDING_FIELDS: readonly ExportField<ExportBuilding>[] = [
  field("building", ["BUILDING", "楼栋编号", "Building id"], "text", (row) => row.id),
  field("name", ["NAME", "楼栋名称", "Building"], "text", (row) => row.name),
  field("address", ["ADDRESS", "地址", "Address"], "text", (row) => row.address),
  field("compound", ["COMPOUND", "小区", "Compound"], "text", (row) => row.compound),
  field("community", ["COMMUNITY", "社区", "Community"], "text", (row) => row.community),
  field("grid", ["GRID", "网格编码", "Grid code"], "text", (row) => row.grid),
  field("grid_name", ["GRID_NAME", "网格名称", "Grid"], "text", (row) => row.gridName),
  field("households", ["HOUSEHOLDS", "户数", "Households"], "integer", (row) => row.households),
  field(
    "household_source",
    ["HH_SOURCE", "户数来源", "Source of households"],
    "text",
    (row) => row.householdSource,
  ),
  field("storeys", ["STOREYS", "层数", "Storeys"], "integer", (row) => row.storeys),
  field("use", ["USE", "用途", "Use"], "text", (row) => row.use),
];

export const CITY_UNIT_FIELDS: readonly ExportField<ExportCityUnit>[] = [
  field("city_unit", ["CITY_UNIT", "单元网格编码", "City unit code"], "text", (row) => row.code),
  field("within", ["WITHIN", "社区代码", "Community code"], "text", (row) => row.within),
  field("community", ["COMMUNITY", "社区", "Community"], "text", (row) => row.community),
  field("households", ["HOUSEHOLDS", "户数", "Households"], "integer", (row) => row.households),
  field("buildings", ["BUILDINGS", "楼栋数", "Buildings"], "integer", (row) => row.buildings),
  field("area_m2", ["AREA_M2", "面积（平方米）", "Area (m²)"], "real", (row) =>
    rounded(row.squareMetres, 2),
  ),
];

function rounded(value: number, decimals: number): number {
  const step = 10 ** decimals;
  return Math.round(value * step) / step + 0;
}
