/** A cell of a table that leaves the house. */
export type ExportCell = string | number | null;

/** How one value is named and written in every format. */
export interface ExportField<Row> {
  /** In GeoJSON, GeoPackage, KML and CSV. */
  readonly key: string;
  /** In a dBASE table: at most ten bytes of ASCII. */
  readonly dbf: string;
  readonly kind: "text" | "integer" | "real";
  /** Digits after the point; 0 but for `real`. */
  readonly decimals: number;
  readonly title: Readonly<Record<"zh-CN" | "en", string>>;
  readonly value: (row: Row) => ExportCell;
}
