import { expect, test } from "vitest";
import { applyChange } from "../change/apply-change.ts";
import { piecesOf } from "../change/check-moves.ts";
import { divideCommunity, keptShare, type DivideCommunity } from "./divide-community.ts";
import { emptyDivision } from "../model/make-ground.ts";
import type { Division, DivisionChange } from "../model/model.ts";
import type { RedivideOptions } from "./redivide.ts";
import { finish } from "../model/test-lattice.ts";
import { crookedTown, gridsFrom } from "../model/test-town.ts";
import { postsOn, walkFigures } from "../measure/walk-to-posts.ts";

const OPTIONS: RedivideOptions = { preset: "standard", seed: "1", effort: 0.1 };
const town = crookedTown("posts", 10, 8);
const empty = emptyDivision("d", town.ground, 300);
/** Stripes that nobody would draw: there is much to better. */
const striped = gridsFrom(town, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 300);

function changeOf(division: Division, asked: DivideCommunity): DivisionChange {
  const decided = finish(divideCommunity(division, asked, OPTIONS));
  if (!decided.ok) throw new Error(JSON.stringify(decided.error));
  return decided.value;
}

test("divided anew, as many households as asked for stay in their grid, and grids stay whole", () => {
  const count = striped.grids.length;
  const free = keptShare(striped, changeOf(striped, { count }));
  for (const keepShare of [0.7, 0.9, 1]) {
    const change = changeOf(striped, { count, keepShare });
    expect(free).toBeLessThan(keepShare);
    expect(keptShare(striped, change)).toBeGreaterThanOrEqual(keepShare);
    const { division } = applyChange(striped, change);
    for (const gridId of division.grids) expect(piecesOf(division, gridId)).toHaveLength(1);
  }
});

test("says how many can stay at most when so many cannot", () => {
  const decided = finish(divideCommunity(striped, { count: 3, keepShare: 0.9 }, OPTIONS));
  expect(decided).toMatchObject({
    ok: false,
    error: { code: "division.keep-share-impossible", wanted: 90 },
  });
  const percent = decided.ok || !("percent" in decided.error) ? 0 : decided.error.percent;
  expect(percent).toBeGreaterThan(20);
  expect(percent).toBeLessThan(60);
});

test("stopped early, or told to stop after as many steps, it is the same change", () => {
  const asked = { count: striped.grids.length, keepShare: 0.6 };
  const steps = divideCommunity(striped, asked, OPTIONS);
  let [step, taken] = [steps.next(), 1];
  for (; step.done !== true && !step.value.best().ok; taken++) step = steps.next();
  if (step.done === true) throw new Error("never good enough before its end");
  const stopped = steps.next(true);
  const again = finish(divideCommunity(striped, asked, { ...OPTIONS, stopAfter: taken }));
  expect(stopped).toEqual({ done: true, value: again });
});

test("where nobody has a grid, nobody must stay in it", () => {
  expect(changeOf(empty, { keepShare: 1 })).toEqual(changeOf(empty, {}));
});

test("a short way to the posts is one to those inside the community", () => {
  const { label } = town.ground.graph;
  const points = [5, 18, 33, 47, 61, 72].map(
    (unit) => [label[2 * unit] ?? 0, label[2 * unit + 1] ?? 0] as const,
  );
  const posts = postsOn(town.ground, [...points, [9_000_000, 0]]);
  expect(posts.map(({ unit }) => unit)).toEqual([5, 18, 33, 47, 61, 72]);

  const plain = changeOf(empty, {});
  expect(changeOf(empty, { nearPosts: { points, weight: 0 } })).toEqual(plain);
  const near = changeOf(empty, { nearPosts: { points, weight: 5 } });
  const [before = NaN, after = NaN] = [plain, near].map((change) => {
    const { gridOf } = applyChange(empty, change).division;
    return walkFigures([{ graph: town.ground.graph, gridOf, posts }])?.mean;
  });
  expect(after).toBeLessThan(before);
});
