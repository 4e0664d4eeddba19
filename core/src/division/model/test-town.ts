import { buildFromUnits, type PlanarMap } from "../../topology/index.ts";
import { emptyDivision, makeGrounds } from "./make-ground.ts";
import type { Division, GridId, Ground } from "./model.ts";
import { seededRandom } from "../solve/seeded-random.ts";

export interface TestTown {
  readonly map: PlanarMap;
  readonly ground: Ground;
}

const STEP = 0.0005;

/**
 * Crooked four-sided units of about 50 m in rows and columns, a road along every `roadEvery`th line,
 * by seed. `at(column, row)` of unit ids: `u0307` is column 3 of row 7, row 0 in the south.
 */
export function crookedTown(seed: string, columns: number, rows: number, roadEvery = 4): TestTown {
  const random = seededRandom(seed);
  const corner = Array.from({ length: columns + 1 }, (_c, column) =>
    Array.from({ length: rows + 1 }, (_r, row) => {
      const [dx, dy] = [random.next() - 0.5, random.next() - 0.5];
      const place = [121 + (column + 0.5 * dx) * STEP, 31 + (row + 0.5 * dy) * STEP] as const;
      return place;
    }),
  );
  const at = (column: number, row: number) => corner[column]?.[row] ?? [0, 0];
  const units = Array.from({ length: columns * rows }, (_, number) => {
    const [column, row] = [number % columns, Math.floor(number / columns)];
    const ring = [
      at(column, row),
      at(column + 1, row),
      at(column + 1, row + 1),
      at(column, row + 1),
      at(column, row),
    ];
    return {
      id: unitName(column, row),
      geometry: { type: "Polygon" as const, coordinates: [ring] },
      households: 10 + random.below(60),
      community: "c",
    };
  });
  const roads = Array.from({ length: Math.floor(columns / roadEvery) }, (_, road) => ({
    geometry: { type: "LineString" as const, coordinates: corner[(road + 1) * roadEvery] ?? [] },
    barrier: 1 as const,
  }));
  const built = buildFromUnits(units, roads);
  if (!built.ok) throw new Error(JSON.stringify(built.error));
  const ground = makeGrounds(built.value.map).get("c");
  if (!ground) throw new Error("no ground");
  return { map: built.value.map, ground };
}

export const unitName = (column: number, row: number): string =>
  `u${String(column).padStart(2, "0")}${String(row).padStart(2, "0")}`;

const gridName = (number: number): GridId => String(number + 1).padStart(3, "0");

/** Grids by the columns that each begins at: `gridsFrom(town, [0, 4])` has 001 west of column 4. */
export function gridsFrom(
  { ground }: TestTown,
  starts: readonly number[],
  target = 1200,
): Division {
  const gridOf = ground.unitIds.map((unitId) =>
    gridName(starts.findLastIndex((start) => start <= Number(unitId.slice(1, 3)))),
  );
  return { ...emptyDivision("d", ground, target), grids: [...new Set(gridOf)].toSorted(), gridOf };
}
