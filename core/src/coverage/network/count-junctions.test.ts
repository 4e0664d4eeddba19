import { array, assert, integer, property, tuple } from "fast-check";
import { expect, it } from "vitest";
import { at, line } from "../fixtures/made-town.ts";
import { buildNetwork } from "./build-network.ts";
import { countJunctions } from "./count-junctions.ts";
import { joinLines } from "./join-lines.ts";

it("junctions counted before the build are never more than the nodes of the network", () => {
  const place = tuple(integer({ min: 0, max: 4 }), integer({ min: 0, max: 4 }));
  assert(
    property(array(array(place, { minLength: 2, maxLength: 6 }), { minLength: 1 }), (ways) => {
      const lines = ways.map((places, i) =>
        line(
          `w${i}`,
          places.map(([x, y]) => at(x * 50, y * 50)),
        ),
      );
      const { input } = joinLines(lines, [], { crossings: "shared-vertices" });
      const built = buildNetwork(input, { mode: "foot" });
      const usable = ways.map((_, way) => ({ way, flags: 3, grade: 0, kilometresPerHour: 0 }));
      const nodes = built.ok ? built.value.network.nodeCount : 0;
      expect(countJunctions(input, usable)).toBeLessThanOrEqual(nodes);
    }),
  );
});

it("a cross of two ways has five places that count", () => {
  const lines = [
    line("a", [at(0, 50), at(50, 50), at(100, 50)]),
    line("b", [at(50, 0), at(50, 50), at(50, 100)]),
  ];
  const { input } = joinLines(lines, [], { crossings: "shared-vertices" });
  const usable = [0, 1].map((way) => ({ way, flags: 3, grade: 0, kilometresPerHour: 0 }));
  expect(countJunctions(input, usable)).toBe(5);
});
