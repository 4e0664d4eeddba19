import gcoordModule from "gcoord";
import type { Position } from "../../geometry/index.ts";
import type { EdgeFinder } from "./attach-points.ts";
import { toPlane } from "../network/local-plane.ts";

// Typed as an ES module with a default export, but CommonJS in Node and an ES module in a bundler.
const { BD09, GCJ02, WGS84, transform } =
  "default" in gcoordModule ? gcoordModule.default : gcoordModule;

/** Coordinate systems that data from China come in: true degrees, or shifted by 100–700 m and more. */
export type Datum = "wgs84" | "gcj02" | "bd09";

/** The system that the ways seem to be written in, and that of the places beside them. */
export interface DatumPair {
  readonly network: Datum;
  readonly places: Datum;
}

export interface DatumProposal {
  /** Read so they fit each other best. Two of one system say nothing of which it is. */
  readonly best: DatumPair;
  /** It fits, and clearly better than every other reading. */
  readonly isSure: boolean;
  /** Share of the places that stand in the middle of a way or far from any: as given, and read as `best`. */
  readonly misfit: { readonly asGiven: number; readonly asBest: number };
  /** Places that were looked at. */
  readonly sampled: number;
}

const SYSTEMS = { wgs84: WGS84, gcj02: GCJ02, bd09: BD09 } as const;
const AS_GIVEN: DatumPair = { network: "wgs84", places: "wgs84" };
const PAIRS: readonly DatumPair[] = [
  AS_GIVEN,
  { network: "wgs84", places: "gcj02" },
  { network: "wgs84", places: "bd09" },
  { network: "gcj02", places: "wgs84" },
  { network: "bd09", places: "wgs84" },
  { network: "gcj02", places: "bd09" },
  { network: "bd09", places: "gcj02" },
];
const SAMPLE = 400;
/** A building's middle is never this near to the middle of a way… */
const ON_WAY_METRES = 5;
/** …and seldom this far from one. */
const FAR_METRES = 50;
/** Points drawn on the ways themselves (doors, stations) lie this near; by chance few do. */
const EXACT_METRES = 1;
const MOST_BY_CHANCE = 0.3;
const MOST_MISFIT = 0.3;
const CLEAR_FACTOR = 0.6;

/**
 * Do buildings fit the ways as given, or would they if one of the two were GCJ-02 (高德) or BD-09
 * (百度)? A mixed-up system ruins a ten-minute result without looking wrong. Mean and median distances
 * to the nearest way do not tell in a dense district (tried: 18 m right, 15 m shifted); buildings that
 * stand on roads do (3 % right, 20–36 % shifted).
 */
export function proposeDatum(finder: EdgeFinder, buildings: readonly Position[]): DatumProposal {
  const step = Math.max(1, Math.floor(buildings.length / SAMPLE));
  const sample = buildings.filter(
    ([lng, lat], i) => i % step === 0 && Math.abs(lng) <= 180 && Math.abs(lat) < 90,
  );
  const readings = PAIRS.map((pair) => ({ pair, misfit: misfitOf(finder, sample, pair) }));
  const asGiven = readings[0]?.misfit ?? 1;
  const [best, second] = readings.toSorted((a, b) => a.misfit - b.misfit);
  const asBest = best?.misfit ?? 1;
  return {
    best: best?.pair ?? AS_GIVEN,
    isSure: asBest <= MOST_MISFIT && asBest < (second?.misfit ?? 0) * CLEAR_FACTOR,
    misfit: { asGiven, asBest },
    sampled: sample.length,
  };
}

function misfitOf(finder: EdgeFinder, sample: readonly Position[], pair: DatumPair): number {
  if (sample.length === 0) return 1;
  const metres = sample.map((position) => metresFrom(finder, position, pair));
  const onIt = metres.filter((distance) => distance < EXACT_METRES).length;
  const isDrawnOnWays = onIt > sample.length * MOST_BY_CHANCE;
  const wrong = metres.filter(
    (distance) => distance >= FAR_METRES || (distance < ON_WAY_METRES && !isDrawnOnWays),
  );
  return wrong.length / sample.length;
}

function metresFrom(finder: EdgeFinder, [lng, lat]: Position, { network, places }: DatumPair) {
  const [x, y] = toPlane(
    finder.network.plane,
    network === places ? [lng, lat] : transform([lng, lat], SYSTEMS[places], SYSTEMS[network]),
  );
  return finder.metresToNetwork(x, y, FAR_METRES);
}
