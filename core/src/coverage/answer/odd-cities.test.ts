import { assert, constantFrom, pre, property, record } from "fast-check";
import { expect, it } from "vitest";
import { EdgeFinder, type FoundEdge } from "../attach/attach-points.ts";
import { at, definitionOf } from "../fixtures/made-town.ts";
import { anyOddCity, toOptions, toOsm, type OddCity, type Place } from "../fixtures/odd-city.ts";
import {
  compoundAt,
  slowCity,
  trueMetres,
  wallsBetween,
  type SlowCity,
  type Stretch,
} from "../fixtures/slow-city.ts";
import { walk, type Stand } from "../fixtures/slow-walk.ts";
import { buildNetwork } from "../network/build-network.ts";
import { toPlane } from "../network/local-plane.ts";
import { osmNetworkInput } from "../network/osm-network.ts";
import { computeCoverage } from "./compute-coverage.ts";
import type { CoverageDefinition, Measure } from "./definition.ts";

const REACH = 50;
/** An edge is rounded to a whole unit, and no way here has more edges than this. */
const ROUNDING_UNITS = 25;

const MEASURES: readonly Measure[] = [
  { basis: "distance", metres: 150 },
  { basis: "time", seconds: 150, profile: "adult", metresPerSecond: 1.25 },
  { basis: "time", seconds: 200, profile: "wheelchair", metresPerSecond: 0.8 },
];
const unitsPerMetre = (measure: Measure) =>
  measure.basis === "distance" ? 10 : 10 / measure.metresPerSecond;

interface Nearest {
  readonly stretch: Stretch;
  readonly share: number;
  readonly leg: number;
}

function nearestOn(stretch: Stretch, place: Place): Nearest {
  const [ax, ay] = trueMetres(stretch.start);
  const [bx, by] = trueMetres(stretch.end);
  const [x, y] = trueMetres(place);
  const squared = (bx - ax) ** 2 + (by - ay) ** 2;
  const raw = squared === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared;
  const share = Math.min(1, Math.max(0, raw));
  const leg = Math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay));
  return { stretch, share, leg };
}

/** An odd city twice: as the engine has it, and as the oracle walks it. */
class OddTown {
  readonly city: OddCity;
  readonly slow: SlowCity;
  /** For a wheelchair a stile is as good as a fence. */
  readonly onWheels: SlowCity;
  readonly finder: EdgeFinder;
  readonly #isolated = new Map<Stretch, boolean>();

  constructor(city: OddCity) {
    this.city = city;
    this.slow = slowCity(city);
    this.onWheels = slowCity({ ...city, fences: [...city.fences, ...city.stiles] });
    pre(!this.slow.isOnTheEdge && this.slow.stretches.length > 0);
    const built = buildNetwork(osmNetworkInput(toOsm(city)), toOptions(city));
    if (!built.ok) throw new Error(built.error.code);
    this.finder = new EdgeFinder(built.value.network);
    for (const stretch of this.slow.stretches) {
      this.#isolated.set(stretch, this.#marks(stretch).includes(true));
    }
  }

  isIsolated(stretch: Stretch): boolean {
    return this.#isolated.get(stretch) ?? false;
  }

  /** Pieces as the oracle joins them, each with the engine's marks of its stretches. */
  marksOfPieces(): boolean[][] {
    const marks = new Map<string, boolean[]>();
    const pieces = piecesOf(this.slow);
    for (const stretch of this.slow.stretches) {
      const piece = pieces.get(stretch.from) ?? "";
      marks.set(piece, [...(marks.get(piece) ?? []), ...this.#marks(stretch)]);
    }
    return [...marks.values()];
  }

  /** Where the oracle stands for a point; of ways equally near it takes the engine's. */
  stand(place: Place): { stand: Stand | null; reason: string | null } {
    const own = compoundAt(this.city, place);
    const near = this.slow.stretches
      .map((stretch) => nearestOn(stretch, place))
      .filter(({ leg }) => leg <= REACH);
    if (near.length === 0) return { stand: null, reason: "too-far" };
    const inside = near.filter(({ stretch }) => stretch.compound === own);
    if (inside.length === 0) return { stand: null, reason: "no-way-in-compound" };
    const free = inside.filter((found) => isFree(this.city, place, found));
    if (free.length === 0) return { stand: null, reason: "behind-wall" };
    const joined = free.filter(({ stretch }) => !this.isIsolated(stretch));
    const best = joined.length > 0 ? joined : free;
    const least = Math.min(...best.map(({ leg }) => leg));
    const equal = best.filter(({ leg }) => leg < least + 1e-3);
    const chosen = equal.find((found) => this.#isTaken(place, found));
    if (chosen === undefined)
      throw new Error(`at ${place.join(" ")}: no way at ${least} m is taken`);
    const { stretch, share, leg } = chosen;
    const reason = this.isIsolated(stretch) ? "isolated" : "no-path";
    return { stand: { stretch, along: share * stretch.metres, leg }, reason };
  }

  #marks(stretch: Stretch): boolean[] {
    const middle: Place = [
      (stretch.start[0] + stretch.end[0]) / 2,
      (stretch.start[1] + stretch.end[1]) / 2,
    ];
    return this.finder
      .allWithin(...this.#onPlane(middle), 0.01)
      .filter((found) => this.#isOn(found, stretch))
      .map(({ edge }) => this.finder.isIsolated(edge));
  }

  #isTaken(place: Place, { stretch }: Nearest): boolean {
    const found = this.finder.find(...this.#onPlane(place), REACH);
    return typeof found !== "string" && this.#isOn(found, stretch);
  }

  /** Is a piece of an edge this stretch: of one way, with the same ends? */
  #isOn({ edge, start }: FoundEdge, stretch: Stretch): boolean {
    const { wayIds, edgeWay, shapeX, shapeY } = this.finder.network;
    if (wayIds[edgeWay[edge] ?? 0] !== stretch.way) return false;
    const isAt = (i: number, place: Place) => {
      const [x, y] = this.#onPlane(place);
      return Math.hypot((shapeX[i] ?? NaN) - x, (shapeY[i] ?? NaN) - y) < 1e-4;
    };
    return isAt(start, stretch.start) && isAt(start + 1, stretch.end);
  }

  #onPlane(place: Place): [x: number, y: number] {
    return toPlane(this.finder.network.plane, at(...place));
  }
}

function isFree(city: OddCity, place: Place, found: Nearest): boolean {
  const { start, end } = found.stretch;
  const foot = [0, 1].map(
    (axis) => (start[axis] ?? 0) + found.share * ((end[axis] ?? 0) - (start[axis] ?? 0)),
  );
  // A way that ends in the wall is reached without going through it.
  const short: Place = [
    place[0] + ((foot[0] ?? 0) - place[0]) * 0.9999,
    place[1] + ((foot[1] ?? 0) - place[1]) * 0.9999,
  ];
  return wallsBetween(city, place, short).length === 0;
}

/** The piece of every point: whatever ways and gates join, whichever way they may be walked. */
function piecesOf({ stretches, passages }: SlowCity): Map<string, string> {
  const piece = new Map<string, string>();
  for (const { from, to } of stretches) piece.set(from, from).set(to, to);
  for (let isChanging = true; isChanging;) {
    isChanging = false;
    for (const { from, to } of [...stretches, ...passages]) {
      const [a = "", b = ""] = [piece.get(from), piece.get(to)];
      if (a === b) continue;
      isChanging = true;
      const least = a < b ? a : b;
      piece.set(from, least).set(to, least);
    }
  }
  return piece;
}

interface Question {
  readonly measure: Measure;
  readonly gates: CoverageDefinition["gates"];
}

function ask(town: OddTown, { measure, gates }: Question) {
  const points = (places: readonly Place[], letter: string) =>
    places.map((place, i) => ({ id: `${letter}${i}`, position: at(...place), households: 1 }));
  const result = computeCoverage({
    finder: town.finder,
    buildings: points(town.city.buildings, "b"),
    stations: points(town.city.stations, "s"),
    definition: { ...definitionOf(measure, town.finder.network), gates },
  });
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

const anyQuestion = record({
  measure: constantFrom(...MEASURES),
  gates: constantFrom("optimistic" as const, "pessimistic" as const),
});

function unitsOf(town: OddTown, { measure, gates }: Question, home: Stand): number {
  const stations = town.city.stations.flatMap((place) => town.stand(place).stand ?? []);
  const isWheelchair = measure.basis === "time" && measure.profile === "wheelchair";
  const walker = { isOnWheels: isWheelchair, passesSupposedGates: gates === "optimistic" };
  const city = isWheelchair ? town.onWheels : town.slow;
  // The two have the same stretches in the same order.
  const inCity = (stand: Stand): Stand => ({
    ...stand,
    stretch: city.stretches[town.slow.stretches.indexOf(stand.stretch)] ?? stand.stretch,
  });
  const metres = walk(city, walker, { home: inCity(home), stations: stations.map(inCity) });
  return Math.min(...metres) * unitsPerMetre(measure);
}

/** What the oracle says of a building, as the engine would say it. */
function expected(town: OddTown, question: Question, place: Place) {
  const { stand, reason } = town.stand(place);
  const units = stand === null ? Infinity : unitsOf(town, question, stand);
  if (units < Infinity) return { units, facts: { reason: null } };
  const state = reason === "no-path" ? "uncovered" : "not-computable";
  return { units: -1, facts: { reason, state } };
}

it("in the oddest cities every building has the way that a slow walk finds, or the reason why not", () => {
  assert(
    property(anyOddCity, anyQuestion, (city, question) => {
      const town = new OddTown(city);
      const { buildings, units, strandedStations } = ask(town, question);
      const stranded = city.stations.flatMap((place, i) => {
        const { stand, reason } = town.stand(place);
        return stand === null ? [{ id: `s${i}`, reason }] : [];
      });
      expect(strandedStations).toEqual(stranded);
      const slow = city.buildings.map((place) => expected(town, question, place));
      expect(buildings).toMatchObject(slow.map(({ facts }) => facts));
      slow.forEach((found, i) => {
        expect(Math.abs((units[i] ?? NaN) - found.units)).toBeLessThan(ROUNDING_UNITS);
      });
    }),
    { numRuns: 600 },
  );
});

it("what hangs together is one piece: isolated as a whole or not at all, and never everything", () => {
  assert(
    property(anyOddCity, (city) => {
      const pieces = new OddTown(city).marksOfPieces();
      for (const marks of pieces) expect(new Set(marks).size).toBe(1);
      expect(pieces.map(([mark]) => mark)).toContain(false);
    }),
    { numRuns: 100 },
  );
});
