import { impactOfMoves } from "@onegrid/core/division";
import { beforeAll, expect, test } from "vitest";
import { around } from "./around.ts";
import { histogramOf } from "../plan/household-histogram.tsx";
import { viewDivision } from "./grid-view.ts";
import type { OpenBase } from "./open-base.ts";
import { latticeBase, twoGrids, unitId } from "./test-base.ts";

let base: OpenBase;
beforeAll(() => (base = latticeBase()));

const placeOf = (unit: number): [number, number] => {
  const [lng, lat] = base.unitLabels[unit] ?? [0, 0];
  return [lng, lat];
};

test("stations and open cases stand in the unit they lie in; what lies outside is in none", () => {
  const found = around(
    base,
    {
      stations: [{ id: "s", name: "s", kind: "k", position: placeOf(3) }],
      cases: [placeOf(3), placeOf(3), [10, 10]],
      teams: [],
    },
    { grids: [] },
  );
  const moves = [{ unitId: unitId(3, 0) }, { unitId: unitId(4, 0) }];
  expect(impactOfMoves({ ground: base.ground }, moves, found)).toEqual({
    buildings: 0,
    stations: 1,
    cases: 2,
    teams: 0,
    holders: 0,
  });
});

test("the histogram counts every grid once, the largest in its open end", () => {
  const { facts } = viewDivision(base, twoGrids(base));
  const bins = histogramOf(facts);
  expect(bins.reduce((sum, { grids }) => sum + grids, 0)).toBe(2);
  expect(bins.find(({ grids }) => grids > 0)).toMatchObject({ from: 600, light: "green" });
  const small = { ...facts, division: { ...facts.division, target: 6 } };
  expect(histogramOf(small).at(-1)).toMatchObject({ grids: 2, light: "red" });
});
