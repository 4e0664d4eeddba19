import type { MipModel } from "./exact-core.ts";

/** One rule of a programme: a sum of columns between two bounds. */
export interface MipRow {
  readonly terms: [column: number, value: number][];
  readonly lower: number;
  readonly upper: number;
}

/** A programme of these rows, packed. */
export function modelOfRows(
  rows: readonly MipRow[],
  columns: Pick<MipModel, "objective" | "lower" | "upper" | "isInteger">,
): MipModel {
  const first = new Int32Array(rows.length + 1);
  for (const [i, { terms }] of rows.entries()) first[i + 1] = (first[i] ?? 0) + terms.length;
  const terms = rows.flatMap((row) => row.terms);
  return {
    offset: 0,
    ...columns,
    rowLower: Float64Array.from(rows, ({ lower }) => lower),
    rowUpper: Float64Array.from(rows, ({ upper }) => upper),
    first,
    columns: Int32Array.from(terms, ([column]) => column),
    values: Float64Array.from(terms, ([, value]) => value),
  };
}
