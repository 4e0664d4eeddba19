import type { Attachments } from "../attach/attach-points.ts";
import type { StationReach } from "../answer/compute-coverage.ts";
import { Sweep, UNBOUNDED, UNREACHED } from "./sweep.ts";
import { readNearest } from "./read-nearest.ts";
import { SameEdge, seedsOf, type NearestTimes } from "./travel-times.ts";

export interface NearestTwo {
  /** As coverage has it; positions of stations, -1 without a path. */
  readonly nearest: NearestTimes;
  /** Where people go when their nearest station is closed; another station, perhaps as near. */
  readonly second: NearestTimes;
}

/**
 * The nearest and the second-nearest station of every building, without a limit. Two stations differ
 * in at least one digit of their binary numbers: one sweep for each digit and value finds, for every
 * building, the nearest of those that differ from its own there. So the kernel with its walls and
 * gates stays the only one; 400 stations are 18 sweeps.
 */
export function findNearestTwo(reach: StationReach, points: Attachments): NearestTwo {
  const nearest = reach.read(points);
  const second: NearestTimes = {
    units: new Int32Array(points.count).fill(UNREACHED),
    owner: new Int32Array(points.count).fill(-1),
  };
  const stations = [...reach.stations.edge.keys()];
  for (let bit = 1; bit < stations.length; bit *= 2) {
    for (const value of [0, bit]) {
      const which = stations.filter((station) => (station & bit) === value);
      const found = readFrom(reach, points, which);
      nearest.owner.forEach((own, i) => {
        if (own >= 0 && (own & bit) !== value) takeNearer(second, found, i);
      });
    }
  }
  return { nearest, second };
}

function readFrom(reach: StationReach, points: Attachments, which: readonly number[]) {
  const { network, stations } = reach;
  const { graph } = reach.sweep;
  const sweep = new Sweep(graph);
  sweep.runNearest(seedsOf(network, graph, stations, which), UNBOUNDED);
  const sameEdge = new SameEdge(network, graph, { seeds: stations, which });
  return readNearest(network, sweep, points, { limit: UNBOUNDED, sameEdge });
}

function takeNearer(best: NearestTimes, found: NearestTimes, i: number): void {
  const [now, then] = [found.units[i] ?? UNREACHED, best.units[i] ?? UNREACHED];
  if (now === UNREACHED || (then !== UNREACHED && then <= now)) return;
  best.units[i] = now;
  best.owner[i] = found.owner[i] ?? -1;
}
