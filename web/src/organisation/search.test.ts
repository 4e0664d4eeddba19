import { expect, test } from "vitest";
import { groupHits, type HitKind, type SearchHit } from "./search.ts";

const hit = (kind: HitKind, id: string): SearchHit => ({
  kind,
  id,
  name: id,
  detail: "",
  center: [0, 0],
});

test("the kind of the best hit comes first and ranks stay inside a kind", () => {
  const groups = groupHits([hit("station", "a"), hit("area", "b"), hit("station", "c")]);
  expect(groups.map(({ kind, hits }) => [kind, hits.map(({ id }) => id)])).toEqual([
    ["station", ["a", "c"]],
    ["area", ["b"]],
  ]);
});
