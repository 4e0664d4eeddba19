import type { ExportCell, ExportField } from "@onegrid/core/export";
import type { Geometry } from "@onegrid/core/geometry";

/** A table with places, ready to be written in any format: plain data that can go to a worker. */
export interface ExportLayer {
  /** Name of the table inside a file. */
  readonly id: string;
  readonly title: Readonly<Record<"zh-CN" | "en", string>>;
  readonly columns: readonly ExportColumn[];
  readonly rows: readonly ExportRow[];
  /** None of its rows has a place: what is said about the others. */
  readonly isPlain?: boolean;
}

export type ExportColumn = Omit<ExportField<never>, "value">;

export interface ExportRow {
  /** As the columns. */
  readonly cells: readonly ExportCell[];
  readonly geometry: Geometry | null;
}

/** Rows as a table of these fields. */
export function layer<Row>(
  { id, title }: Pick<ExportLayer, "id" | "title">,
  fields: readonly ExportField<Row>[],
  rows: readonly { readonly row: Row; readonly geometry: Geometry | null }[],
): ExportLayer {
  return {
    id,
    title,
    columns: fields.map(({ value: _value, ...column }) => column),
    rows: rows.map(({ row, geometry }) => exportRow(fields, row, geometry)),
  };
}

export const exportRow = <Row>(
  fields: readonly ExportField<Row>[],
  row: Row,
  geometry: Geometry | null,
): ExportRow => ({ cells: fields.map((field) => field.value(row)), geometry });

/** Rows of one table, made and handed over in portions: a city's at once would keep others waiting. */
export interface MoreRows {
  /** Id of the layer that they belong to. */
  readonly layer: string;
  readonly portions: Iterable<readonly ExportRow[]>;
}
