import fc from "fast-check";
import { expect, test } from "vitest";
import { indexUnitBorders, rightUnit, walkPoints } from "./arc-walk.ts";
import { buildFromBuildings } from "./build-from-buildings.ts";
import { buildFromUnits } from "./build-from-units.ts";
import { checkMap } from "./check-map.ts";
import { cutsAlong } from "./cut-line.ts";
import { openDraft, type CutDraft } from "./cut-draft.ts";
import { cutMap, cutUnit, type UnitCut } from "./cut-map.ts";
import type { PlanarMap } from "./planar-map.ts";

const STEP = 0.0005;

/** Crooked four-sided units of about 50 m in two communities, west and east. */
function crookedMap(columns: number, rows: number, wobble: readonly number[]): PlanarMap {
  const wobbleAt = (at: number): number => wobble[at % wobble.length] ?? 0;
  const corner = (column: number, row: number): [number, number] => {
    const at = column * 31 + row * 17;
    return [121 + (column + wobbleAt(at)) * STEP, 31 + (row + wobbleAt(at + 1)) * STEP];
  };
  const units = Array.from({ length: columns * rows }, (_, number) => {
    const [column, row] = [number % columns, Math.floor(number / columns)];
    const ring = [
      corner(column, row),
      corner(column + 1, row),
      corner(column + 1, row + 1),
      corner(column, row + 1),
      corner(column, row),
    ];
    return {
      id: `u${String(column).padStart(2, "0")}${String(row).padStart(2, "0")}`,
      geometry: { type: "Polygon" as const, coordinates: [ring] },
      households: 7 * number,
      community: column < columns / 2 ? "west" : "east",
    };
  });
  const built = buildFromUnits(units);
  if (!built.ok) throw new Error(JSON.stringify(built.error));
  return built.value.map;
}

const sum = (values: Iterable<number>): number => [...values].reduce((all, one) => all + one, 0);
const wobbles = fc.array(fc.double({ min: -0.3, max: 0.3, noNaN: true }), {
  minLength: 5,
  maxLength: 12,
});
const fractions = fc.array(fc.tuple(fc.nat(999), fc.nat(999)), { minLength: 2, maxLength: 4 });

function boundsOf({ nodes }: PlanarMap): [number, number, number, number] {
  const xs = [...nodes].filter((_, at) => at % 2 === 0);
  const ys = [...nodes].filter((_, at) => at % 2 === 1);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** By looking at every arc and every building. */
function slowIndex({ arcs, units, unitOfBuilding }: CutDraft) {
  return {
    numberOf: new Map(units.ids.map((id, unit) => [id, unit])),
    arcsOf: units.ids.map((_, unit) =>
      [...arcs.keys()].filter((arc) => arcs[arc]?.left === unit || arcs[arc]?.right === unit),
    ),
    buildingsOf: units.ids.map((_, unit) =>
      [...unitOfBuilding.keys()].filter((building) => unitOfBuilding[building] === unit),
    ),
  };
}

test("a draft knows the arcs and the buildings of every unit, cut after cut", () => {
  let made = 0;
  fc.assert(
    fc.property(wobbles, fractions, (wobble, line) => {
      const map = crookedMap(5, 4, wobble);
      const [west, south, east, north] = boundsOf(map);
      const path = line.map(
        ([x, y]) =>
          [
            Math.round(west + (x / 999) * (east - west)),
            Math.round(south + (y / 999) * (north - south)),
          ] as const,
      );
      const draft = openDraft(map);
      for (const cut of cutsAlong(map, map.units.ids.keys(), path).cuts) {
        if (cutUnit(draft, cut) !== undefined) return;
        made += 1;
        const slow = slowIndex(draft);
        expect(draft).toMatchObject(slow);
        expect(draft.numberOf.size).toBe(slow.numberOf.size);
      }
    }),
    { numRuns: 100, seed: 7 },
  );
  expect(made).toBeGreaterThan(100);
});

test("random cuts leave every law of the map whole, and no household or square centimetre is lost", () => {
  let made = 0;
  fc.assert(
    fc.property(wobbles, fc.array(fractions, { minLength: 1, maxLength: 3 }), (wobble, lines) => {
      let map = crookedMap(6, 4, wobble);
      const households = sum(map.units.households);
      const area2 = sum(map.units.area2);
      const [west, south, east, north] = boundsOf(map);
      const all: UnitCut[] = [];
      const base = map;
      for (const line of lines) {
        const points = line.map(
          ([x, y]) =>
            [
              Math.round(west + ((x - 50) / 900) * (east - west)),
              Math.round(south + ((y - 50) / 900) * (north - south)),
            ] as const,
        );
        for (const cut of cutsAlong(map, map.units.ids.keys(), points).cuts) {
          const next = cutMap(map, [cut]);
          if (!next.ok) continue;
          made++;
          all.push(cut);
          map = next.value;
          expect(checkMap(map)).toEqual([]);
        }
      }
      expect(sum(map.units.households)).toBe(households);
      expect(sum(map.units.area2)).toBe(area2);
      expect(new Set(map.units.ids).size).toBe(base.units.ids.length + all.length);
      // One by one as they were drawn, or all at once from the base: the same pieces.
      const again = cutMap(base, all);
      expect(again.ok ? checkMap(again.value) : []).toEqual([]);
    }),
    { numRuns: 60 },
  );
  expect(made).toBeGreaterThan(100);
});

test("the same cuts give the same bytes in any order, and the base stays as it was", () => {
  const map = crookedMap(4, 3, [0.1, -0.2, 0.05, 0.25, -0.1]);
  const before = JSON.stringify(map);
  const [west, south, east, north] = boundsOf(map);
  const line = [
    [west - 500, Math.round((south + north) / 2) + 700],
    [east + 500, Math.round((south + north) / 2) + 900],
  ] as const;
  const { cuts } = cutsAlong(map, map.units.ids.keys(), line);
  expect(cuts.length).toBeGreaterThanOrEqual(4);
  const [one, other] = [cutMap(map, cuts), cutMap(map, cuts.toReversed())];
  expect(one.ok).toBe(true);
  expect(JSON.stringify(one)).toBe(JSON.stringify(other));
  expect(JSON.stringify(map)).toBe(before);
  expect(one.ok && checkMap(one.value)).toEqual([]);
});

/** Two buildings in a row on one compound, cut into cells halfway between them. */
function buildingMap() {
  const place = (x: number, y: number): [number, number] => [121 + x / 95_400, 31 + y / 110_900];
  const box = (x: number, y: number, width: number, height: number) => ({
    type: "Polygon" as const,
    coordinates: [
      [
        place(x, y),
        place(x + width, y),
        place(x + width, y + height),
        place(x, y + height),
        place(x, y),
      ],
    ],
  });
  const built = buildFromBuildings({
    communities: [{ id: "c", geometry: box(0, 0, 200, 100) }],
    compounds: [],
    barriers: [],
    buildings: [
      { id: "a", geometry: box(20, 30, 40, 40), households: 60 },
      { id: "b", geometry: box(140, 30, 40, 40), households: 90 },
    ],
  });
  if (!built.ok) throw new Error(JSON.stringify(built.error));
  return built.value.map;
}

test("a building goes whole to the side of its point, and a line through it is refused", () => {
  const map = buildingMap();
  const unit = map.units.ids.indexOf("a");
  const [x = 0, y = 0] = map.buildings.footprints?.point ?? [];
  const [, south, , north] = boundsOf(map);
  const beside = [
    [x + 2600, south - 900],
    [x + 2600, north + 900],
  ] as const;
  const { cuts } = cutsAlong(map, [unit], beside);
  expect(cuts).toHaveLength(1);
  const cut = cutMap(map, cuts);
  if (!cut.ok) throw new Error(JSON.stringify(cut.error));
  expect(checkMap(cut.value)).toEqual([]);
  const householdsOf = (id: string) => cut.value.units.households[cut.value.units.ids.indexOf(id)];
  expect([householdsOf("a/1"), householdsOf("a/2")]).toEqual([60, 0]);
  const through = cutsAlong(
    map,
    [unit],
    [
      [x, south - 900],
      [x, north + 900],
    ],
  );
  expect(cutMap(map, through.cuts)).toMatchObject({
    error: { fault: "cuts-building", buildingId: "a" },
  });
  const corner = cutsAlong(
    map,
    [unit],
    [
      [x - 3900, y + 9000],
      [x - 3600, y - 9000],
    ],
  );
  expect(corner.looseEnd).toBeUndefined();
  const inside = cutsAlong(
    map,
    [unit],
    [
      [x + 2600, y],
      [x + 2600, north + 900],
    ],
  );
  expect(inside).toMatchObject({ cuts: [], looseEnd: { unitId: "a" } });
});

test("cuts that end inside or name no unit are refused", () => {
  const map = crookedMap(4, 3, [0]);
  const unit = map.units.ids.indexOf("u0101");
  const [x = 0, y = 0] = [...map.units.label.subarray(2 * unit, 2 * unit + 2)];
  const faultOf = (unitId: string, path: UnitCut["path"]): string => {
    const cut = cutMap(map, [{ unitId, path }]);
    return cut.ok ? "none" : cut.error.fault;
  };
  expect(
    faultOf("u0101", [
      [x, y],
      [x + 100, y],
    ]),
  ).toBe("ends-inside");
  expect(
    faultOf("nobody", [
      [x, y],
      [x + 100, y],
    ]),
  ).toBe("unknown-unit");
});

/** Points of a unit's border arcs, by whether nobody is on the other side. */
function arcsOf(map: PlanarMap, unit: number, isOuter: boolean): number[][] {
  const borders = indexUnitBorders(map);
  const own = borders.signed.subarray(borders.first[unit], borders.first[unit + 1]);
  return [...own]
    .filter((signed) => rightUnit(map, signed) < 0 === isOuter)
    .map((signed) => walkPoints(map, signed));
}

test("the edge of the map is not bent: a cut ends there at a vertex, and a drawn line is brought to one", () => {
  const map = crookedMap(4, 3, [0]);
  const unit = map.units.ids.indexOf("u0000");
  const [x = 0, y = 0] = map.units.label.subarray(2 * unit);
  const [ax = 0, ay = 0, bx = 0, by = 0] = arcsOf(map, unit, true)[0] ?? [];
  const middle = [Math.round((ax + bx) / 2), Math.round((ay + by) / 2)] as const;
  const [innerX = 0, innerY = 0] = arcsOf(map, unit, false)[0] ?? [];
  const faultAt = (start: readonly [number, number]): string => {
    const path = [start, [x, y], [innerX, innerY]] as const;
    const cut = cutMap(map, [{ unitId: "u0000", path }]);
    return cut.ok ? "none" : cut.error.fault;
  };
  expect(faultAt(middle)).toBe("end-not-at-vertex");
  expect(faultAt([bx, by])).toBe("none");
  const drawn = cutsAlong(
    map,
    [unit],
    [
      [middle[0] - (x - middle[0]), middle[1] - (y - middle[1])],
      [x + 9000, y + 300],
    ],
  );
  expect(drawn.cuts).toHaveLength(1);
  expect(cutMap(map, drawn.cuts).ok).toBe(true);
});

test("a corner of less than 50 square metres is not cut off", () => {
  const map = crookedMap(4, 3, [0]);
  const unit = map.units.ids.indexOf("u0101");
  const points = arcsOf(map, unit, false);
  const west = Math.min(...points.map(([x = 0]) => x));
  const south = Math.min(...points.map(([, y = 0]) => y));
  const corner = (reach: number) =>
    cutsAlong(
      map,
      [unit],
      [
        [west - 200, south + reach],
        [west + reach, south - 200],
      ],
    ).cuts;
  expect(corner(800)).toHaveLength(1);
  expect(cutMap(map, corner(800))).toMatchObject({ error: { fault: "piece-too-small" } });
  expect(cutMap(map, corner(1800)).ok).toBe(true);
});
