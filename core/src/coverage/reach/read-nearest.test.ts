import { array, assert, constantFrom, integer, property, tuple } from "fast-check";
import { expect, it } from "vitest";
import { attachPoints, EdgeFinder, type Attachments } from "../attach/attach-points.ts";
import { at, networkOf, streetGrid } from "../fixtures/made-town.ts";
import type { Network } from "../network/network.ts";
import { packGraph, type PackedGraph, type Weighting } from "./pack-graph.ts";
import { readNearest } from "./read-nearest.ts";
import { Sweep } from "./sweep.ts";
import { homesOf, SameEdge, seedsOf } from "./travel-times.ts";

const SQUARE = [at(120, 120), at(380, 120), at(380, 380), at(120, 380), at(120, 120)];
const compound = {
  id: "c",
  access: "closed",
  geometry: { type: "Polygon", coordinates: [SQUARE] },
} as const;
const gate = {
  id: "n",
  compoundId: "c",
  position: at(300, 380),
  access: "public",
  evidence: "surveyed",
} as const;
/** The second one has other edges at the same numbers. */
const towns = [
  networkOf(streetGrid(6, 100), { compounds: [compound], gates: [gate] }),
  networkOf(streetGrid(5, 120, (street) => street === 3)),
];

const anyPlace = tuple(integer({ min: -20, max: 520 }), integer({ min: -20, max: 520 }));
const places = array(anyPlace, { minLength: 1, maxLength: 12 });
const anyWeighting = constantFrom<Weighting>(
  { kind: "distance" },
  { kind: "time", metresPerSecond: 1.25 },
  { kind: "time", metresPerSecond: 0.8 },
);
const anyLabels = constantFrom<PackedGraph["labels"]>("to-seeds", "from-seeds");
const anyLimit = integer({ min: 0, max: 8000 });
const question = tuple(integer({ min: 0, max: 1 }), anyWeighting, anyLabels, anyLimit);

interface Question {
  readonly network: Network;
  readonly weighting: Weighting;
  readonly labels: PackedGraph["labels"];
  readonly limit: number;
}

function read(
  { network, weighting, labels, limit }: Question,
  seeds: Attachments,
  points: Attachments,
) {
  const graph = packGraph(network, { weighting, labels, homeCompounds: homesOf(network, seeds) });
  const sweep = new Sweep(graph);
  sweep.runNearest(seedsOf(network, graph, seeds), limit);
  return readNearest(network, sweep, points, {
    limit,
    sameEdge: new SameEdge(network, graph, { seeds }),
  });
}

it("points read again and again answer as if they were never read before", () => {
  const finders = towns.map((town) => new EdgeFinder(town));
  assert(
    property(places, places, array(question, { minLength: 2, maxLength: 6 }), (from, to, asked) => {
      const [seeds = [], points = []] = [from, to].map((list) =>
        finders.map((finder) =>
          attachPoints(
            finder,
            list.map((place) => at(...place)),
          ),
        ),
      );
      // Both towns have edges of these numbers: what was worked out for one must not serve the other.
      for (const [town, weighting, labels, limit] of asked) {
        const network = towns[town];
        const [seed, known] = [seeds[town], points[0]];
        if (network === undefined || seed === undefined || known === undefined) continue;
        const fits = known.edge.every((edge) => edge < network.edgeCount);
        const again = fits ? known : (points[town] ?? known);
        const once = { network, weighting, labels, limit };
        expect(read(once, seed, again)).toEqual(read(once, seed, { ...again }));
      }
    }),
    { numRuns: 60 },
  );
});

it("a point is as far as the better way over the ends of its edge, or along it", () => {
  const [network] = towns;
  if (network === undefined) throw new Error("no town");
  const finder = new EdgeFinder(network);
  const seeds = attachPoints(finder, [at(10, 0), at(490, 500)]);
  const points = attachPoints(finder, [at(40, 0), at(0, 30), at(290, 300), at(9000, 0)]);
  const weighting = { kind: "distance" } as const;
  const found = read({ network, weighting, labels: "to-seeds", limit: 5000 }, seeds, points);
  const metres = [...found.units].map((units) => (units < 0 ? units : Math.round(units / 10)));
  // Along the street; round the corner; inside walls with the only gate in the north; off the map.
  expect(metres).toEqual([30, 40, 400, -1]);
  expect([...found.owner]).toEqual([0, 0, 1, -1]);
});
