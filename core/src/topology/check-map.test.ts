import { expect, test } from "vitest";
import { checkMap } from "./check-map.ts";
import { buildOrThrow, latticeUnits } from "./fixtures/lattice.ts";
import type { PlanarMap } from "./planar-map.ts";

const { map } = buildOrThrow(latticeUnits({ columns: 4, rows: 4 }));
const innerArc = map.arcs.left.findIndex(
  (left, arc) => left >= 0 && (map.arcs.right[arc] ?? 0) >= 0,
);

/** A deep copy with one thing broken. */
function broken(damage: (copy: PlanarMap) => void): Set<string> {
  const copy = structuredCloneMap(map);
  damage(copy);
  return new Set(checkMap(copy).map(({ law }) => law));
}

function structuredCloneMap(original: PlanarMap): PlanarMap {
  const { arcs, units } = original;
  return {
    ...original,
    nodes: original.nodes.slice(),
    arcs: {
      ...arcs,
      left: arcs.left.slice(),
      right: arcs.right.slice(),
      length: arcs.length.slice(),
    },
    units: { ...units, area2: units.area2.slice(), community: units.community.slice() },
  };
}

test("a sound map has no faults", () => {
  expect(checkMap(map)).toEqual([]);
});

test("each law is seen when it is broken", () => {
  const sameSides = broken(({ arcs }) => (arcs.left[innerArc] = arcs.right[innerArc] ?? 0));
  expect(sameSides).toContain("arc-has-two-sides");
  expect(broken(({ arcs }) => (arcs.length[0] = (arcs.length[0] ?? 0) + 2))).toContain(
    "arc-measures",
  );
  expect(broken(({ units }) => (units.area2[3] = (units.area2[3] ?? 0) + 1))).toEqual(
    new Set(["unit-area", "community-area"]),
  );
  // A node pushed far across its neighbours.
  expect(broken(({ nodes }) => nodes.set([20_000, 20_000], 10))).toContain(
    "arcs-meet-only-at-nodes",
  );
});

test("two cells that meet only in a corner are not one unit", () => {
  // Units 0 and 5 lie diagonally: give the ground of 5 to 0.
  const laws = broken(({ arcs }) => {
    arcs.left.forEach((unit, arc) => (arcs.left[arc] = unit === 5 ? 0 : unit));
    arcs.right.forEach((unit, arc) => (arcs.right[arc] = unit === 5 ? 0 : unit));
  });
  expect(laws).toContain("unit-is-one-face");
});

test("a building in no unit and households that do not add up are seen", () => {
  const ids = ["b1", "b1"];
  const laws = checkMap({
    ...map,
    buildings: { ids, unit: Uint32Array.of(0, 99), households: Uint32Array.of(1, 1) },
  }).map(({ law }) => law);
  expect(new Set(laws)).toEqual(new Set(["building-in-one-unit", "households-add-up"]));
});
