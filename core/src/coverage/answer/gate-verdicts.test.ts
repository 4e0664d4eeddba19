import { array, assert, boolean, integer, property, record } from "fast-check";
import { expect, it } from "vitest";
import { EdgeFinder } from "../attach/attach-points.ts";
import { computeCoverage } from "./compute-coverage.ts";
import type { GatePolicy } from "./definition.ts";
import { at, definitionOf, line, networkOf } from "../fixtures/made-town.ts";
import type { CompoundInput, GateInput } from "../network/network-input.ts";

const wall = (id: string, west: number, east: number): CompoundInput => ({
  id,
  access: "closed",
  geometry: {
    type: "Polygon",
    coordinates: [[at(west, 0), at(east, 0), at(east, 100), at(west, 100), at(west, 0)]],
  },
});
/** Two estates wall to wall, ways through every side of them, and streets around. */
const COMPOUNDS = [wall("left", 0, 100), wall("right", 100, 200)];
const WAYS = [
  line("along", [at(-40, 50), at(240, 50)]),
  ...[25, 75, 125, 175].map((east) => line(`up ${east}`, [at(east, -40), at(east, 140)])),
  line("south", [at(-40, -40), at(240, -40)]),
  line("west", [at(-40, -40), at(-40, 50)]),
  line("east", [at(240, -40), at(240, 50)]),
];
const HOMES = [25, 75, 125, 175].flatMap((east) =>
  [20, 80].map((north) => ({ id: `${east} ${north}`, position: at(east, north), households: 1 })),
);

interface Question {
  readonly gates: readonly GateInput[];
  readonly station: number;
  readonly metres: number;
}

/** Households covered under a policy, and the gates that are only supposed. */
function cover({ gates, station, metres }: Question, policy: GatePolicy) {
  const network = networkOf(WAYS, { compounds: COMPOUNDS, gates });
  const covered = computeCoverage({
    finder: new EdgeFinder(network),
    buildings: HOMES,
    stations: [{ id: "s", position: at(station, -40) }],
    definition: { ...definitionOf({ basis: "distance", metres }, network), gates: policy },
  });
  if (!covered.ok) throw new Error(covered.error.code);
  const inferred = network.gates.filter(({ evidence }) => evidence === "inferred");
  return { households: covered.value.total.value.households.covered, inferred };
}

const MAPPED = [25, 75].map((east): GateInput => ({
  id: `mapped ${east}`,
  compoundId: "left",
  position: at(east, 0),
  access: "public",
  evidence: "mapped",
}));
const refuted = (gate: GateInput): GateInput => ({ ...gate, verdict: "refuted" });

it("refuting the only mapped gate makes the others an open question; with a second one it does not", () => {
  const [first, second] = MAPPED;
  if (!first || !second) throw new Error("two gates");
  const question = { station: 75, metres: 400 };
  const inferredIn = (gates: readonly GateInput[]) => {
    const { inferred } = cover({ ...question, gates }, "optimistic");
    return inferred.filter(({ compoundId }) => compoundId === "left");
  };
  expect(inferredIn([first])).toEqual([]);
  // The map was wrong, and people do come out somewhere: but not where somebody saw that there is none.
  const open = inferredIn([refuted(first)]);
  expect(open.length).toBeGreaterThan(0);
  expect(open.map(({ position }) => position.join())).not.toContain(first.position.join());
  expect(inferredIn([refuted(first), second])).toEqual([]);
  const [mostBefore, mostAfter] = [
    [first, second],
    [refuted(first), second],
  ].map((gates) => cover({ ...question, gates }, "optimistic").households);
  expect(mostAfter).toBeLessThanOrEqual(mostBefore ?? 0);
});

it("a look at a supposed gate never widens the interval, whatever is seen and in whatever order", () => {
  const looks = array(record({ which: integer({ min: 0, max: 99 }), isThere: boolean() }), {
    maxLength: 6,
  });
  const place = {
    station: integer({ min: -40, max: 240 }),
    metres: integer({ min: 50, max: 400 }),
  };
  assert(
    property(record({ looks, ...place }), ({ looks: seen, station, metres }) => {
      const gates: GateInput[] = [];
      const read = () => {
        const question = { gates, station, metres };
        const open = cover(question, "optimistic");
        return { most: open.households, least: cover(question, "pessimistic").households, open };
      };
      let before = read();
      for (const { which, isThere } of seen) {
        const { inferred } = before.open;
        const gate = inferred[which % Math.max(1, inferred.length)];
        if (!gate) return;
        const verdict = isThere ? "confirmed" : "refuted";
        gates.push({ ...gate, id: `seen ${gates.length}`, evidence: "surveyed", verdict });
        const after = read();
        expect(after.most).toBeLessThanOrEqual(before.most);
        expect(after.least).toBeGreaterThanOrEqual(before.least);
        expect(after.open.inferred.length).toBe(inferred.length - 1);
        before = after;
      }
      expect(before.least).toBeLessThanOrEqual(before.most);
    }),
    { numRuns: 60 },
  );
});
