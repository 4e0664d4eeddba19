import { expect, test } from "vitest";
import { toDegrees, type Position } from "../../geometry/index.ts";
import {
  BARRIER,
  buildFromBuildings,
  unitAt,
  type BuildingInput,
  type PlanarMap,
} from "../../topology/index.ts";
import { groundFindings } from "./ground-findings.ts";
import { makeGrounds } from "../model/make-ground.ts";
import { matchUnits } from "./match-units.ts";

const frame = { centralMeridian: 120, origin: [523_000, 3_530_000] } as const;
const at = (x: number, y: number): Position => toDegrees(frame, 100 * x, 100 * y);
const square = (x: number, y: number, size: number, height = size) => ({
  type: "Polygon" as const,
  coordinates: [[at(x, y), at(x + size, y), at(x + size, y + height), at(x, y + height), at(x, y)]],
});
const house = (id: string, x: number, households: number, y = 100): BuildingInput => ({
  id,
  geometry: square(x, y, 20),
  households,
});

/** A town of 600 × 300 m with a river at x = 400; the east bank holds one house. */
function town(buildings: readonly BuildingInput[]): PlanarMap {
  const river = { type: "LineString" as const, coordinates: [at(400, -50), at(400, 350)] };
  const built = buildFromBuildings({
    communities: [{ id: "town", geometry: square(0, 0, 600, 300) }],
    buildings,
    barriers: [{ geometry: river, barrier: BARRIER.hard }],
  });
  if (!built.ok) throw new Error(built.error.code);
  return built.value.map;
}
const WEST = [house("a", 50, 200), house("b", 150, 180), house("c", 300, 500)];
const map = town([...WEST, house("d", 500, 40)]);
const groundOf = (of: PlanarMap) => {
  const ground = makeGrounds(of).get("town");
  if (!ground) throw new Error("no town");
  return ground;
};

test("a part under half a grid is told with the link that joins it, a house over 330 as it is", () => {
  const ground = groundOf(map);
  expect(ground.parts).toHaveLength(2);
  expect(groundFindings(map, ground, 300)).toMatchObject([
    { kind: "small-part", ids: ["d"], offers: [{ kind: "link", unitId: "d", otherId: "c" }] },
    { kind: "large-unit", ids: ["c"], offers: [] },
  ]);
  const [c = -1, d = -1] = ["c", "d"].map((id) => map.units.ids.indexOf(id));
  const linked = groundOf({ ...map, links: Uint32Array.of(c, d) });
  expect(linked.parts).toHaveLength(1);
  expect(groundFindings(map, linked, 300).map(({ kind }) => kind)).toEqual(["large-unit"]);
});

test("units are found again by building, id or place, and what did not match one to one is listed", () => {
  expect(matchUnits(map, map).unmatched).toEqual([]);
  // b was torn down; e and f stand on its ground; d has another name and no building known to both.
  const next = town([
    house("a", 50, 200),
    house("e", 140, 90),
    house("f", 190, 90),
    house("c", 300, 500),
    house("new", 500, 40),
  ]);
  const { oldOf, unmatched } = matchUnits(map, next);
  const pairs = next.units.ids.map((id, unit) => [id, map.units.ids[oldOf[unit] ?? -1]]);
  expect(pairs).toEqual([
    ["a", "a"],
    ["c", "c"],
    ["e", "b"],
    ["f", "b"],
    ["new", "d"],
  ]);
  expect(unmatched).toEqual([
    { unitId: "e", fate: "by-place" },
    { unitId: "f", fate: "by-place" },
    { unitId: "new", fate: "by-place" },
  ]);
  const joined = town([
    ...WEST,
    house("x", 500, 10),
    { ...house("d", 501, 40), geometry: square(500, 100, 20) },
  ]);
  expect(joined.buildings.ids).toContain("d");
  expect(matchUnits(joined, map).unmatched).toEqual([]);
  expect(matchUnits(map, joined).oldOf).not.toContain(-1);
});

test("the label point of every unit lies in it, and no unit lies outside", () => {
  const { label } = map.units;
  const found = map.units.ids.map((_, unit) =>
    unitAt(map, [label[2 * unit] ?? 0, label[2 * unit + 1] ?? 0]),
  );
  expect(found).toEqual([...map.units.ids.keys()]);
  expect(unitAt(map, [10_000_000, 0])).toBe(-1);
});
