import { basename } from "node:path";
import {
  comparableMatrix,
  comparableNetwork,
  comparablePoints,
  type ComparableNetwork,
} from "@onegrid/core/coverage";
import type { Position } from "@onegrid/core/geometry";
import { readNetwork } from "../../cover/read-network.ts";
import { randomOf } from "../made-city.ts";
import { AgreementTally, type OurWalk } from "./agreement-tally.ts";
import { pickOf, straightMetres, walkablePlaces } from "./places.ts";
import type { Row } from "./table.ts";
import type { ValhallaPeer } from "./valhalla.ts";

const ORIGINS = 60;
const TARGETS_EACH = 60;
const REACH_METRES = 2000;
const NO_WAY: OurWalk = { metres: null, cost: Infinity, isOnSmallPiece: false };
const NEAR_METRES = [60, 1000] as const;

/** Agreement of `onegrid matrix --shortest` with Valhalla on one extract; differing pairs by class. */
export async function agreementRows(valhalla: ValhallaPeer, extract: string): Promise<Row[]> {
  const plan = { mode: "foot", walkOnSquares: false, walkOnCycleways: false } as const;
  const { network, sourceIdOf } = await readNetwork(extract, plan);
  const comparable = comparableNetwork(network, sourceIdOf);
  const tally = new AgreementTally(valhalla);
  const random = randomOf(20261122);
  const places = await walkablePlaces(extract);
  for (let origin = 0; origin < ORIGINS; origin++) {
    const from = pickOf(places, random);
    const targets = Array.from({ length: TARGETS_EACH * 40 }, () => pickOf(places, random))
      .filter((place) => isNear(from, place))
      .slice(0, TARGETS_EACH);
    if (targets.length === 0) continue;
    const theirs = await valhalla.matrix(from, targets);
    const ours = walkTo(comparable, from, targets);
    for (const [i, to] of targets.entries()) {
      await tally.add({ from, to, theirs: theirs[i] ?? null, ours: ours[i] ?? NO_WAY });
    }
  }
  return tally.rows(basename(extract));
}

function walkTo(comparable: ComparableNetwork, from: Position, to: readonly Position[]): OurWalk[] {
  const start = comparablePoints(comparable, [from], REACH_METRES);
  const ends = comparablePoints(comparable, to, REACH_METRES);
  const [row] = comparableMatrix(comparable, { origins: start, targets: ends });
  return to.map((_, i) => {
    const units = row?.units[i] ?? -1;
    const isOnSmallPiece = hasTwo(start.candidates[0]) || hasTwo(ends.candidates[i]);
    const cost = (row?.costs[i] ?? Infinity) / 10;
    return { metres: units < 0 ? null : units / 10, cost, isOnSmallPiece };
  });
}

/** Two candidates: the nearest way lies on a small piece of the network. */
const hasTwo = (candidates: readonly unknown[] = []): boolean => candidates.length > 1;

function isNear(a: Position, b: Position): boolean {
  const metres = straightMetres(a, b);
  return metres > NEAR_METRES[0] && metres < NEAR_METRES[1];
}
