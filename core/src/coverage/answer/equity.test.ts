import { array, assert, double, integer, nat, option, pre, property, record } from "fast-check";
import { expect, it } from "vitest";
import { measureEquity } from "./equity.ts";

const anyWalk = record({
  households: option(nat(50)),
  seconds: option(integer({ min: 0, max: 20_000 }), { freq: 6 }),
});

/** Every household by itself, every pair compared: slow and plain. */
function byPairs(minutes: readonly number[]) {
  const mean = minutes.reduce((sum, each) => sum + each, 0) / minutes.length;
  const apart = minutes.flatMap((a) => minutes.map((b) => Math.abs(a - b)));
  const gini = apart.reduce((sum, each) => sum + each, 0) / (2 * minutes.length ** 2 * mean);
  const parts = minutes.map((each) => (each === 0 ? 0 : (each / mean) * Math.log(each / mean)));
  return { gini, theil: parts.reduce((sum, each) => sum + each, 0) / minutes.length };
}

it("Gini, Theil and quantiles are those of households taken one by one", () => {
  assert(
    property(array(anyWalk, { maxLength: 12 }), (walks) => {
      const equity = measureEquity(walks);
      const minutes = walks
        .flatMap(({ households, seconds }) =>
          seconds === null ? [] : Array.from({ length: households ?? 0 }, () => seconds / 60),
        )
        .toSorted((a, b) => a - b);
      expect(equity.households).toBe(minutes.length);
      pre(minutes.length > 0);
      expect(equity.medianMinutes).toBe(minutes[Math.ceil(minutes.length * 0.5) - 1]);
      expect(equity.p90Minutes).toBe(minutes[Math.ceil(minutes.length * 0.9) - 1]);
      const slow = minutes.some((each) => each > 0) ? byPairs(minutes) : { gini: 0, theil: 0 };
      expect(equity.gini).toBeCloseTo(slow.gini, 8);
      expect(equity.theil).toBeCloseTo(slow.theil, 8);
    }),
  );
});

it("homes without a way are counted apart and change no other figure", () => {
  assert(
    property(array(anyWalk, { maxLength: 12 }), nat(1000), (walks, lost) => {
      const { householdsWithoutWay, ...rest } = measureEquity(walks);
      const { householdsWithoutWay: more, ...same } = measureEquity([
        ...walks,
        { households: lost, seconds: null },
      ]);
      expect(same).toEqual(rest);
      expect(more - householdsWithoutWay).toBe(lost);
    }),
  );
});

it("walking twice as slowly changes the minutes and not how unevenly they fall", () => {
  assert(
    property(array(anyWalk), double({ min: 0.5, max: 4, noNaN: true }), (walks, factor) => {
      const slower = walks.map(({ households, seconds }) => ({
        households,
        seconds: seconds === null ? null : seconds * factor,
      }));
      const [before, after] = [measureEquity(walks), measureEquity(slower)];
      expect(after.gini ?? 0).toBeCloseTo(before.gini ?? 0, 8);
      expect(after.theil ?? 0).toBeCloseTo(before.theil ?? 0, 8);
    }),
  );
});

it("one household walks for all: the most uneven there is", () => {
  const { gini, theil } = measureEquity([
    { households: 99, seconds: 0 },
    { households: 1, seconds: 600 },
  ]);
  expect(gini).toBeCloseTo(0.99, 10);
  expect(theil).toBeCloseTo(Math.log(100), 10);
});

it("nobody lives there: no figure, and none that is zero", () => {
  expect(measureEquity([{ households: null, seconds: 60 }])).toEqual({
    households: 0,
    householdsWithoutWay: 0,
    medianMinutes: null,
    p90Minutes: null,
    gini: null,
    theil: null,
  });
});
