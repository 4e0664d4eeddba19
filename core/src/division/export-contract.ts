import { Type, type Static } from "typebox";
import type { ExportState } from "../export/index.ts";
import { codeText } from "../free-text.ts";

/** Formats of the data; `changes`: a workbook of what a plan changes against today (变化报告). */
export const TABLE_FORMATS = [
  "geojson",
  "geopackage",
  "shapefile",
  "xlsx",
  "csv",
  "kml",
  "changes",
] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** `boards`: a notice board (网格公示牌) per grid; `sheets`: a map (网格划分图) per community. */
export const PAGE_FORMATS = ["boards", "sheets"] as const;
export type PageFormat = (typeof PAGE_FORMATS)[number];

const Id = codeText({ minLength: 1, maxLength: 120 });

/** What is to be written, and how. */
export const ExportBody = Type.Object({
  format: Type.Enum([...TABLE_FORMATS, ...PAGE_FORMATS]),
  /** A plan; without one the grids in force. */
  planId: Type.Optional(Id),
  /** The day of the grids in force; today when it is not said. */
  on: Type.Optional(Type.String({ format: "date" })),
  /** Below these areas; without any, everything that the asker may read. */
  areaIds: Type.Optional(Type.Array(Id, { maxItems: 2000 })),
  /** Of pages: these grids only. */
  gridIds: Type.Optional(Type.Array(Id, { maxItems: 2000 })),
  language: Type.Optional(Type.Enum(["zh-CN", "en"])),
  /**
   * Of GeoPackage and Shapefile: the central meridian of a CGCS2000 3° zone (EPSG:4534–4554), `null` for
   * degrees (EPSG:4490); the zone that the data lie in when it is not said.
   */
  meridian: Type.Optional(
    Type.Union([Type.Integer({ minimum: 75, maximum: 135, multipleOf: 3 }), Type.Null()]),
  ),
  /** Of the tables in a Shapefile. */
  encoding: Type.Optional(Type.Enum(["gbk", "utf-8"])),
  paper: Type.Optional(Type.Enum(["a4", "a3"])),
  /** Whether the holders of duties are named on a board, or their posts alone. */
  hasNames: Type.Optional(Type.Boolean()),
});
export type ExportBody = Static<typeof ExportBody>;

/** A number that residents call (服务电话): an office's, with an extension where it has one. */
export const ServiceLineBody = Type.Object({
  /** Empty: none of its own any more. */
  number: codeText({ maxLength: 40, pattern: "^([0-9+][0-9 ()+转-]{2,38})?$" }),
});
export type ServiceLineBody = Static<typeof ServiceLineBody>;

export const ServiceLineReply = Type.Object({
  /** That of the nearest area above that has one; empty when none has. */
  number: Type.String(),
  /** Whether it is the area's own. */
  isOwn: Type.Boolean(),
});
export type ServiceLineReply = Static<typeof ServiceLineReply>;

/** What an export can be refused with. */
export type ExportProblem =
  | { readonly code: "division.nothing-to-export" }
  | { readonly code: "division.export-not-ready"; readonly state: ExportState }
  | { readonly code: "division.too-many-exports"; readonly most: number };
