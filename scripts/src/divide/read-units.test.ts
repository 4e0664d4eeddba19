import { expect, test } from "vitest";
import { CommandProblem } from "../command-problem.ts";
import { InputNotes } from "./notices.ts";
import { textOf, type Feature } from "./read-layer.ts";
import { readUnits } from "./read-units.ts";

const SQUARE = {
  type: "Polygon",
  coordinates: [
    [
      [120.1, 31.9],
      [120.2, 31.9],
      [120.2, 32],
      [120.1, 31.9],
    ],
  ],
} as const;

const feature = (number: number, properties: Feature["properties"]): Feature => ({
  number,
  id: textOf(properties["id"]),
  properties,
  geometry: SQUARE,
  fault: null,
});

const fields = (isRepairing = false) => ({
  path: "units.geojson",
  weight: "households",
  communityOf: () => undefined,
  notes: new InputNotes(isRepairing),
});

function codesOf(features: readonly Feature[]): string[] {
  try {
    readUnits(features, fields());
    return [];
  } catch (error) {
    if (!(error instanceof CommandProblem)) throw error;
    return error.problems.map(({ code, place }) => `${code} ${place}`);
  }
}

test("reads units, an empty number of households as none", () => {
  const units = readUnits([feature(1, { id: "a", households: null })], fields());
  expect(units).toEqual([{ id: "a", geometry: SQUARE, households: 0 }]);
});

test("tells everything that is wrong at once, each with its place", () => {
  const features = [
    feature(1, { id: "a", households: 3 }),
    feature(2, { id: "a", households: 3 }),
    feature(3, { id: "b", households: -1 }),
    feature(4, { id: "c", households: "many" }),
    feature(5, { id: "d" }),
    feature(6, { households: 1 }),
    { ...feature(7, { id: "e", households: 1 }), geometry: null },
  ];
  expect(codesOf(features)).toEqual([
    "division.duplicate-id units.geojson, feature 2",
    "division.bad-households units.geojson, feature 3",
    "division.bad-households units.geojson, feature 4",
    "division.missing-field units.geojson, feature 5",
    "division.missing-id units.geojson, feature 6",
    "division.not-an-area units.geojson, feature 7",
  ]);
});
