import { expect, it } from "vitest";
import { at, line } from "../fixtures/made-town.ts";
import { joinLines, type NetworkLine } from "./join-lines.ts";

const nodesOf = (
  lines: readonly NetworkLine[],
  crossings: "split" | "shared-vertices" = "split",
) => {
  const { input, notes } = joinLines(lines, [], { crossings });
  return {
    ways: input.ways.map(({ nodes }) => Array.from(nodes)),
    codes: notes.map(({ code }) => code),
  };
};

it("surveyed lines that cross get a node there, and the change is noted", () => {
  const lines = [line("a", [at(0, 0), at(100, 0)]), line("b", [at(50, -50), at(50, 50)])];
  const { ways, codes } = nodesOf(lines);
  expect(ways[0]?.[1]).toBe(ways[1]?.[1]);
  expect(ways.map((nodes) => nodes.length)).toEqual([3, 3]);
  expect(codes).toEqual(["coverage.crossing-split"]);
});

it("lines from OpenStreetMap cross without meeting unless they share a vertex", () => {
  const lines = [line("a", [at(0, 0), at(100, 0)]), line("b", [at(50, -50), at(50, 50)])];
  expect(nodesOf(lines, "shared-vertices")).toEqual({
    ways: [
      [0, 1],
      [2, 3],
    ],
    codes: [],
  });
});

it("a bridge does not meet the street below it, and meets the ground at its ends", () => {
  const bridge = line("bridge", [at(50, -50), at(50, 0), at(50, 50)], { bridge: "yes" });
  const ramp = line("ramp", [at(50, 50), at(80, 50)]);
  const street = line("street", [at(0, 0), at(50, 0), at(100, 0)]);
  const { ways } = nodesOf([bridge, ramp, street]);
  expect(ways[0]?.[2]).toBe(ways[1]?.[0]);
  expect(ways[2]).not.toContain(ways[0]?.[1]);
});

it("an end that stops within half a metre of a line is joined to it; one metre away it is not", () => {
  const street = line("street", [at(0, 0), at(100, 0)]);
  const near = nodesOf([street, line("near", [at(50, 0.3), at(50, 60)])]);
  expect(near.ways[0]).toContain(near.ways[1]?.[0]);
  expect(near.codes).toContain("coverage.end-snapped");
  const far = nodesOf([street, line("far", [at(50, 1), at(50, 60)])]);
  expect(far.ways[0]).not.toContain(far.ways[1]?.[0]);
});

it("two ends within half a metre become one node", () => {
  const { ways } = nodesOf([
    line("a", [at(0, 0), at(100, 0)]),
    line("b", [at(100.2, 0.2), at(200, 0)]),
  ]);
  expect(ways[0]?.[1]).toBe(ways[1]?.[0]);
});

it("a surveyed post stands on the way beside it; one that is farther away is noted", () => {
  const street = line("street", [at(0, 0), at(100, 0)]);
  const stile = { tags: { barrier: "stile" }, position: at(50, 2) };
  const lost = { tags: { barrier: "stile" }, position: at(50, 20) };
  const { input, notes } = joinLines([street], [stile, lost], { crossings: "split" });
  const [tagged] = input.nodeTags.keys();
  expect(input.nodeTags.size).toBe(1);
  expect(Array.from(input.ways[0]?.nodes ?? [])).toEqual([0, tagged, 1]);
  const [lng, lat] = at(50, 0);
  expect(input.lng[tagged ?? -1]).toBeCloseTo(lng, 7);
  expect(input.lat[tagged ?? -1]).toBeCloseTo(lat, 7);
  expect(notes).toEqual([
    { code: "coverage.barrier-astray", id: "stile", position: lost.position },
  ]);
});

it("a post at the end of a way adds no vertex, and in a map with common vertices none is brought anywhere", () => {
  const street = line("street", [at(0, 0), at(100, 0)]);
  const post = { tags: { barrier: "bollard" }, position: at(0.2, 1) };
  const split = joinLines([street], [post], { crossings: "split" });
  expect([...split.input.nodeTags]).toEqual([[0, post.tags]]);
  expect(split.input.ways[0]?.nodes.length).toBe(2);
  const shared = joinLines([street], [post], { crossings: "shared-vertices" });
  expect(shared.input.nodeTags.size).toBe(0);
  expect(shared.notes.map(({ code }) => code)).toEqual(["coverage.barrier-astray"]);
});
