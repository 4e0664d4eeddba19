import { array, assert, constantFrom, integer, nat, option, property, tuple } from "fast-check";
import { expect, it } from "vitest";
import { attachBuildings } from "../attach/attach-buildings.ts";
import { attachPoints, EdgeFinder } from "../attach/attach-points.ts";
import { BallFinder } from "../reach/ball-finder.ts";
import { computeCoverage } from "./compute-coverage.ts";
import { at, definitionOf, networkOf, streetGrid } from "../fixtures/made-town.ts";
import { hoursOfWeek } from "./hours-of-week.ts";
import { momentOf } from "./moment.ts";
import { isOpenIn, parseOpeningHours } from "./opening-hours.ts";

const network = networkOf(streetGrid(6, 100));
const finder = new EdgeFinder(network);
const definition = definitionOf({ basis: "distance", metres: 250 }, network);
const anyPlace = tuple(integer({ min: 0, max: 500 }), integer({ min: 0, max: 500 }));
const anyHours = option(
  constantFrom(
    "24/7",
    "Mo-Fr 08:30-17:30",
    "Mo-Su 08:00-20:00",
    "Sa-Su 10:00-16:00; PH off",
    "Mo-Th 20:00-02:00",
  ),
);
const anyStation = tuple(anyPlace, anyHours);
const anyHome = tuple(anyPlace, nat(40));

const slotsOf = (hours: string | null) => {
  const parsed = hours === null ? null : parseOpeningHours(hours);
  return parsed?.ok ? parsed.value : null;
};

it("every hour of the week is what a whole computation with the stations open then gives", () => {
  assert(
    property(
      array(anyStation, { maxLength: 6 }),
      array(anyHome, { minLength: 1, maxLength: 10 }),
      array(integer({ min: 0, max: 383 }), { minLength: 4, maxLength: 4 }),
      (stations, homes, slots) => {
        const buildings = homes.map(([place, households], i) => ({
          id: `b${i}`,
          position: at(...place),
          households,
        }));
        const balls = new BallFinder(network, {
          points: attachBuildings(finder, buildings),
          definition,
        });
        const week = hoursOfWeek({
          balls: stations.map(([place]) => balls.find(attachPoints(finder, [at(...place)]))),
          hours: stations.map(([, hours]) => slotsOf(hours)),
          households: homes.map(([, households]) => households),
        });
        const coveredBy = (isIn: (hours: string | null) => boolean, slot: number): number => {
          const open = stations.filter(([, hours]) => isIn(hours));
          const full = computeCoverage({
            finder,
            buildings,
            stations: open.map(([place], i) => ({ id: `s${i}`, position: at(...place) })),
            definition: { ...definition, moment: momentOf(slot) },
          });
          return full.ok ? full.value.total.value.households.covered : -1;
        };
        for (const slot of slots) {
          const isOpen = (hours: string | null): boolean =>
            isOpenIn(slotsOf(hours) ?? new Uint32Array(12), slot);
          expect(week.covered[slot]).toBe(coveredBy(isOpen, slot));
          expect(week.coveredAtMost[slot]).toBe(
            coveredBy((hours) => hours === null || isOpen(hours), slot),
          );
        }
        expect(week.coveredWhenever).toBe(coveredBy(() => true, 0));
      },
    ),
    { numRuns: 40 },
  );
});

it("whom one station alone covers is left without any when it goes", () => {
  const ball = (...buildings: number[]) => ({
    buildings: Uint32Array.from(buildings),
    units: new Uint32Array(buildings.length),
  });
  const week = hoursOfWeek({
    balls: [ball(0, 1), ball(1, 2)],
    hours: [null, null],
    households: [1, 10, 100, 1000],
  });
  expect([week.coveredWhenever, week.coveredByOne]).toEqual([111, 101]);
});
