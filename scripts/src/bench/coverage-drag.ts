import {
  computeCoverage,
  LiveCoverage,
  limitUnits,
  type AreaMembership,
  type Attachments,
  type EdgeFinder,
} from "@onegrid/core/coverage";
import type { Position } from "@onegrid/core/geometry";
import { quantile } from "./city.ts";
import { randomOf, type MadeCity } from "./made-city.ts";

const ASKED = {
  measure: { basis: "time", seconds: 600, profile: "adult", metresPerSecond: 1.25 },
  gates: "optimistic",
} as const;
const HOUSEHOLDS_EACH = 8;
const COMMUNITIES = 200;
const STREETS = 12;
const STEPS = 5000;
/** Full computations to compare with, spread over the drag. */
const CHECKS = 4;

export interface DragFigures {
  readonly median: number;
  readonly p99: number;
  /** Households and buildings whose state, time or area differs from a full computation. */
  readonly different: number;
  readonly checks: number;
}

/** Many stations stand; one is dragged in steps of about 15 m. Milliseconds of each step. */
export function dragSteps(city: MadeCity, finder: EdgeFinder, points: Attachments): DragFigures {
  const places = city.stations.map((position, i) => ({ id: `s${i}`, position }));
  const areas = areasOf(points.count);
  const households = new Int32Array(points.count).fill(HOUSEHOLDS_EACH);
  const live = new LiveCoverage({ finder, points, households, areas, definition: ASKED });
  for (const { id, position } of places) live.setStation(id, position);
  const random = randomOf(7);
  const taken: number[] = [];
  let different = 0;
  let [lng, lat] = city.stations[0] ?? [0, 0];
  for (let step = 1; step <= STEPS; step++) {
    lng += (random() - 0.5) * 3e-4;
    lat += (random() - 0.5) * 3e-4;
    const start = performance.now();
    live.setStation("s0", [lng, lat]);
    taken.push(performance.now() - start);
    if (step % (STEPS / CHECKS) === 0)
      different += differences(live, { city, finder, dragged: [lng, lat], areas });
  }
  return {
    median: quantile(taken, 0.5),
    p99: quantile(taken, 0.99),
    different,
    checks: CHECKS,
  };
}

interface Moment {
  readonly city: MadeCity;
  readonly finder: EdgeFinder;
  readonly dragged: Position;
  readonly areas: AreaMembership;
}

/** Buildings, areas and the total that a computation from nothing gives otherwise. */
function differences(live: LiveCoverage, { city, finder, dragged, areas }: Moment): number {
  const computed = computeCoverage({
    finder,
    buildings: city.buildings.map((position, i) => {
      return { id: `b${i}`, position, households: HOUSEHOLDS_EACH };
    }),
    stations: city.stations.map((position, i) => {
      return { id: `s${i}`, position: i === 0 ? dragged : position };
    }),
    definition: {
      ...ASKED,
      direction: "home-to-station",
      households: "register",
      networkVersion: "",
      stationSetVersion: "",
    },
    areas,
  });
  if (!computed.ok) throw new Error(computed.error.code);
  const { units, total, byArea } = computed.value;
  const limit = limitUnits(ASKED.measure);
  const times = units.filter((time, i) => live.unitsOf(i) !== (time > limit ? -1 : time)).length;
  const sums = byArea.value.filter(
    ({ households, buildings }, area) =>
      households.covered !== live.coveredByArea[area] ||
      buildings.covered !== live.buildingsByArea[area],
  ).length;
  return times + sums + (total.value.households.covered === live.coveredTotal ? 0 : 1);
}

const areasOf = (buildings: number) => ({
  areasOfBuilding: Array.from({ length: buildings }, (_, i) => [
    i % COMMUNITIES,
    COMMUNITIES + (i % STREETS),
    COMMUNITIES + STREETS,
  ]),
  count: COMMUNITIES + STREETS + 1,
});
