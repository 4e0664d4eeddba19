import type { matchGeometryColumns } from "./match-headings.ts";
import { readWkt } from "./read-wkt.ts";
import { cellText, readNumber } from "./row-reader.ts";
import type { SourceFeature, SourceGeometry } from "./source.ts";

export type GeometryColumns = ReturnType<typeof matchGeometryColumns>;

/** The geometry of a row: its own, or read from the columns that hold it; nothing checked. */
export function rowGeometry(
  { geometry, properties }: SourceFeature,
  columns: GeometryColumns,
): SourceGeometry | null {
  if (geometry !== null || columns === null) return geometry;
  if ("wkt" in columns) {
    const read = readWkt(cellText(properties[columns.wkt]));
    return read.ok ? read.value : null;
  }
  const x = readNumber(cellText(properties[columns.x]));
  const y = readNumber(cellText(properties[columns.y]));
  return x === null || y === null ? null : { type: "Point", coordinates: [x, y] };
}

/** Up to twenty positions of each geometry. */
export function samplePositions(geometries: readonly SourceGeometry[]): [number, number][] {
  const found: [number, number][] = [];
  const visit = (value: unknown, budget: { left: number }, depth: number): void => {
    if (!Array.isArray(value) || budget.left <= 0 || depth > 8) return;
    const [x, y]: unknown[] = value;
    if (typeof x === "number" && typeof y === "number") {
      budget.left -= 1;
      found.push([x, y]);
    } else for (const item of value) visit(item, budget, depth + 1);
  };
  for (const { coordinates } of geometries) visit(coordinates, { left: 20 }, 0);
  return found;
}
