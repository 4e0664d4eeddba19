import { expect, it } from "vitest";
import { attachPoints, EdgeFinder } from "../attach/attach-points.ts";
import { comparableMatrix } from "./comparable-matrix.ts";
import { comparableNetwork } from "./comparable-network.ts";
import { comparablePoints } from "./comparable-points.ts";
import { at, line, networkOf, streetGrid } from "../fixtures/made-town.ts";
import type { NetworkLine } from "../network/join-lines.ts";
import { travelMatrix } from "../reach/travel-matrix.ts";

type Place = readonly [east: number, north: number];

const REACH_METRES = 2000;

function comparedUnits(lines: readonly NetworkLine[], from: Place, to: Place): number {
  const comparable = comparableNetwork(networkOf(lines));
  const [origins, targets] = [from, to].map((place) =>
    comparablePoints(comparable, [at(...place)], REACH_METRES),
  );
  if (origins === undefined || targets === undefined) throw new Error("two places give two");
  const [row] = comparableMatrix(comparable, { origins, targets });
  return row?.units[0] ?? -1;
}

function walkedUnits(lines: readonly NetworkLine[], from: Place, to: Place): number {
  const network = networkOf(lines);
  const finder = new EdgeFinder(network);
  const attach = { maxLegMetres: REACH_METRES, ignoreLegs: true };
  const origins = attachPoints(finder, [at(...from)], attach);
  const targets = attachPoints(finder, [at(...to)], attach);
  const [row] = travelMatrix(network, { origins, targets }, { kind: "distance" });
  return row?.units[0] ?? -1;
}

const metres = (units: number) => Math.round(units / 10);

it("goes round a flight of steps for up to 30 m and measures the way it goes", () => {
  const around = (detour: number) => [
    line("before", [at(-50, 0), at(0, 0)]),
    line("steps", [at(0, 0), at(60, 0)], { highway: "steps" }),
    line("ramp", [at(0, 0), at(30, detour), at(60, 0)]),
    line("after", [at(60, 0), at(120, 0)]),
  ];
  const both = (detour: number) =>
    [comparedUnits, walkedUnits].map((of) => metres(of(around(detour), [-50, 0], [120, 0])));
  expect(both(20)).toEqual([182, 170]);
  expect(both(40)).toEqual([170, 170]);
});

it("charges nothing for steps where the walk begins on them", () => {
  const lines = [
    line("steps", [at(0, 0), at(60, 0)], { highway: "steps" }),
    line("ramp", [at(0, 0), at(30, 20), at(60, 0)]),
    line("after", [at(60, 0), at(120, 0)]),
  ];
  expect(metres(comparedUnits(lines, [0, 0], [120, 0]))).toBe(120);
});

it("measures each stretch between junctions in whole metres, at least one", () => {
  const tenShort = Array.from({ length: 11 }, (_, i) => at(i * 7.4, 0));
  const branches = tenShort.map((place, i) => line(`branch-${i}`, [place, at(i * 7.4, 40)]));
  const short = [line("street", tenShort), ...branches];
  const [from, to] = [
    [0, 0],
    [74, 0],
  ] as const;
  expect(comparedUnits(short, from, to)).toBe(700);
  expect(metres(walkedUnits(short, from, to))).toBe(74);
  const tiny = [
    line("a", [at(-50, 0), at(0, 0)]),
    line("b", [at(0, 0), at(0.2, 0)]),
    line("c", [at(0.2, 0), at(50.2, 0)]),
  ];
  expect(comparedUnits(tiny, [-50, 0], [50.2, 0])).toBe(1010);
});

it("puts a stretch together again that was cut for its length alone", () => {
  const lines = [line("long", [at(0, 0), at(700.6, 0)]), line("side", [at(0, 0), at(0, 90)])];
  const comparable = comparableNetwork(networkOf(lines));
  const total = comparable.network.edgeMetres.reduce((sum, length) => sum + length, 0);
  expect(total).toBeCloseTo(Math.round(total), 6);
  expect(metres(comparedUnits(lines, [0, 0], [700.6, 0]))).toBeGreaterThan(690);
});

it("moves a point to a junction within 5 m, the end with the lower rank first", () => {
  const lines = [
    line("west", [at(-100, 0), at(0, 0)]),
    line("bridge", [at(0, 0), at(6, 0)]),
    line("east", [at(6, 0), at(106, 0)]),
  ];
  const network = networkOf(lines);
  const rankedBy = (sign: number) => {
    const comparable = comparableNetwork(network, (node) => sign * (network.nodeX[node] ?? 0));
    const points = comparablePoints(comparable, [at(4, 0)], REACH_METRES);
    const [place] = points.candidates[0]?.[0]?.places ?? [];
    return network.edgeWay[place?.edge ?? 0];
  };
  expect(rankedBy(1)).not.toBe(rankedBy(-1));
});

it("a point on a small piece may also stand for the nearest way elsewhere, at the price of the distance", () => {
  const town = streetGrid(9, 100);
  const yard = line("yard", [at(130, 120), at(130, 180)]);
  const lines = [...town, yard];
  // Within the yard the piece itself is nearest; out to the town the walk begins 30 m further west.
  expect(metres(comparedUnits(lines, [130, 130], [130, 170]))).toBe(40);
  expect(metres(comparedUnits(lines, [130, 150], [100, 400]))).toBe(250);
});

it("says where nothing is within reach, and what is no position", () => {
  const comparable = comparableNetwork(networkOf([line("a", [at(0, 0), at(100, 0)])]));
  const places = [at(0, 9000), [Number.NaN, 1] as const, at(50, 1)];
  const { failures } = comparablePoints(comparable, places, REACH_METRES);
  expect([...failures]).toEqual([
    [0, "too-far"],
    [1, "bad-position"],
  ]);
});
