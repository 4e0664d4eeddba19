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
