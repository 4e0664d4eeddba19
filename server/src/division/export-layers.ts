import { BUILDING_FIELDS, CITY_UNIT_FIELDS, GRID_FIELDS } from "@onegrid/core/division";
import type { ExportField } from "@onegrid/core/export";
import { layer, type ExportLayer } from "../export/layer.ts";
import type { ExportSet } from "./export-source.ts";

export const gridLayer = ({ communities }: ExportSet): ExportLayer =>
  layer(
    { id: "grids", title: { "zh-CN": "网格", en: "Grids" } },
    GRID_FIELDS,
    communities.flatMap(({ grids }) => grids),
  );

export const buildingLayer = ({ communities }: ExportSet): ExportLayer =>
  layer(
    { id: "buildings", title: { "zh-CN": "楼栋", en: "Buildings" } },
    BUILDING_FIELDS,
    communities.flatMap(({ buildings }) => buildings),
  );

/** The second layer (万米单元网格); none where nobody has made it. */
export function cityUnitLayers({ communities }: ExportSet): ExportLayer[] {
  const rows = communities.flatMap(({ cityUnits }) => cityUnits);
  const about = { id: "city_units", title: { "zh-CN": "万米单元网格", en: "City units" } };
  return rows.length === 0 ? [] : [layer(about, CITY_UNIT_FIELDS, rows)];
}

interface AssignmentRow {
  readonly item: string;
  readonly grid: string | null;
  readonly within: string;
  readonly households: number | null;
}

const assignmentFields = (item: "unit" | "building"): readonly ExportField<AssignmentRow>[] => {
  const plain = { kind: "text", decimals: 0 } as const;
  const words =
    item === "unit"
      ? { "zh-CN": "基本单元", en: "Unit" }
      : { "zh-CN": "楼栋编号", en: "Building id" };
  return [
    { ...plain, key: item, dbf: "ITEM", title: words, value: (row) => row.item },
    {
      ...plain,
      key: "grid",
      dbf: "GRID",
      title: { "zh-CN": "网格", en: "Grid" },
      value: (row) => row.grid,
    },
    {
      ...plain,
      key: "within",
      dbf: "WITHIN",
      title: { "zh-CN": "社区代码", en: "Community code" },
      value: (row) => row.within,
    },
    {
      ...plain,
      kind: "integer",
      key: "households",
      dbf: "HOUSEHOLDS",
      title: { "zh-CN": "户数", en: "Households" },
      value: (row) => row.households,
    },
  ];
};

/** Units of a plan with their grids, or buildings with the grids in force. */
export function assignmentLayer({ plan, communities }: ExportSet): ExportLayer {
  const item = plan === null ? "building" : "unit";
  const rows = communities.flatMap(({ community, units, buildings }) =>
    plan === null
      ? buildings.map(({ row: { id, grid, households } }) => ({
          row: { item: id, grid, within: community.code, households },
          geometry: null,
        }))
      : units.map(({ unit, grid, households }) => ({
          row: { item: unit, grid, within: community.code, households },
          geometry: null,
        })),
  );
  const title = { "zh-CN": "归属", en: "Assignment" };
  return layer({ id: "assignment", title }, assignmentFields(item), rows);
}
