import { expect, test } from "vitest";
import type { PickTarget } from "./layer-spec.ts";
import type { Picked } from "./mode.ts";
import { nextObject, rankPicked } from "./pick.ts";

const TARGETS = new Map<string, PickTarget>([
  ["grids-fill", { layer: "grids", isArea: true }],
  ["buildings-fill", { layer: "buildings" }],
  ["cases-point", { layer: "cases", idFrom: "caseId" }],
]);

const picked = (specId: string, properties: Picked["properties"]): Picked => ({
  specId,
  featureId: undefined,
  properties,
});

const AT_POINT = rankPicked(
  [
    picked("grids-fill", { id: "g1" }),
    picked("cases-point", { caseId: 7 }),
    picked("buildings-fill", { id: "b1" }),
    // The same building again, from the next tile.
    picked("buildings-fill", { id: "b1" }),
    picked("unknown", { id: "x" }),
    picked("buildings-fill", {}),
  ],
  TARGETS,
);

test("things come before the areas drawn over them, each once", () => {
  expect(AT_POINT).toEqual([
    { layer: "cases", id: "7" },
    { layer: "buildings", id: "b1" },
    { layer: "grids", id: "g1" },
  ]);
});

test("a click on what is chosen goes one deeper, and round again", () => {
  const after = (layer: string, id: string) => nextObject(AT_POINT, { kind: "object", layer, id });
  expect(nextObject(AT_POINT, { kind: "none" })).toEqual({ layer: "cases", id: "7" });
  expect(after("cases", "7")).toEqual({ layer: "buildings", id: "b1" });
  expect(after("grids", "g1")).toEqual({ layer: "cases", id: "7" });
  expect(after("stations", "s")).toEqual({ layer: "cases", id: "7" });
  expect(nextObject([], { kind: "none" })).toBeNull();
});
