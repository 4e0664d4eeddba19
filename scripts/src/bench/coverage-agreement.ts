import { basename } from "node:path";
import {
  comparableMatrix,
  comparableNetwork,
  comparablePoints,
  type ComparableNetwork,
  type ComparablePoints,
} from "@onegrid/core/coverage";
import type { Position } from "@onegrid/core/geometry";
import { readNetwork } from "../cover/read-network.ts";
import { readOsmFile } from "../cover/read-osm-file.ts";
import { randomOf } from "./made-city.ts";
import { openValhalla, type ValhallaPeer } from "./valhalla.ts";

const ORIGINS = 60;
const TARGETS_EACH = 60;
const REACH_METRES = 2000;
/** 600 s at Valhalla's 5.1 km/h. Its reported time has seconds for crossings on top, ours has not. */
const TEN_MINUTES_METRES = 850;

type DifferenceClass =
  | "its matrix differs from its own route"
  | "a piece of fewer than 50 junctions"
  | "ends within 5 m, whole metres"
  | "flights of steps, 30 m each"
  | "unexplained";

/** Agreement of `onegrid matrix --shortest` with Valhalla on one extract; differing pairs by class. */
export async function agreementRow(folder: string, extract: string) {
  const peer = openValhalla(folder, extract);
  try {
    const plan = { mode: "foot", walkOnSquares: false, walkOnCycleways: false } as const;
    const { network, sourceIdOf } = await readNetwork(extract, plan);
    const comparable = comparableNetwork(network, sourceIdOf);
    const tally = new Tally(comparable, peer);
    const random = randomOf(20261122);
    const places = await walkablePlaces(extract);
    const pick = (): Position => places[Math.floor(random() * places.length)] ?? [0, 0];
    for (let origin = 0; origin < ORIGINS; origin++) {
      const from = pick();
      const targets = Array.from({ length: TARGETS_EACH * 40 }, pick)
        .filter((place) => isNear(from, place))
        .slice(0, TARGETS_EACH);
      if (targets.length > 0) await tally.compare(from, targets);
    }
    return { extract: basename(extract), ...tally.row() };
  } finally {
    peer.close();
  }
}

async function walkablePlaces(extract: string): Promise<Position[]> {
  const osm = await readOsmFile(extract);
  const places: Position[] = [];
  for (const { refs, tags } of osm.ways) {
    const isShut = ["private", "no"].includes(tags["access"] ?? "") || tags["foot"] === "no";
    if (!WALKABLE.has(tags["highway"] ?? "") || isShut) continue;
    for (const ref of refs) {
      const node = osm.findNode(ref);
      if (node >= 0) places.push([osm.nodes.lng[node] ?? 0, osm.nodes.lat[node] ?? 0]);
    }
  }
  return places;
}

const WALKABLE = new Set(
  "primary secondary tertiary residential service unclassified living_street footway pedestrian steps path track".split(" "), // prettier-ignore
);

function isNear(a: Position, b: Position): boolean {
  const east = (a[0] - b[0]) * 111_320 * Math.cos((a[1] * Math.PI) / 180);
  const metres = Math.hypot(east, (a[1] - b[1]) * 110_540);
  return metres > 60 && metres < 1000;
}

interface Pair {
  readonly from: Position;
  readonly to: Position;
  readonly theirs: number | null;
  readonly ours: number | null;
  readonly isOnSmallPiece: boolean;
}

class Tally {
  readonly #comparable: ComparableNetwork;
  readonly #peer: ValhallaPeer;
  readonly #classes = new Map<DifferenceClass, number>();
  #pairs = 0;
  #agreed = 0;
  #reachedByBoth = 0;
  #reachedByEither = 0;

  constructor(comparable: ComparableNetwork, peer: ValhallaPeer) {
    this.#comparable = comparable;
    this.#peer = peer;
  }

  async compare(from: Position, targets: readonly Position[]): Promise<void> {
    const theirs = await this.#peer.metres(from, targets);
    const [start, ends] = [[from], targets].map((points) =>
      comparablePoints(this.#comparable, points, REACH_METRES),
    );
    if (start === undefined || ends === undefined) return;
    const [row] = comparableMatrix(this.#comparable, { origins: start, targets: ends });
    for (const [i, to] of targets.entries()) {
      const units = row?.units[i] ?? -1;
      const isOnSmallPiece = hasTwo(start, 0) || hasTwo(ends, i);
      const ours = units < 0 ? null : units / 10;
      await this.#count({ from, to, theirs: theirs[i] ?? null, ours, isOnSmallPiece });
    }
  }

  async #count(pair: Pair): Promise<void> {
    const { theirs, ours } = pair;
    if (theirs === null && ours === null) return;
    this.#pairs++;
    const isReached = [theirs, ours].map((metres) => (metres ?? Infinity) <= TEN_MINUTES_METRES);
    if (isReached.includes(true)) this.#reachedByEither++;
    if (!isReached.includes(false)) this.#reachedByBoth++;
    if (isWithinOnePercent(ours, theirs)) {
      this.#agreed++;
      return;
    }
    const kind = await this.#classOf(pair);
    this.#classes.set(kind, (this.#classes.get(kind) ?? 0) + 1);
  }

  async #classOf({ from, to, theirs, ours, isOnSmallPiece }: Pair): Promise<DifferenceClass> {
    const route = await this.#peer.routeMetres(from, to);
    if (isWithinOnePercent(ours, route)) return "its matrix differs from its own route";
    if (isOnSmallPiece) return "a piece of fewer than 50 junctions";
    if (ours === null || theirs === null) return "unexplained";
    const metres = Math.abs(ours - theirs);
    if (metres <= 10) return "ends within 5 m, whole metres";
    const isFlights = metres <= 90 && Math.abs(metres - Math.round(metres / 30) * 30) <= 10;
    return isFlights ? "flights of steps, 30 m each" : "unexplained";
  }

  row() {
    return {
      pairs: this.#pairs,
      "within 1 %": percent(this.#agreed / this.#pairs),
      "Jaccard at 850 m": (this.#reachedByBoth / this.#reachedByEither).toFixed(4),
      differences:
        [...this.#classes].map(([kind, count]) => `${count} × ${kind}`).join("; ") || "none",
    };
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

const hasTwo = ({ candidates }: ComparablePoints, i: number): boolean =>
  (candidates[i]?.length ?? 0) > 1;

/** Valhalla gives whole metres: half a metre is its rounding. */
function isWithinOnePercent(ours: number | null, theirs: number | null): boolean {
  if (ours === null || theirs === null) return false;
  return Math.abs(ours - theirs) <= theirs * 0.01 + 0.5;
}
