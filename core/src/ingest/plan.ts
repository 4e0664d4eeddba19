import type { Bbox } from "../geometry/index.ts";
import type { CrsCode } from "./gauss-kruger-zone.ts";
import type { AxisOrder } from "./propose-crs.ts";
import type { LayerName } from "./records.ts";

/** How rows of one source become records. Proposed by `proposePlan`, confirmed by the user. */
export interface ImportPlan {
  /** `osm`: the OpenStreetMap tags of each row decide, and one row may serve several layers. */
  readonly layer: LayerName | "osm";
  /** Table, sheet, folder or inner file to read; `null`: the only or first one. */
  readonly sourceLayer: string | null;
  readonly crs: CrsCode;
  readonly axisOrder: AxisOrder;
  /** Label of the text encoding (WHATWG); `null` where the format fixes it. */
  readonly encoding: string | null;
  readonly geometry: GeometrySource;
  /** Target (see `TARGETS`) to the name of the source's field. */
  readonly mapping: Readonly<Record<string, string>>;
  /** Target to the value for rows that have none. */
  readonly defaults: Readonly<Record<string, string>>;
  /** Households of buildings that have no number; `null`: they stay unknown. */
  readonly estimate: HouseholdEstimate | null;
  /** Of times that carry none, `+08:00`. */
  readonly utcOffset: string;
  /** Of dates like 04/05/2017. */
  readonly dateOrder: "mdy" | "dmy";
  /** Degrees: rows more than half a degree away are refused. */
  readonly district: Bbox | null;
}

export type GeometrySource =
  | { readonly from: "file" }
  | { readonly from: "columns"; readonly x: string; readonly y: string }
  | { readonly from: "wkt"; readonly column: string };

/**
 * households = storeys × footprint ÷ squareMetresPerHousehold, for residential and mixed buildings,
 * labelled an estimate (估算) wherever it is shown.
 */
export interface HouseholdEstimate {
  /** Floor area outside the walls, stairs and halls included, per household. */
  readonly squareMetresPerHousehold: number;
  /** For buildings of unknown height; `null`: no estimate for those. */
  readonly storeysWhenUnknown: number | null;
}
