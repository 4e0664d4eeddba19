import { expect, it } from "vitest";
import { batchRows } from "./batch-rows.ts";
import { duplicateRows } from "./duplicate-rows.ts";
import { makePairs } from "./labelled-pairs.ts";
import { routingRows } from "./routing-rows.ts";
import { sceneRows } from "./scene-rows.ts";

/** What is wanted and was missed; times say nothing on a busy machine. */
const missed = (rows: readonly { figure: string; ours: string; isMet: boolean | null }[]) =>
  rows.flatMap(({ figure, ours, isMet }) => (isMet === false ? [`${figure}: ${ours}`] : []));

it("finds duplicates of every family as surely as is wanted", () => {
  const rows = duplicateRows(4000).filter(({ wanted }) => !wanted.includes("ms"));
  expect(rows.length).toBeGreaterThan(10);
  expect(missed(rows)).toEqual([]);
});

it("makes the same pairs for the same seed, half of them the same problem", () => {
  const pairs = makePairs(100, 1);
  expect(makePairs(100, 1)).toEqual(pairs);
  expect(makePairs(100, 2)).not.toEqual(pairs);
  expect(pairs.filter(({ isSame }) => isSame)).toHaveLength(50);
});

it("routes as the rules say in words, and leaves nobody's case without an owner", () => {
  expect(missed(routingRows(2000))).toEqual([]);
});

it("recommends as a search from each person would, with terms that add up", () => {
  expect(missed(sceneRows(30))).toEqual([]);
});

it("hands out batches as a linear programme does", async () => {
  const [exact] = await batchRows({ scenes: 25, greatest: 1 });
  expect(exact?.ours).toBe("26/26");
});
