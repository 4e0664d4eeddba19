import fc from "fast-check";
import { expect, test } from "vitest";
import { applyChange } from "../change/apply-change.ts";
import { piecesOf } from "../change/check-moves.ts";
import { landOf, leftOf, nodePoint, rightOf, type PlanePoint } from "../model/land.ts";
import { moveBorder } from "./move-border.ts";
import { gripBorder, pullBorder, stretchAt } from "./pull-border.ts";
import { redrawBorder } from "./redraw-border.ts";
import { seededRandom } from "../solve/seeded-random.ts";
import { crookedTown, gridsFrom, unitName } from "../model/test-town.ts";
import { pairUnderStroke, traceBorder } from "./trace-border.ts";

const labelOf = ({ ground }: ReturnType<typeof crookedTown>, unitId: string): PlanePoint => {
  const unit = ground.indexOf.get(unitId) ?? -1;
  return [ground.graph.label[2 * unit] ?? 0, ground.graph.label[2 * unit + 1] ?? 0];
};

test("a border follows the hand: the unit under it goes to the other grid, fixed ends stay", () => {
  let followed = 0;
  fc.assert(
    fc.property(fc.string({ maxLength: 6 }), (seed) => {
      const town = crookedTown(seed, 9, 9, 4);
      const division = gridsFrom(town, [0, 4]);
      const land = landOf(town.ground);
      const random = seededRandom(seed);
      const row = 2 + random.below(5);
      const near = labelOf(town, unitName(4, row));
      const at: PlanePoint = [near[0] - 2200, near[1]];
      const grip = gripBorder(division, land, division.gridOf.keys(), { at, reach: 2500 });
      if (!grip) throw new Error("no border in reach");
      const to: PlanePoint = labelOf(town, unitName(5 + random.below(2), row));
      const move = pullBorder(division, land, grip, { to, giver: "002" });
      if (!move) return;
      expect([move.to[0], move.to.at(-1)]).toEqual([move.from[0], move.from.at(-1)]);
      const change = moveBorder(division, move);
      if (!change.ok) return;
      followed++;
      const next = applyChange(division, change.value).division;
      for (const gridId of next.grids) expect(piecesOf(next, gridId)).toHaveLength(1);
      expect(change.value.moves.every((each) => each.from === "002" && each.to === "001")).toBe(
        true,
      );
    }),
    { numRuns: 60 },
  );
  expect(followed).toBeGreaterThan(40);
});

test("a junction of three grids goes along, and each unit to the grid it touches longest", () => {
  const town = crookedTown("junction", 9, 9, 4);
  const land = landOf(town.ground);
  const gridOf = town.ground.unitIds.map((unitId) => {
    const [column, row] = [Number(unitId.slice(1, 3)), Number(unitId.slice(3))];
    if (row < 4) return "001";
    return column < 4 ? "002" : "003";
  });
  const division = { ...gridsFrom(town, [0, 3, 6]), gridOf };
  const at = nodePoint(land, junctionOf(division));
  const grip = gripBorder(division, land, division.gridOf.keys(), { at, reach: 500 });
  expect(grip?.isJunction).toBe(true);
  if (!grip) return;
  expect(grip.parties).toEqual(new Set(["001", "002", "003"]));
  const move = pullBorder(division, land, grip, {
    to: labelOf(town, unitName(4, 2)),
    giver: "001",
  });
  const change = move && moveBorder(division, move);
  if (!change?.ok) throw new Error(JSON.stringify(change));
  expect(change.value.moves.length).toBeGreaterThan(0);
  expect(change.value.moves.every(({ from }) => from === "001")).toBe(true);
  const takers = new Set(change.value.moves.map((each) => each.to));
  expect([...takers].every((gridId) => gridId === "002" || gridId === "003")).toBe(true);

  function junctionOf({ gridOf: grids }: typeof division): number {
    for (let node = 0; node < land.map.nodes.length / 2; node++) {
      const around = land.leaving.subarray(land.firstLeaving[node], land.firstLeaving[node + 1]);
      const met = new Set([...around].map((signed) => grids[leftOf(land, signed)] ?? null));
      if (met.size === 3 && !met.has(null)) return node;
    }
    return -1;
  }
});

test("a locked stretch ends what is loose, and the whole stretch is found for its lock", () => {
  const town = crookedTown("loose", 8, 8, 4);
  const plain = gridsFrom(town, [0, 4]);
  const land = landOf(town.ground);
  const at = labelOf(town, unitName(4, 4));
  const grip = gripBorder(plain, land, plain.gridOf.keys(), { at, reach: 9000 });
  if (!grip) throw new Error("no border in reach");
  const whole = stretchAt(plain, land, grip);
  expect(whole).toHaveLength(8);
  const { unitIds } = town.ground;
  const locks = whole.map((signed) => ({
    kind: "border" as const,
    unitId: unitIds[leftOf(land, signed)] ?? "",
    otherId: unitIds[rightOf(land, signed)] ?? "",
    by: "li",
    reason: "",
  }));
  const to = labelOf(town, unitName(6, 4));
  expect(pullBorder(plain, land, grip, { to, giver: "002" })).toBeDefined();
  expect(pullBorder({ ...plain, locks }, land, grip, { to, giver: "002" })).toBeUndefined();
});

test("a stroke beside a border becomes the border of the two grids it means", () => {
  const town = crookedTown("stroke", 9, 9, 4);
  const division = gridsFrom(town, [0, 4, 7]);
  const land = landOf(town.ground);
  const stroke = [0, 3, 5, 8].map((row): PlanePoint => {
    const [x, y] = labelOf(town, unitName(4, row));
    return [x + 2400, y];
  });
  const pair = pairUnderStroke(division, land, stroke, ["002", "002", "002", "002"]);
  expect(pair).toEqual(["001", "002"]);
  const traced = traceBorder(division, land, stroke, ["001", "002"]);
  if (!traced) throw new Error("no way");
  const change = redrawBorder(division, traced);
  if (!change.ok) throw new Error(JSON.stringify(change.error));
  const moved = change.value.moves.map(({ unitId }) => unitId);
  expect(moved.filter((unitId) => unitId.startsWith("u04")).length).toBeGreaterThanOrEqual(7);
});
