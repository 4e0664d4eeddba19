import {
  array,
  assert,
  boolean,
  constantFrom,
  integer,
  nat,
  property,
  record,
  tuple,
} from "fast-check";
import { expect, it } from "vitest";
import type { GateInput } from "../network/network-input.ts";
import { EDGE_BACKWARD, EDGE_FORWARD, type Network } from "../network/network.ts";
import { packGraph } from "./pack-graph.ts";
import { Sweep, UNBOUNDED, UNREACHED } from "./sweep.ts";
import { bestLabel } from "./travel-times.ts";

const NODES = 14;
const COMPOUNDS = 4;

interface Case {
  readonly parents: readonly number[];
  readonly compounds: readonly number[];
  readonly edges: readonly (readonly [a: number, b: number, metres: number, flags: number])[];
  readonly links: readonly (readonly [a: number, b: number, isForResidents: boolean])[];
  readonly stations: readonly number[];
}

const anyNode = nat(NODES - 1);
const anyCase = record<Case>({
  // A compound's parent comes before it, so there are no circles.
  parents: tuple(...Array.from({ length: COMPOUNDS }, (_, i) => integer({ min: -1, max: i - 1 }))),
  compounds: array(integer({ min: -1, max: COMPOUNDS - 1 }), {
    minLength: NODES,
    maxLength: NODES,
  }),
  edges: array(tuple(anyNode, anyNode, integer({ min: 0, max: 90 }), constantFrom(1, 2, 3, 3, 3)), {
    maxLength: 30,
  }),
  links: array(tuple(anyNode, anyNode, boolean()), { maxLength: 25 }),
  stations: array(anyNode, { minLength: 1, maxLength: 4 }),
});

const compoundOf = (town: Case, node: number) => town.compounds[node] ?? -1;
const sameSide = (town: Case) => (edge: readonly [number, number, ...unknown[]]) =>
  compoundOf(town, edge[0]) === compoundOf(town, edge[1]);

function toNetwork(town: Case): Network {
  const edges = town.edges.filter(sameSide(town));
  const links = town.links.filter((link) => !sameSide(town)(link));
  const gates = links.map(([, , isForResidents], i): GateInput => ({
    id: `g${i}`,
    compoundId: null,
    position: [0, 0],
    access: isForResidents ? "residents" : "public",
    evidence: "surveyed",
  }));
  return {
    mode: "foot",
    version: "made",
    plane: { lng: 0, lat: 0, metresPerLng: 1, metresPerLat: 1 },
    nodeCount: NODES,
    nodeX: new Float64Array(NODES),
    nodeY: new Float64Array(NODES),
    nodeCompound: Int32Array.from(town.compounds),
    edgeCount: edges.length,
    edgeFrom: Uint32Array.from(edges, ([a]) => a),
    edgeTo: Uint32Array.from(edges, ([, b]) => b),
    edgeMetres: Float64Array.from(edges, ([, , metres]) => metres),
    edgeFlags: Uint8Array.from(edges, ([, , , flags]) => flags),
    edgeWay: new Uint32Array(edges.length),
    edgeGrade: new Int8Array(edges.length),
    edgeKilometresPerHour: new Uint8Array(edges.length),
    shapeStart: new Uint32Array(edges.length + 1),
    shapeX: new Float64Array(0),
    shapeY: new Float64Array(0),
    wayIds: [],
    gates,
    links: links.map(([from, to], gate) => ({ gate, from, to })),
    compounds: [],
    compoundParents: Int32Array.from(town.parents),
  };
}

const above = (town: Case, compound: number): number[] => {
  const chain: number[] = [];
  for (let at = compound; at >= 0;) chain.push((at = town.parents[at] ?? -1));
  return chain;
};

type Phase = "home" | "street" | "visit";

/** Where a walk that has come from the station to `from` may go through a gate, or `null`. */
function nextPhase(
  town: Case,
  phase: Phase,
  move: { from: number; to: number; residents: boolean },
) {
  const inside = compoundOf(town, move.from);
  const beyond = compoundOf(town, move.to);
  if (above(town, beyond).includes(inside)) return "visit";
  if (phase !== "home" || move.residents) return null;
  if (!above(town, inside).includes(beyond)) return "visit";
  return beyond < 0 ? "street" : "home";
}

/** Relaxes every move of every state until nothing changes: slow and plain. */
function bruteForce(town: Case, station: number): number[] {
  const key = (node: number, phase: Phase) => `${node} ${phase}`;
  const start: Phase = compoundOf(town, station) < 0 ? "street" : "home";
  const best = new Map([[key(station, start), 0]]);
  const relax = (from: string, to: string, units: number) => {
    const total = (best.get(from) ?? Infinity) + units;
    if (total >= (best.get(to) ?? Infinity)) return false;
    best.set(to, total);
    return true;
  };
  const phases: Phase[] = ["home", "street", "visit"];
  const moves: [string, string, number][] = [];
  for (const [a, b, metres, flags] of town.edges.filter(sameSide(town))) {
    // Seen from the station, an edge walked a→b leads from b to a.
    for (const phase of phases) {
      if (flags & EDGE_FORWARD) moves.push([key(b, phase), key(a, phase), metres * 10]);
      if (flags & EDGE_BACKWARD) moves.push([key(a, phase), key(b, phase), metres * 10]);
    }
  }
  const passages = town.links
    .filter((link) => !sameSide(town)(link))
    .flatMap(([a, b, residents]) => [
      { from: a, to: b, residents },
      { from: b, to: a, residents },
    ]);
  for (const passage of passages) {
    for (const phase of phases) {
      const next = nextPhase(town, phase, passage);
      if (next !== null) moves.push([key(passage.from, phase), key(passage.to, next), 0]);
    }
  }
  while (moves.map((move) => relax(...move)).some(Boolean));
  return Array.from({ length: NODES }, (_, node) =>
    Math.min(...phases.map((phase) => best.get(key(node, phase)) ?? Infinity)),
  );
}

it("the layered graph gives what a walk in three phases gives, for many stations at once", () => {
  assert(
    property(anyCase, (town) => {
      const network = toNetwork(town);
      const homes = town.stations.map((node) => compoundOf(town, node)).filter((c) => c >= 0);
      const graph = packGraph(network, {
        weighting: { kind: "distance" },
        labels: "to-seeds",
        homeCompounds: new Set(homes),
      });
      const nodes = town.stations.map((node) => {
        const home = graph.homeCopy[node] ?? -1;
        return home >= 0 ? home : node;
      });
      const sweep = new Sweep(graph);
      const count = nodes.length;
      const zeros = new Uint32Array(count);
      sweep.run({ count, nodes: Uint32Array.from(nodes), units: zeros, owners: zeros }, UNBOUNDED);
      const expected = town.stations.map((station) => bruteForce(town, station));
      for (let node = 0; node < NODES; node++) {
        const least = Math.min(...expected.map((units) => units[node] ?? Infinity));
        expect(bestLabel(sweep, node).units).toBe(least === Infinity ? UNREACHED : least);
      }
    }),
    { numRuns: 400 },
  );
});
