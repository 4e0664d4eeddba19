import fc from "fast-check";
import { expect, test } from "vitest";
import { endNode, startNode, type SignedArc } from "../../topology/index.ts";
import { findWalk, landOf, leftOf, nodePoint, rightOf, walkOf } from "../model/land.ts";
import {
  classCost,
  layWire,
  nearestNode,
  netOfGrids,
  sketchCost,
  turnCost,
  wireCost,
  wireTo,
  type ArcCost,
  type WireNet,
} from "./live-wire.ts";
import { seededRandom } from "../solve/seeded-random.ts";
import { crookedTown, gridsFrom, unitName } from "../model/test-town.ts";

/** Textbook relaxation over directed arcs until nothing changes; the cost of reaching each node. */
function slowCosts(net: WireNet, source: number, costOf: ArcCost): Map<number, number> {
  const { map } = net.land;
  const halves = net.arcs.flatMap((arc) => [2 * arc, 2 * arc + 1]);
  const cost = new Map<SignedArc, number>();
  for (const signed of halves)
    if (startNode(map, signed) === source) cost.set(signed, costOf(signed >> 1));
  const pairs = halves.flatMap((signed) =>
    halves
      .filter((next) => startNode(map, next) === endNode(map, signed) && next !== (signed ^ 1))
      .map((next) => [signed, next] as const),
  );
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const [signed, next] of pairs) {
      const own = cost.get(signed) ?? Infinity;
      const through = own + turnCost(net.land, signed, next) + costOf(next >> 1);
      if (!(through < (cost.get(next) ?? Infinity) - 1e-9)) continue;
      cost.set(next, through);
      isChanged = true;
    }
  }
  const nodes = new Map([[source, 0]]);
  for (const [signed, value] of cost) {
    const node = endNode(map, signed);
    nodes.set(node, Math.min(nodes.get(node) ?? Infinity, value));
  }
  return nodes;
}

function walkCost(net: WireNet, walk: readonly SignedArc[], costOf: ArcCost): number {
  return walk.reduce((sum, signed, at) => {
    const before = walk[at - 1];
    const turn = before === undefined ? 0 : turnCost(net.land, before, signed);
    return sum + turn + costOf(signed >> 1);
  }, 0);
}

test("a live wire costs what the textbook search costs, on random maps with and without a sketch", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 8 }), fc.boolean(), (seed, hasSketch) => {
      const town = crookedTown(seed, 6, 5, 2);
      const land = landOf(town.ground);
      const division = gridsFrom(town, [0, 2, 4]);
      const net = netOfGrids(land, division, new Set(["001", "002"]));
      const random = seededRandom(seed);
      const nodes = [...net.leaving.keys()];
      const source = nodes[random.below(nodes.length)] ?? -1;
      const far = nodePoint(land, nodes[random.below(nodes.length)] ?? 0);
      const costOf = hasSketch ? sketchCost(land, [nodePoint(land, source), far]) : classCost(land);
      const wire = layWire(net, source, costOf);
      const slow = slowCosts(net, source, costOf);
      for (const node of nodes) {
        const walk = wireTo(wire, node) ?? [];
        expect(wireCost(wire, node)).toBeCloseTo(slow.get(node) ?? Infinity, 4);
        expect(walkCost(net, walk, costOf)).toBeCloseTo(wireCost(wire, node), 4);
      }
    }),
    { numRuns: 40 },
  );
});

test("a wire never takes an arc outside the grids, on their edge, or of a locked border", () => {
  const town = crookedTown("locks", 6, 6);
  const land = landOf(town.ground);
  const plain = gridsFrom(town, [0, 3]);
  const [unitId, otherId] = [unitName(0, 2), unitName(0, 3)];
  const lock = { kind: "border", unitId, otherId, by: "li", reason: "" } as const;
  const division = { ...plain, locks: [lock] };
  const net = netOfGrids(land, division, new Set(["001"]));
  const open = netOfGrids(land, plain, new Set(["001"]));
  expect(open.arcs).toHaveLength(net.arcs.length + 1);
  for (const arc of net.arcs)
    for (const unit of [leftOf(land, 2 * arc), rightOf(land, 2 * arc)])
      expect(division.gridOf[unit]).toBe("001");
});

test("a wire along a road is taken before a shorter way between plots", () => {
  const town = crookedTown("road", 8, 10, 4);
  const land = landOf(town.ground);
  const net = netOfGrids(land, gridsFrom(town, [0]), new Set(["001"]));
  const roads = net.arcs.filter((arc) => land.map.arcs.barrier[arc] === 1);
  const ends = roads.flatMap((arc) => [startNode(land.map, 2 * arc), endNode(land.map, 2 * arc)]);
  const south = ends.toSorted((a, b) => nodePoint(land, a)[1] - nodePoint(land, b)[1])[0] ?? -1;
  const sameColumn = ends.filter(
    (node) => Math.abs(nodePoint(land, node)[0] - nodePoint(land, south)[0]) < 4000,
  );
  const north =
    sameColumn.toSorted((a, b) => nodePoint(land, b)[1] - nodePoint(land, a)[1])[0] ?? -1;
  const walk = wireTo(layWire(net, south, classCost(land)), north) ?? [];
  expect(walk.length).toBeGreaterThan(4);
  expect(walk.every((signed) => land.map.arcs.barrier[signed >> 1] === 1)).toBe(true);
});

test("a walk is found again from its points, and not from points beside the arcs", () => {
  const town = crookedTown("points", 5, 5);
  const land = landOf(town.ground);
  const net = netOfGrids(land, gridsFrom(town, [0]), new Set(["001"]));
  const [first = -1] = net.leaving.keys();
  const last = nearestNode(net, [1e7, 1e7]);
  const walk = wireTo(layWire(net, first, classCost(land)), last) ?? [];
  const points = walkOf(land, walk);
  expect(findWalk(land, points)).toEqual(walk);
  const [x = 0, y = 0] = points[1] ?? [];
  expect(findWalk(land, points.with(1, [x + 1, y]))).toBeUndefined();
  expect(findWalk(land, points.slice(1, 2))).toBeUndefined();
});
