import { array, assert, double, nat, option, property } from "fast-check";
import { expect, it } from "vitest";
import { dueSquareMetres, loadOf, measureCapacity } from "./capacity.ts";

it("1,200 households are due 360 m²: with 300 m² there are 25 for each hundred, and 60 are missing", () => {
  expect(measureCapacity({ households: 1200, squareMetres: [220, 80, null] })).toEqual({
    households: 1200,
    squareMetres: 300,
    stations: 3,
    stationsWithoutArea: 1,
    squareMetresPer100: 25,
    shortfallSquareMetres: 60,
  });
});

it("nobody lives there: nothing is missing, and there is no ratio", () => {
  const { squareMetresPer100, shortfallSquareMetres } = measureCapacity({
    households: 0,
    squareMetres: [],
  });
  expect([squareMetresPer100, shortfallSquareMetres]).toEqual([null, 0]);
});

const anyArea = option(double({ min: 0, max: 5000, noNaN: true }));

it("below the norm exactly where metres are missing; another room never makes it worse", () => {
  assert(
    property(array(anyArea), nat(5000), anyArea, (squareMetres, households, more) => {
      const before = measureCapacity({ households, squareMetres });
      const after = measureCapacity({ households, squareMetres: [...squareMetres, more] });
      expect(before.shortfallSquareMetres > 1e-6).toBe(
        (before.squareMetresPer100 ?? 30) < 30 - 1e-6 &&
          dueSquareMetres(households) - before.squareMetres > 1e-6,
      );
      expect(after.shortfallSquareMetres).toBeLessThanOrEqual(before.shortfallSquareMetres);
      expect(after.stationsWithoutArea - before.stationsWithoutArea).toBe(more === null ? 1 : 0);
    }),
  );
});

it("a station with just the area due is full, without a known area it has no load", () => {
  expect(loadOf(200, 60)).toBe(1);
  expect(loadOf(400, 60)).toBe(2);
  expect(loadOf(200, null)).toBeNull();
  expect(loadOf(200, 0)).toBeNull();
});
