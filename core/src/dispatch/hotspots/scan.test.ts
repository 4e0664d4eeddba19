import fc from "fast-check";
import { expect, test } from "vitest";
import { lawRuns } from "../../law-runs.ts";
import {
  chanceFrom,
  judgeHotSpots,
  scanStatistic,
  SpaceTimeScan,
  type Cylinder,
  type ScanInput,
} from "./scan.ts";

type Happening = readonly [place: number, day: number];

function scene(
  happened: readonly Happening[],
  changes: Partial<Omit<ScanInput, "caseOf">> = {},
): ScanInput {
  return {
    // Four by four places, 200 m apart.
    places: Array.from({ length: 16 }, (_, at) => ({ x: (at % 4) * 200, y: (at >> 2) * 200 })),
    days: 30,
    mostDays: 10,
    mostPlaces: 5,
    mostMetres: 450,
    caseOf: {
      place: Int32Array.from(happened, ([place]) => place),
      day: Int32Array.from(happened, ([, day]) => day),
    },
    ...changes,
  };
}

/** Places and days that have nothing to do with each other: some of both are busier. */
function quiet(random: () => number, count: number): Happening[] {
  return Array.from({ length: count }, () => [
    Math.floor(random() ** 1.5 * 16),
    Math.floor(random() ** 0.7 * 30),
  ]);
}

/** The slow way: every cylinder counted from the cases themselves. */
function slowGreatest(input: ScanInput): number {
  const { places, days, caseOf, mostDays, mostPlaces, mostMetres } = input;
  const cases = Array.from(caseOf.place, (place, at) => ({ place, day: caseOf.day[at] ?? 0 }));
  let greatest = 0;
  for (const middle of places) {
    const metres = (at: number) =>
      Math.hypot((places[at]?.x ?? 0) - middle.x, (places[at]?.y ?? 0) - middle.y);
    const near = places
      .map((_, at) => at)
      .filter((at) => metres(at) <= mostMetres)
      .toSorted((a, b) => metres(a) - metres(b) || a - b)
      .slice(0, mostPlaces);
    const sizes = near.map((_, at) => at + 1);
    const lasts = Array.from(
      { length: Math.floor(Math.min(mostDays, days / 2)) },
      (_, at) => at + 1,
    );
    const cylinders = sizes.flatMap((size) => lasts.map((last) => ({ size, last })));
    greatest = cylinders.reduce((most, { size, last }) => {
      const isIn = ({ place }: { place: number }) => near.slice(0, size).includes(place);
      const isLate = ({ day }: { day: number }) => day >= days - last;
      const within = cases.filter(isIn).length;
      const count = cases.filter((one) => isIn(one) && isLate(one)).length;
      const expected = (within * cases.filter(isLate).length) / cases.length;
      const isAsked = within * 2 <= cases.length && count >= 3;
      return isAsked ? Math.max(most, scanStatistic(count, expected, cases.length)) : most;
    }, greatest);
  }
  return greatest;
}

const happening = fc.tuple(fc.nat({ max: 15 }), fc.nat({ max: 29 }));

test("the strongest of all cylinders is what counting each of them finds", () => {
  const law = fc.property(
    fc.array(happening, { minLength: 1, maxLength: 60 }),
    fc.integer({ min: 1, max: 8 }),
    fc.integer({ min: 1, max: 20 }),
    (happened, mostPlaces, mostDays) => {
      const input = scene(happened, { mostPlaces, mostDays });
      const found = new SpaceTimeScan(input).observe(1)[0]?.statistic ?? 0;
      expect(found).toBeCloseTo(slowGreatest(input), 9);
    },
  );
  fc.assert(law, { numRuns: lawRuns(40, 5000), seed: 6 });
});

test("a simulation deals the same days out anew, and finds the strongest of them", () => {
  const happened = quiet(chanceFrom(1), 80);
  const scan = new SpaceTimeScan(scene(happened));
  const dealt = happened.map(([, day]) => day);
  // The same dealing by hand, by the same chance.
  const deal = chanceFrom(9);
  for (let at = dealt.length - 1; at > 0; at -= 1) {
    const other = Math.floor(deal() * (at + 1));
    [dealt[at], dealt[other]] = [dealt[other] ?? 0, dealt[at] ?? 0];
  }
  const again = happened.map(([place], at): Happening => [place, dealt[at] ?? 0]);
  expect(scan.simulate(chanceFrom(9))).toBeCloseTo(slowGreatest(scene(again)), 9);
});

function strongest(input: ScanInput, simulations: number, seed: number) {
  const scan = new SpaceTimeScan(input);
  const random = chanceFrom(seed);
  const simulated = Array.from({ length: simulations }, () => scan.simulate(random));
  return judgeHotSpots(scan.observe(3), simulated);
}

test("where nothing is hot, one scene in twenty says so at 0.05", () => {
  const scenes = 400;
  let alarms = 0;
  for (let seed = 0; seed < scenes; seed += 1) {
    const [first] = strongest(scene(quiet(chanceFrom(seed), 70)), 59, seed + 1000);
    if (first && first.p <= 0.05) alarms += 1;
  }
  // 20 of 400 are expected, give or take three times 4.4.
  expect(alarms).toBeGreaterThan(6);
  expect(alarms).toBeLessThan(34);
});

test("a planted hot spot is found, where it lies and since when", () => {
  let sure = 0;
  for (let seed = 0; seed < 20; seed += 1) {
    const random = chanceFrom(seed);
    const planted = Array.from({ length: 40 }, (): Happening => [
      random() < 0.5 ? 5 : 6,
      30 - 1 - Math.floor(random() * 5),
    ]);
    const [first] = strongest(scene([...quiet(random, 300), ...planted]), 199, seed);
    expect(first?.p).toBeLessThanOrEqual(0.05);
    if ((first?.p ?? 1) <= 0.01) sure += 1;
    expect(first?.places.some((place) => place === 5 || place === 6)).toBe(true);
    expect(first?.days).toBeLessThanOrEqual(6);
    expect(first?.count).toBeGreaterThan((first?.expected ?? Infinity) + 8);
  }
  expect(sure).toBeGreaterThan(16);
});

test("hot spots share no place, and weaker ones are never surer than stronger ones", () => {
  const law = fc.property(fc.array(happening, { minLength: 20, maxLength: 120 }), (happened) => {
    const spots = strongest(scene(happened), 19, 3);
    const places = spots.flatMap((spot: Cylinder) => spot.places);
    expect(new Set(places).size).toBe(places.length);
    expect(spots.map(({ p }) => p)).toEqual(spots.map(({ p }) => p).toSorted((a, b) => a - b));
  });
  fc.assert(law, { numRuns: lawRuns(30, 2000), seed: 8 });
});

test("too few cases, and none, are no hot spot", () => {
  expect(strongest(scene([]), 9, 1)).toEqual([]);
  expect(
    strongest(
      scene([
        [3, 29],
        [3, 29],
        [9, 2],
      ]),
      9,
      1,
    ),
  ).toEqual([]);
});
