import { expect, test } from "vitest";
import { CoverSearch, type SetList } from "./cheapest-cover.ts";
import { seededRandom, type SeededRandom } from "./seeded-random.ts";

const ELEMENTS = 9;
const ALL = 2 ** ELEMENTS - 1;
const PRESENT = [0b000000111, 0b000111000, 0b111000000];

function randomList(random: SeededRandom): SetList {
  const masks = new Set(PRESENT);
  for (let i = 0; i < 60; i++) masks.add(1 + random.below(ALL));
  const list = [...masks];
  return {
    masks: Int32Array.from(list),
    costs: Float64Array.from(list, () => 1 + random.next()),
    count: list.length,
  };
}

/** Least cost of a cover by exactly `left` sets, by trying all. */
function leastCost(list: SetList, uncovered: number, left: number): number {
  if (left === 0) return uncovered === 0 ? 0 : Infinity;
  let least = Infinity;
  for (let i = 0; i < list.count; i++) {
    const mask = list.masks[i] ?? 0;
    // Each cover is met once: its next set holds the lowest element that is left.
    if ((mask & ~uncovered) !== 0 || (mask & uncovered & -uncovered) === 0) continue;
    least = Math.min(least, (list.costs[i] ?? 0) + leastCost(list, uncovered & ~mask, left - 1));
  }
  return least;
}

test("finds the cheapest cover with as many sets, or nothing when the present one is", () => {
  const search = new CoverSearch(100);
  const sizes = new Float64Array(ELEMENTS).fill(1);
  let improved = 0;
  for (let seed = 0; seed < 300; seed++) {
    const list = randomList(seededRandom(`cover ${seed}`));
    const costOf = (masks: readonly number[]) =>
      masks.reduce((sum, mask) => sum + (list.costs[list.masks.indexOf(mask)] ?? NaN), 0);
    const found = search.improve(list, PRESENT, sizes);
    expect(costOf(found ?? PRESENT)).toBeCloseTo(leastCost(list, ALL, PRESENT.length), 9);
    if (found) improved++;
  }
  expect(improved).toBeGreaterThan(20);
});
