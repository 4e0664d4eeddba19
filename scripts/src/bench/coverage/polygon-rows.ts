import {
  buildFieldGeometry,
  fieldValues,
  isochrone,
  limitUnits,
  StationReach,
  type CoverageDefinition,
  type Measure,
} from "@onegrid/core/coverage";
import type { MultiPolygon, Position } from "@onegrid/core/geometry";
import { randomOf } from "../made-city.ts";
import { SPEED } from "./bench-city.ts";
import { attachPlace, pickOf, straightMetres, type Place } from "./places.ts";
import { pointTest } from "./point-test.ts";
import type { Row } from "./table.ts";
import type { ValhallaPeer } from "./valhalla.ts";

const walk = (seconds: number): Measure => ({
  basis: "time",
  seconds,
  profile: "adult",
  metresPerSecond: SPEED,
});
const MEASURES: readonly Measure[] = [
  walk(300),
  walk(600),
  walk(900),
  { basis: "distance", metres: 500 },
];

/** Contradictions between buildings and polygon, four definitions; must be none. */
export function polygonRow(place: Place, peer: string): Row {
  const { points, stations } = attachPlace(place);
  const geometry = buildFieldGeometry(place.network, points);
  let [tested, wrong, covered] = [0, 0, 0];
  for (const measure of MEASURES) {
    const definition: CoverageDefinition = {
      measure,
      direction: "home-to-station",
      gates: "pessimistic",
      households: "unknown",
      networkVersion: place.network.version,
      stationSetVersion: "",
    };
    const reach = new StationReach(place.network, { stations, definition });
    const buildingUnits = reach.read(points).units;
    const limit = limitUnits(measure);
    const values = fieldValues(geometry, reach, { buildingUnits, maxUnits: limit });
    const drawn = isochrone({ geometry, values, limit, buildings: place.buildings });
    if (!drawn.ok) throw new Error(`${place.name}: ${drawn.error.code}`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as whoever opens the file reads it
    const isInside = pointTest(JSON.parse(JSON.stringify(drawn.value)) as MultiPolygon);
    place.buildings.forEach((position, i) => {
      if (!Number.isFinite(position[0] + position[1])) return;
      const units = buildingUnits[i] ?? -1;
      const isCovered = units >= 0 && units <= limit;
      tested++;
      if (isCovered) covered++;
      if (isInside(position) !== isCovered) wrong++;
    });
  }
  return {
    figure: `polygon against buildings: ${place.name}`,
    wanted: "0 contradictions",
    ours: `${wrong} of ${tested} (${covered} covered)`,
    peers: [peer],
    checked: "by a point-in-polygon test of its own on the GeoJSON as written",
    isMet: wrong === 0,
  };
}

const ORIGINS = 60;
const TARGETS_EACH = 300;
const REACH_METRES = 1200;
const TEN_MINUTES_SECONDS = 600;

/** Valhalla's own polygon of ten minutes against its own matrix, at nodes of ways. */
export async function valhallaPolygon(
  valhalla: ValhallaPeer,
  places: readonly Position[],
  origins = ORIGINS,
): Promise<string> {
  const random = randomOf(600);
  const count = { inside: 0, insideButSlower: 0, reached: 0, reachedButOutside: 0 };
  for (let origin = 0; origin < origins; origin++) {
    const from = pickOf(places, random);
    const targets = Array.from({ length: TARGETS_EACH * 10 }, () => pickOf(places, random))
      .filter((place) => straightMetres(from, place) < REACH_METRES)
      .slice(0, TARGETS_EACH);
    const walks = await valhalla.matrix(from, targets, "default");
    const isInside = pointTest(await valhalla.isochrone(from, TEN_MINUTES_SECONDS));
    targets.forEach((target, i) => {
      const isReached = (walks[i]?.seconds ?? Infinity) <= TEN_MINUTES_SECONDS;
      const isDrawn = isInside(target);
      if (isDrawn) count.inside++;
      if (isReached) count.reached++;
      if (isDrawn && !isReached) count.insideButSlower++;
      if (isReached && !isDrawn) count.reachedButOutside++;
    });
  }
  return (
    `Valhalla against its own matrix: ${share(count.insideButSlower, count.inside)} of ${count.inside} nodes inside are slower, ` +
    `${share(count.reachedButOutside, count.reached)} of ${count.reached} reached are outside`
  );
}

const share = (part: number, all: number): string =>
  `${((100 * part) / Math.max(1, all)).toFixed(1)} %`;
