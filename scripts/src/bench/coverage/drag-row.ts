import {
  computeCoverage,
  LiveCoverage,
  limitUnits,
  type AreaMembership,
} from "@onegrid/core/coverage";
import type { Position } from "@onegrid/core/geometry";
import { quantile } from "../city.ts";
import { randomOf } from "../made-city.ts";
import { SPEED, type BenchCity } from "./bench-city.ts";
import type { Row } from "./table.ts";
import { short } from "./timing.ts";

const ASKED = {
  measure: { basis: "time", seconds: 600, profile: "adult", metresPerSecond: SPEED },
  gates: "optimistic",
} as const;
const HOUSEHOLDS_EACH = 8;
const COMMUNITIES = 200;
const STREETS = 12;
const STEPS = 5000;
/** Full computations to compare with, spread over the drag. */
const CHECKS = 4;

const WANTED_P99_MS = 0.3;

/** Many stations stand; one is dragged in steps of about 15 m. Nobody else offers it. */
export function dragRow(bench: BenchCity): Row {
  const { city, finder, buildings } = bench;
  const areas = areasOf(buildings.count);
  const households = new Int32Array(buildings.count).fill(HOUSEHOLDS_EACH);
  const live = new LiveCoverage({
    finder,
    points: buildings,
    households,
    areas,
    definition: ASKED,
  });
  city.stations.forEach((position, i) => live.setStation(`s${i}`, position));
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
      different += differences(live, { bench, dragged: [lng, lat], areas });
  }
  const p99 = quantile(taken, 0.99);
  const millions = short((buildings.count * HOUSEHOLDS_EACH) / 1e6);
  return {
    figure: `one drag step, ${millions} M households, ${city.stations.length} stations, engine, p99 of ${STEPS}`,
    wanted: `≤ ${WANTED_P99_MS} ms, 0 differences`,
    ours: `${short(p99)} ms, median ${short(quantile(taken, 0.5))} ms`,
    checked: `${different} buildings, areas or totals differ from ${CHECKS} computations from nothing`,
    isMet: different === 0 && p99 <= WANTED_P99_MS,
  };
}

interface Moment {
  readonly bench: BenchCity;
  readonly dragged: Position;
  readonly areas: AreaMembership;
}

/** Buildings, areas and the total that a computation from nothing gives otherwise. */
function differences(live: LiveCoverage, { bench, dragged, areas }: Moment): number {
  const { city, finder } = bench;
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
