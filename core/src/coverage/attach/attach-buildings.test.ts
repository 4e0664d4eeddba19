import { expect, it } from "vitest";
import { attachBuildings } from "./attach-buildings.ts";
import { EdgeFinder } from "./attach-points.ts";
import type { BuildingPoint } from "../answer/compute-coverage.ts";
import { at, networkOf, streetGrid } from "../fixtures/made-town.ts";

const network = networkOf(streetGrid(4, 100));
const building = (id: string, east: number, north: number): BuildingPoint => ({
  id,
  position: at(east, north),
  households: 1,
  radiusMetres: 5,
});
const BUILDINGS = [building("a", 20, 130), building("b", 250, 110)];
const NOWHERE: BuildingPoint = { ...building("c", 0, 0), position: [Number.NaN, 28] };

it("the same buildings are looked for once, also those without a position", () => {
  const finder = new EdgeFinder(network);
  const all = [...BUILDINGS, NOWHERE];
  const points = attachBuildings(finder, all);
  const renamed = all.map((each) => ({ ...each, id: `${each.id}2`, households: 7 }));
  expect(attachBuildings(finder, renamed)).toBe(points);
  expect(attachBuildings(new EdgeFinder(network), all)).not.toBe(points);
  expect(attachBuildings(new EdgeFinder(network), all)).toEqual(points);
});

it("another place, radius or reach is looked for anew", () => {
  const [first = NOWHERE, ...rest] = BUILDINGS;
  const others: [readonly BuildingPoint[], Parameters<typeof attachBuildings>[2]][] = [
    [[{ ...first, position: at(20, 160) }, ...rest], undefined],
    [[{ ...first, radiusMetres: 25 }, ...rest], undefined],
    [rest, undefined],
    [BUILDINGS, { maxLegMetres: 12 }],
    [BUILDINGS, { maxLegMetres: 50, ignoreLegs: true }],
  ];
  const finder = new EdgeFinder(network);
  for (const [buildings, options] of others) {
    attachBuildings(finder, BUILDINGS);
    const fresh = attachBuildings(new EdgeFinder(network), buildings, options);
    expect(attachBuildings(finder, buildings, options)).toEqual(fresh);
  }
});
