/** Values of one field of all rows: one for all where they are the same. */
type PackedColumn = { readonly same: unknown } | { readonly each: readonly unknown[] };

/** Rows of one shape, field by field: thousands of people are kept with every recommendation. */
export interface PackedRows {
  readonly count: number;
  readonly columns: Readonly<Record<string, PackedColumn>>;
}

/** Takes the fields of the first row for those of all. The rows come back by `unpackRows` as they were. */
export function packRows(rows: readonly object[]): PackedRows {
  const values = rows.map((row) => new Map<string, unknown>(Object.entries(row)));
  const fields = [...(values[0]?.keys() ?? [])];
  const columns = fields.map((field): [string, PackedColumn] => {
    const each = values.map((row) => row.get(field));
    const isSame = each.every((value) => isAlike(value, each[0]));
    return [field, isSame ? { same: each[0] } : { each }];
  });
  return { count: rows.length, columns: Object.fromEntries(columns) };
}

export function unpackRows({ count, columns }: PackedRows): Record<string, unknown>[] {
  const fields = Object.entries(columns);
  return Array.from({ length: count }, (_, at) =>
    Object.fromEntries(
      fields.map(([field, column]) => [field, "same" in column ? column.same : column.each[at]]),
    ),
  );
}

/** Plain values; of lists only empty ones, so that telling costs nothing. */
const isAlike = (a: unknown, b: unknown): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.length + b.length === 0);
