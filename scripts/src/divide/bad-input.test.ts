import { boxPolygon } from "@onegrid/core/geometry";
import { buildFromUnits, type BarrierLine, type ReadyUnit } from "@onegrid/core/topology";
import { expect, test } from "vitest";
import { divideMap } from "./divide-map.ts";
import { gridsAsGeojson } from "./write-division.ts";

const STEP = 0.001;
const COLUMNS = 8;
const ROWS = 6;

/** 8 × 6 squares of about 100 m in one community. */
function town(householdsOf: (unit: number) => number): ReadyUnit[] {
  return Array.from({ length: COLUMNS * ROWS }, (_, unit) => {
    const west = 120 + STEP * (unit % COLUMNS);
    const south = 31.9 - STEP * Math.floor(unit / COLUMNS);
    return {
      id: `u${String(unit).padStart(2, "0")}`,
      geometry: boxPolygon([west, south, west + STEP, south + STEP]),
      households: householdsOf(unit),
      community: "c",
    };
  });
}

/** A river between the fourth column and the fifth. */
const RIVER: BarrierLine = {
  barrier: 0,
  geometry: {
    type: "LineString",
    coordinates: [
      [120 + 4 * STEP, 31.8],
      [120 + 4 * STEP, 32],
    ],
  },
};

async function divide(units: readonly ReadyUnit[], target: number, barriers: BarrierLine[] = []) {
  const built = buildFromUnits(units, barriers);
  if (!built.ok) throw new Error(built.error.code);
  const { map } = built.value;
  const settings = { target, preset: "standard", seed: "1", effort: 1 } as const;
  const division = await divideMap(map, settings, () => undefined);
  const { gapSquareMetres } = gridsAsGeojson(
    { ...built.value, unknownHouseholds: [], estimatedHouseholds: new Set(), notices: [] },
    division,
  );
  expect(gapSquareMetres).toBe(0);
  expect(division.metrics["contiguous"]).toBe(1);
  expect([...division.gridOf].every((grid) => grid >= 0)).toBe(true);
  return division;
}

test("a target of one household makes every unit with households a grid", async () => {
  const { gridIds } = await divide(
    town(() => 3),
    1,
  );
  expect(gridIds).toHaveLength(48);
});

test("a target of a million makes one grid", async () => {
  const { gridIds, facts } = await divide(
    town(() => 100),
    1_000_000,
  );
  expect(gridIds).toHaveLength(1);
  expect(facts[0]?.households).toBe(4800);
});

test("a community without households is one grid, with no number that is not one", async () => {
  const { gridIds, metrics, facts } = await divide(
    town(() => 0),
    300,
  );
  expect(gridIds).toHaveLength(1);
  expect(facts[0]).toMatchObject({ households: 0, units: 48 });
  expect(Object.values(metrics).some((value) => Number.isNaN(value))).toBe(false);
});

test("a unit larger than the target is a grid by itself, and is said to be", async () => {
  const { facts, metrics } = await divide(
    town((unit) => (unit === 20 ? 2_000 : 60)),
    300,
  );
  const large = facts.filter(({ isOversized }) => isOversized);
  expect(large.map(({ households, units }) => [households, units])).toEqual([[2_000, 1]]);
  expect(metrics["oversized"]).toBe(1);
});

test("no grid of a community on both sides of a river lies on both", async () => {
  const { gridOf, metrics } = await divide(
    town(() => 60),
    300,
    [RIVER],
  );
  const sides = new Map<number, Set<boolean>>();
  for (const [unit, grid] of gridOf.entries()) {
    sides.set(grid, (sides.get(grid) ?? new Set()).add(unit % COLUMNS < 4));
  }
  expect([...sides.values()].every(({ size }) => size === 1)).toBe(true);
  expect(metrics["acrossHardBarriers"]).toBe(0);
});
