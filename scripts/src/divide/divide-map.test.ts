import { expect, test } from "vitest";
import { boxPolygon } from "@onegrid/core/geometry";
import { buildFromUnits, type ReadyUnit } from "@onegrid/core/topology";
import { divideMap } from "./divide-map.ts";
import { assignmentAsCsv, gridsAsGeojson } from "./write-division.ts";

const STEP = 0.001;
const COLUMNS = 10;

/** 10 × 6 squares of about 100 m in two communities, west and east. */
const units: ReadyUnit[] = Array.from({ length: 60 }, (_, number) => {
  const west = 120 + STEP * (number % COLUMNS);
  const south = 31.9 - STEP * Math.floor(number / COLUMNS);
  return {
    id: `u${String(number).padStart(2, "0")}`,
    geometry: boxPolygon([west, south, west + STEP, south + STEP]),
    households: 100,
    community: number % COLUMNS < 5 ? "w" : "e",
  };
});

test("divides each community into numbered grids that tile it exactly", async () => {
  const built = buildFromUnits(units);
  if (!built.ok) throw new Error(built.error.code);
  const { map } = built.value;
  const settings = { target: 300, preset: "standard", seed: "1", effort: 1 } as const;
  const division = await divideMap(map, settings, () => undefined);
  expect(division.gridIds).toHaveLength(20);
  expect(division.gridIds.slice(0, 2)).toEqual(["e-001", "e-002"]);
  expect(division.facts.every(({ households, pieces }) => households === 300 && pieces === 1)).toBe(
    true,
  );
  const { geojson, gapSquareMetres } = gridsAsGeojson(
    { ...built.value, unknownHouseholds: [], estimatedHouseholds: new Set(), notices: [] },
    division,
  );
  expect(gapSquareMetres).toBe(0);
  expect(JSON.parse(geojson)).toMatchObject({
    features: expect.arrayContaining([
      expect.objectContaining({
        properties: expect.objectContaining({ grid: "w-001", within: "w", households: 300 }),
      }),
    ]),
  });
  const rows = assignmentAsCsv(built.value, division).trim().split("\n");
  expect(rows[0]).toBe("unit,grid");
  expect(rows).toHaveLength(61);
});

test("a number of grids that was asked for is shared out to the communities", async () => {
  const built = buildFromUnits(units.filter((_, number) => number % COLUMNS > 1));
  if (!built.ok) throw new Error(built.error.code);
  const { map } = built.value;
  const settings = { target: 300, preset: "standard", seed: "1", effort: 1 } as const;
  const divide = (grids: number) => divideMap(map, { ...settings, grids }, () => undefined);
  const { gridIds, within } = await divide(8);
  // Three columns of six units in the west, five in the east.
  expect([gridIds.length, within.filter((name) => name === "w").length]).toEqual([8, 3]);
  for (const wrong of [1, 49])
    await expect(divide(wrong)).rejects.toMatchObject({
      problems: [{ code: "division.bad-option", object: `--grids ${wrong}` }],
    });
});

test("a part is not given more grids than it has units, and the others get them", async () => {
  const large = units.map((unit, number) => (number === 0 ? { ...unit, households: 9000 } : unit));
  const built = buildFromUnits(large.filter((_, n) => n === 0 || n % COLUMNS > 4));
  if (!built.ok) throw new Error(built.error.code);
  const settings = { target: 300, preset: "standard", seed: "1", effort: 1, grids: 9 } as const;
  const { within } = await divideMap(built.value.map, settings, () => undefined);
  expect(within.filter((name) => name === "e")).toHaveLength(8);
  expect(within).toHaveLength(9);
});
