import fc from "fast-check";
import { expect, test } from "vitest";
import type { Result } from "../../result.ts";
import { BARRIER, startNode, type SignedArc } from "../../topology/index.ts";
import { applyChange, checkUndo } from "../change/apply-change.ts";
import { piecesOf } from "../change/check-moves.ts";
import { unitsOfGrid } from "../model/grid-members.ts";
import { cutRegion } from "./cut-region.ts";
import { editAtOnce, type BorderEdit } from "../edit/edit-division.ts";
import {
  arcsAround,
  landOf,
  leftOf,
  nodePoint,
  rightOf,
  walkOf,
  type PlanePoint,
} from "../model/land.ts";
import { classCost, layWire, narrowNet, netOfGrids, wireTo, type WireNet } from "./live-wire.ts";
import type { Division, DivisionChange, DivisionError } from "../model/model.ts";
import { borderArcs } from "./redraw-border.ts";
import { seededRandom, type SeededRandom } from "../solve/seeded-random.ts";
import { crookedTown, gridsFrom, unitName } from "../model/test-town.ts";

const COLUMNS = 9;
const ROWS = 8;
const bytesOf = ({ grids, gridOf, locks }: Division): string =>
  JSON.stringify({ grids, gridOf, locks });

function edited(division: Division, edit: BorderEdit): Result<DivisionChange, DivisionError> {
  return editAtOnce(division, edit, "li");
}

function done(division: Division, edit: BorderEdit): Division {
  const change = edited(division, edit);
  if (!change.ok) throw new Error(JSON.stringify(change.error));
  return applyChange(division, change.value).division;
}

const refusalOf = (change: Result<DivisionChange, DivisionError>): string =>
  change.ok ? "none" : change.error.code;

const pick = <T>(random: SeededRandom, items: readonly T[]): T => {
  const item = items[random.below(items.length)];
  if (item === undefined) throw new Error("nothing to pick");
  return item;
};

function wireBetween(net: WireNet, from: number, to: number): readonly SignedArc[] {
  return wireTo(layWire(net, from, classCost(net.land)), to) ?? [];
}

/** Nodes on the edge of a net's ground that an inner arc leaves. */
function edgeNodes(
  division: Division,
  net: WireNet,
  isInside: (unit: number) => boolean,
): number[] {
  const { land } = net;
  const edge = new Set<number>();
  const inside = [...division.gridOf.keys()].filter(isInside);
  for (const signed of inside.flatMap((unit) => [...arcsAround(land, unit)])) {
    const other = rightOf(land, signed);
    if (other < 0 || !isInside(other)) edge.add(startNode(land.map, signed));
  }
  return [...net.leaving.keys()].filter((node) => edge.has(node));
}

/** The same by union–find over single arcs. */
function slowPieces(division: Division, units: readonly number[], closed: ReadonlySet<number>) {
  const land = landOf(division.ground);
  const root = new Map(units.map((unit) => [unit, unit] as const));
  const find = (unit: number): number => {
    const above = root.get(unit) ?? unit;
    return above === unit ? unit : find(above);
  };
  const shared = new Map<string, number>();
  land.map.arcs.length.forEach((length, arc) => {
    const [a, b] = [leftOf(land, 2 * arc), rightOf(land, 2 * arc)].toSorted((x, y) => x - y);
    if (closed.has(arc) || land.map.arcs.barrier[arc] === BARRIER.hard) return;
    const key = `${a} ${b}`;
    shared.set(key, (shared.get(key) ?? 0) + length);
  });
  for (const [key, length] of shared) {
    const [a = -1, b = -1] = key.split(" ").map(Number);
    if (length >= 100 && root.has(a) && root.has(b)) root.set(find(a), find(b));
  }
  return new Set(units.map(find)).size;
}

const anySeed = fc.string({ maxLength: 6 });

test("a region falls into as many pieces as union–find over its arcs says", () => {
  fc.assert(
    fc.property(anySeed, (seed) => {
      const town = crookedTown(seed, 6, 6, 3);
      const division = gridsFrom(town, [0, 4]);
      const land = landOf(town.ground);
      const random = seededRandom(seed);
      const arcs = land.map.arcs.from.length;
      const closed = Array.from({ length: random.below(60) }, () => 2 * random.below(arcs));
      const units = unitsOfGrid(division, "001");
      const pieces = cutRegion(town.ground, land, units, closed);
      expect(pieces.flat().toSorted((a, b) => a - b)).toEqual(units);
      const slow = slowPieces(division, units, new Set(closed.map((signed) => signed >> 1)));
      expect(pieces).toHaveLength(slow);
    }),
    { numRuns: 80 },
  );
});

test("a split along a wire puts different grids on its two sides, and undo gives the same bytes", () => {
  let splits = 0;
  fc.assert(
    fc.property(anySeed, (seed) => {
      const town = crookedTown(seed, COLUMNS, ROWS);
      const division = gridsFrom(town, [0, 5]);
      const land = landOf(town.ground);
      const net = netOfGrids(land, division, new Set(["001"]));
      const random = seededRandom(seed);
      const nodes = edgeNodes(division, net, (unit) => division.gridOf[unit] === "001");
      const walk = wireBetween(net, pick(random, nodes), pick(random, nodes));
      if (walk.length === 0) return;
      const change = edited(division, {
        edit: "split-by-route",
        gridId: "001",
        path: walkOf(land, walk),
      });
      if (!change.ok) return;
      splits++;
      const { division: next, inverse } = applyChange(division, change.value);
      for (const gridId of next.grids) expect(piecesOf(next, gridId)).toHaveLength(1);
      for (const signed of walk)
        expect(next.gridOf[leftOf(land, signed)]).not.toBe(next.gridOf[rightOf(land, signed)]);
      const back = checkUndo(next, inverse);
      expect(back.ok && bytesOf(applyChange(next, back.value).division)).toBe(bytesOf(division));
    }),
    { numRuns: 70 },
  );
  expect(splits).toBeGreaterThan(30);
});

test("a moved border lies on its new way, and moved back it gives the same bytes", () => {
  let moved = 0;
  fc.assert(
    fc.property(anySeed, (seed) => {
      const town = crookedTown(seed, COLUMNS, ROWS);
      const division = gridsFrom(town, [0, 5]);
      const land = landOf(town.ground);
      const random = seededRandom(seed);
      const { from, to } = anyMove(division, random);
      if (to.length === 0) return;
      const [old, next] = [walkOf(land, from), walkOf(land, to)];
      const change = edited(division, { edit: "move-border", from: old, to: next });
      if (!change.ok) return;
      moved++;
      const after = applyChange(division, change.value).division;
      const isBorder = (signed: SignedArc): boolean =>
        after.gridOf[leftOf(land, signed)] !== after.gridOf[rightOf(land, signed)];
      const kept = new Set(to.map((signed) => signed >> 1));
      expect(to.every(isBorder)).toBe(true);
      expect(from.filter((signed) => !kept.has(signed >> 1)).some(isBorder)).toBe(false);
      const back = done(after, { edit: "move-border", from: next, to: old });
      expect(bytesOf(back)).toBe(bytesOf(division));
    }),
    { numRuns: 160 },
  );
  expect(moved).toBeGreaterThan(25);
});

test("a redrawn border lies on the path and changes hands between the two grids alone", () => {
  let redrawn = 0;
  fc.assert(
    fc.property(anySeed, (seed) => {
      const town = crookedTown(seed, COLUMNS, ROWS);
      const division = gridsFrom(town, [0, 3, 6]);
      const land = landOf(town.ground);
      const random = seededRandom(seed);
      const grids = new Set(["001", "002"]);
      const net = netOfGrids(land, division, grids);
      const isInside = (unit: number): boolean => grids.has(division.gridOf[unit] ?? "");
      const nodes = edgeNodes(division, net, isInside);
      const walk = wireBetween(net, pick(random, nodes), pick(random, nodes));
      if (walk.length === 0) return;
      const path = walkOf(land, walk);
      const change = edited(division, { edit: "redraw-border", gridIds: ["001", "002"], path });
      if (!change.ok) return;
      redrawn++;
      const next = applyChange(division, change.value).division;
      for (const signed of walk)
        expect(next.gridOf[leftOf(land, signed)]).not.toBe(next.gridOf[rightOf(land, signed)]);
      expect(unitsOfGrid(next, "003")).toEqual(unitsOfGrid(division, "003"));
    }),
    { numRuns: 70 },
  );
  expect(redrawn).toBeGreaterThan(20);
});

test("a drawn line leaves two grids in one piece each, with the same households together", () => {
  let splits = 0;
  fc.assert(
    fc.property(anySeed, (seed) => {
      const town = crookedTown(seed, COLUMNS, ROWS);
      const division = gridsFrom(town, [0, 4]);
      const random = seededRandom(seed);
      const { label, households } = town.ground.graph;
      const line = [0, 1, 2].map((): PlanePoint => {
        const unit = pick(random, unitsOfGrid(division, "001"));
        return [label[2 * unit] ?? 0, (label[2 * unit + 1] ?? 0) + 700];
      });
      const change = edited(division, { edit: "split-by-line", gridId: "001", line });
      if (!change.ok) return;
      splits++;
      const next = applyChange(division, change.value).division;
      const sum = (units: readonly number[]): number =>
        units.reduce((all, unit) => all + (households[unit] ?? 0), 0);
      const [one, other] = [unitsOfGrid(next, "001"), unitsOfGrid(next, "003")];
      expect(piecesOf(next, "001")).toHaveLength(1);
      expect(piecesOf(next, "003")).toHaveLength(1);
      expect(sum(one) + sum(other)).toBe(sum(unitsOfGrid(division, "001")));
      expect(sum(one)).toBeGreaterThanOrEqual(sum(other));
    }),
    { numRuns: 70 },
  );
  expect(splits).toBeGreaterThan(25);
});

/** A stretch of the border of 001 and 002 and another way between its ends. */
function anyMove(division: Division, random: SeededRandom) {
  const land = landOf(division.ground);
  const border = borderArcs(division, land, ["001", "002"]);
  const net = netOfGrids(land, division, new Set(["001", "002"]));
  const first = random.below(border.length);
  const chain = walkFrom(land, border, first).slice(0, 2 + random.below(5));
  const [start, end] = [chain[0] ?? 0, chain.at(-1) ?? 0];
  const closed = new Set(chain.map((signed) => signed >> 1));
  const other = narrowNet(net, (signed) => !closed.has(signed >> 1));
  const to = wireBetween(other, startNode(land.map, start), startNode(land.map, end ^ 1));
  return { from: chain, to };
}

/** Goes on along the border as far as it does. */
function walkFrom(
  { map }: ReturnType<typeof landOf>,
  border: readonly SignedArc[],
  first: number,
): SignedArc[] {
  const chain = [border[first] ?? 0];
  for (const signed of chain) {
    const next = border.find(
      (each) => startNode(map, each) === startNode(map, signed ^ 1) && !chain.includes(each),
    );
    if (next !== undefined) chain.push(next);
  }
  return chain;
}

const town = crookedTown("refusals", 6, 6, 3);
const land = landOf(town.ground);
const division = gridsFrom(town, [0, 3]);
const middleOf = (unitId: string): PlanePoint => {
  const unit = town.ground.indexOf.get(unitId) ?? -1;
  const { label } = town.ground.graph;
  return [label[2 * unit] ?? 0, label[2 * unit + 1] ?? 0];
};
const alongAll = netOfGrids(land, division, new Set(["001", "002"]));

test("a line that crosses itself names the place", () => {
  const corners = [unitName(0, 0), unitName(2, 2), unitName(2, 0), unitName(0, 2)];
  const change = edited(division, {
    edit: "split-by-line",
    gridId: "001",
    line: corners.map(middleOf),
  });
  expect(change).toMatchObject({ error: { code: "division.line-crosses-itself" } });
});

test("a line with every unit on one side does not divide", () => {
  const line: PlanePoint[] = [
    [9_000_000, 0],
    [9_000_000, 100],
  ];
  const change = edited(division, { edit: "split-by-line", gridId: "001", line });
  expect(refusalOf(change)).toBe("division.line-does-not-divide");
});

test("a route that ends inside does not divide", () => {
  const net = netOfGrids(land, division, new Set(["001"]));
  const [edge = -1] = edgeNodes(division, net, (unit) => division.gridOf[unit] === "001");
  const [next = -1] = net.leaving.get(edge) ?? [];
  const change = edited(division, {
    edit: "split-by-route",
    gridId: "001",
    path: walkOf(land, [next]),
  });
  expect(refusalOf(change)).toBe("division.line-does-not-divide");
});

test("a route through another grid leaves the grid", () => {
  const nodes = [...alongAll.leaving.keys()].toSorted(
    (a, b) => nodePoint(land, a)[0] - nodePoint(land, b)[0],
  );
  const path = walkOf(land, wireBetween(alongAll, nodes[0] ?? -1, nodes.at(-1) ?? -1));
  const change = edited(division, { edit: "split-by-route", gridId: "001", path });
  expect(refusalOf(change)).toBe("division.path-leaves-grids");
});

test("a path beside the arcs is not on the map, and one inside a grid is no border", () => {
  const from: PlanePoint[] = [
    [1, 1],
    [2, 2],
  ];
  expect(refusalOf(edited(division, { edit: "move-border", from, to: from }))).toBe(
    "division.path-off-map",
  );
  const net = netOfGrids(land, division, new Set(["001"]));
  const [signed = 0] = [...net.leaving.values()][0] ?? [];
  const inner = walkOf(land, [signed]);
  expect(refusalOf(edited(division, { edit: "move-border", from: inner, to: inner }))).toBe(
    "division.not-a-border",
  );
});

test("a locked stretch stays where it is", () => {
  const pairs = [[unitName(2, 2), unitName(3, 2)]] as const;
  const locked = done(division, { edit: "lock-border", pairs, reason: "agreed" });
  expect(refusalOf(edited(locked, { edit: "lock-border", pairs, reason: "" }))).toBe(
    "division.already-locked",
  );
  const change = editAtOnce(
    locked,
    { edit: "assign-units", unitIds: [unitName(3, 2)], gridId: "001" },
    "li",
  );
  expect(refusalOf(change)).toBe("division.locked");
  expect(bytesOf(done(locked, { edit: "unlock-border", pairs }))).toBe(bytesOf(division));
  const inside = [[unitName(0, 0), unitName(0, 1)]] as const;
  expect(refusalOf(edited(division, { edit: "lock-border", pairs: inside, reason: "" }))).toBe(
    "division.not-a-border",
  );
});

test("of more than two pieces the planner picks those that go", () => {
  // A grid like a U, open to the north: one line over both arms makes three pieces.
  const isU = (column: number, row: number): boolean => column < 2 || column > 3 || row === 0;
  const gridOf = town.ground.unitIds.map((unitId) =>
    isU(Number(unitId.slice(1, 3)), Number(unitId.slice(3))) ? "001" : "002",
  );
  const shaped = { ...division, gridOf };
  const line = [middleOf(unitName(0, 2)), middleOf(unitName(5, 2))];
  const asked = { edit: "split-by-line", gridId: "001", line } as const;
  const change = edited(shaped, asked);
  if (change.ok || change.error.code !== "division.too-many-pieces") throw new Error("divided");
  expect(change.error.pieces).toHaveLength(3);
  const arm = unitName(0, 5);
  const next = done(shaped, { ...asked, picked: [arm] });
  expect(next.gridOf[town.ground.indexOf.get(arm) ?? -1]).toBe("003");
  expect(next.gridOf[town.ground.indexOf.get(unitName(5, 5)) ?? -1]).toBe("001");
  expect(refusalOf(edited(shaped, { ...asked, picked: shaped.ground.unitIds }))).toBe(
    "division.line-does-not-divide",
  );
});

/** The town with these units empty, touching at most each other, each hanging on another unit. */
function withHanging(hosts: readonly (readonly [unitId: string, hostId: string])[]): Division {
  const { graph, indexOf } = town.ground;
  const numberOf = (unitId: string): number => indexOf.get(unitId) ?? -1;
  const hangsOn = new Map(hosts.map(([unitId, hostId]) => [numberOf(unitId), numberOf(hostId)]));
  const contact = graph.contact.slice();
  for (const unit of town.ground.unitIds.keys())
    for (let at = graph.first[unit] ?? 0; at < (graph.first[unit + 1] ?? 0); at++)
      if (hangsOn.has(unit) !== hangsOn.has(graph.to[at] ?? -1)) contact[at] = 0;
  const households = graph.households.map((own, unit) => (hangsOn.has(unit) ? 0 : own));
  const ground = { ...town.ground, graph: { ...graph, contact, households }, hangsOn };
  return { ...gridsFrom(town, [0]), ground };
}

test.each([
  ["alone", [[unitName(0, 0), unitName(0, 5)]]],
  ["alone, to the south", [[unitName(0, 5), unitName(0, 0)]]],
  [
    "in a strip over the line",
    [
      [unitName(0, 1), unitName(1, 1)],
      [unitName(0, 2), unitName(1, 4)],
      [unitName(0, 3), unitName(1, 5)],
    ],
  ],
] as const)("ground that hangs on a unit (%s) goes with it", (_, hosts) => {
  const line = [middleOf(unitName(0, 2)), middleOf(unitName(5, 2))];
  const whole = withHanging(hosts);
  const next = done(whole, { edit: "split-by-line", gridId: "001", line });
  for (const [unit, host] of whole.ground.hangsOn)
    expect(next.gridOf[unit]).toBe(next.gridOf[host]);
});

test("a piece without households is refused and named", () => {
  const whole = gridsFrom(town, [0]);
  const { graph } = town.ground;
  const households = graph.households.map((own, unit) =>
    town.ground.unitIds[unit]?.startsWith("u05") === true ? 0 : own,
  );
  const ground = { ...town.ground, graph: { ...graph, households } };
  const [low, high] = [middleOf(unitName(5, 0)), middleOf(unitName(5, 5))];
  const line = [low, high].map(([x, y]): PlanePoint => [x - 2300, y]);
  const change = edited({ ...whole, ground }, { edit: "split-by-line", gridId: "001", line });
  expect(change).toMatchObject({ error: { code: "division.piece-without-households" } });
});
