import { array, assert, integer, property, record, tuple } from "fast-check";
import { expect, it } from "vitest";
import { limitUnits, type Measure } from "../answer/definition.ts";
import { StationReach } from "../answer/compute-coverage.ts";
import { attachBuildings } from "../attach/attach-buildings.ts";
import { attachPoints, EdgeFinder } from "../attach/attach-points.ts";
import { at, definitionOf, networkOf, streetGrid } from "../fixtures/made-town.ts";
import { holds, isOn } from "../fixtures/polygon-tests.ts";
import { isochrone } from "./isochrone.ts";
import { nestedRings, ringMeasures } from "./nested-rings.ts";
import { buildFieldGeometry, fieldValues } from "./time-field.ts";

const minutes = (count: number): Measure => ({
  basis: "time",
  seconds: count * 60,
  profile: "slow",
  metresPerSecond: 0.8,
});

it("five, ten and fifteen minutes are the living circles, whichever of them is the limit", () => {
  for (const count of [5, 10, 15])
    expect(ringMeasures(minutes(count))).toEqual([minutes(5), minutes(10), minutes(15)]);
});

it("another limit is drawn with its half and half as much again, at its own speed", () => {
  expect(ringMeasures(minutes(8))).toEqual([minutes(4), minutes(8), minutes(12)]);
  const metres = ringMeasures({ basis: "distance", metres: 500 });
  expect(metres.map(limitUnits)).toEqual([2500, 5000, 7500]);
});

it("the limit is always among them, and none is a measure that would be refused", () => {
  expect(ringMeasures({ basis: "distance", metres: 1 }).map(limitUnits)).toEqual([10, 15]);
  expect(ringMeasures({ basis: "distance", metres: 9000 }).map(limitUnits)).toEqual([45000, 90000]);
  assert(
    property(integer({ min: 1, max: 7200 }), (seconds) => {
      const measure = { ...minutes(1), seconds };
      const units = ringMeasures(measure).map(limitUnits);
      expect(units).toContain(limitUnits(measure));
      expect(units).toEqual([...new Set(units)].toSorted((a, b) => a - b));
    }),
  );
});

const anyPlace = tuple(integer({ min: -30, max: 730 }), integer({ min: -30, max: 730 }));

it("rings nest, agree with every building, and one of them is the polygon of the limit, corner by corner", () => {
  assert(
    property(
      record({
        missing: array(integer({ min: 0, max: 15 }), { maxLength: 6 }),
        buildings: array(anyPlace, { minLength: 1, maxLength: 40 }),
        stations: array(anyPlace, { minLength: 1, maxLength: 3 }),
        metres: integer({ min: 20, max: 900 }),
      }),
      ({ missing, buildings, stations, metres }) => {
        const network = networkOf(streetGrid(8, 100, (street) => missing.includes(street)));
        const finder = new EdgeFinder(network);
        const positions = buildings.map((place) => at(...place));
        const points = attachBuildings(
          finder,
          positions.map((position, i) => ({ id: `b${i}`, position, households: 1 })),
        );
        const measures = ringMeasures({ basis: "distance", metres });
        const reach = new StationReach(network, {
          stations: attachPoints(
            finder,
            stations.map((place) => at(...place)),
          ),
          definition: definitionOf({ basis: "distance", metres }, network),
        });
        const { units } = reach.read(points);
        const geometry = buildFieldGeometry(network, points);
        const maxUnits = Math.max(...measures.map(limitUnits));
        const values = fieldValues(geometry, reach, { buildingUnits: units, maxUnits });
        const rings = nestedRings({ geometry, values, buildings: positions }, measures);
        if (!rings.ok) throw new Error(rings.error.code);
        positions.forEach((position, i) => {
          const time = units[i] ?? -1;
          const inside = rings.value.map((ring) => holds(ring, position));
          expect(inside).toEqual(measures.map((each) => time >= 0 && time <= limitUnits(each)));
        });
        rings.value.slice(1).forEach((outer, i) => {
          const corners = rings.value[i]?.coordinates.flat(2) ?? [];
          expect(corners.filter((corner) => !holds(outer, corner) && !isOn(outer, corner))).toEqual(
            [],
          );
        });
        const limit = limitUnits({ basis: "distance", metres });
        const alone = fieldValues(geometry, reach, { buildingUnits: units, maxUnits: limit });
        const drawnAlone = isochrone({ geometry, values: alone, limit, buildings: positions });
        const place = measures.findIndex((each) => limitUnits(each) === limit);
        expect(drawnAlone).toEqual({ ok: true, value: rings.value[place] });
      },
    ),
    { numRuns: 30 },
  );
});
