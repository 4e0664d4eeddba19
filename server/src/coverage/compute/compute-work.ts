import {
  attachBuildings,
  attachPoints,
  buildFieldGeometry,
  buildNetwork,
  computeCoverage,
  EdgeFinder,
  encodeNetwork,
  fieldValues,
  joinLines,
  layersUnder,
  limitUnits,
  nestedRings,
  StationReach,
  type NetworkLine,
} from "@onegrid/core/coverage";
import { candidatesEverywhere, demandClasses } from "@onegrid/core/coverage/siting";
import { Problem } from "../../problem.ts";
import {
  packRings,
  REASONS,
  STATES,
  type Built,
  type ComputeAnswers,
  type ComputeKind,
  type ComputeTask,
  type CoverColumns,
  type CoverTask,
  type RingColumns,
  type TraceTask,
} from "./compute-tasks.ts";

import { equityOf, weekOf } from "./figure-work.ts";
import { gateStateOf, pointsOf } from "./ground-task.ts";
import { ballsOf, isInAny, secondOf, sweepOf } from "./reach-work.ts";

/** The work itself, wherever it runs. Keeps the networks it built until told to forget them. */
export class ComputeWork {
  readonly #ways = new Map<string, NetworkLine[]>();
  readonly #finders = new Map<string, EdgeFinder>();

  do(task: ComputeTask): ComputeAnswers[ComputeKind] {
    switch (task.kind) {
      case "ways":
        this.#collect(task.network, task.ways);
        return undefined;
      case "build":
        return this.#build(task);
      case "forget":
        this.#finders.delete(task.network);
        return undefined;
      case "week":
        return weekOf(task);
      case "equity":
        return equityOf(task);
      case "classes":
        return demandClasses(task.reach, task.households, task.area);
      default:
        return onNetwork(this.#finder(task.network), task);
    }
  }

  #collect(network: string, ways: readonly NetworkLine[]): void {
    const known = this.#ways.get(network);
    if (known === undefined) this.#ways.set(network, [...ways]);
    else known.push(...ways);
  }

  #build(task: ComputeTask & { kind: "build" }): Built {
    const { mode, compounds } = task;
    const ways = this.#ways.get(task.network) ?? [];
    this.#ways.delete(task.network);
    const crossings = areVerticesShared(ways) ? "shared-vertices" : "split";
    const layers = layersUnder(task.changes, { lines: ways, gates: task.gates });
    if (!layers.ok) throw new Problem(layers.error);
    const { lines, gates } = layers.value;
    const joined = joinLines(lines, task.barriers, { crossings });
    const options = mode === "foot" ? { mode, gates, compounds } : { mode };
    const built = buildNetwork(joined.input, options);
    if (!built.ok) throw new Problem(built.error);
    const { network, notes } = built.value;
    if (mode === "foot") this.#finders.set(task.network, new EdgeFinder(network));
    return { network, notes: [...joined.notes, ...notes] };
  }

  #finder(network: string): EdgeFinder {
    const finder = this.#finders.get(network);
    // The thread that had it is gone, and this one has begun after it.
    if (!finder) throw new Problem({ code: "coverage.computing-stopped" });
    return finder;
  }
}

type NetworkTask = Exclude<
  ComputeTask,
  { kind: "ways" | "build" | "forget" | "week" | "equity" | "classes" }
>;

function onNetwork(finder: EdgeFinder, task: NetworkTask): ComputeAnswers[ComputeKind] {
  switch (task.kind) {
    case "encode":
      return encodeNetwork(finder.network);
    case "cover":
      return cover(finder, task);
    case "second":
      return secondOf(finder, task);
    case "trace":
      return trace(finder, task);
    case "balls":
      return ballsOf(finder, task);
    case "candidates":
      return candidatesEverywhere(finder.network, task.spacing, isInAny(task.boxes));
    default:
      return sweepOf(finder, task);
  }
}

function cover(finder: EdgeFinder, task: CoverTask): CoverColumns {
  const { stations, definition } = task;
  const computed = computeCoverage({
    finder,
    buildings: pointsOf(task.buildings),
    stations,
    definition: { ...definition, networkVersion: finder.network.version },
    gateState: gateStateOf(finder, task),
  });
  if (!computed.ok) throw new Problem(computed.error);
  const { buildings, units, strandedStations, definition: inForce } = computed.value;
  const stationAt = new Map(stations.map(({ id }, i) => [id, i]));
  return {
    units,
    state: Uint8Array.from(buildings, ({ state }) => STATES.indexOf(state)),
    station: Int32Array.from(buildings, ({ station }) => stationAt.get(station ?? "") ?? -1),
    seconds: Float64Array.from(buildings, ({ seconds }) => seconds ?? Number.NaN),
    metres: Float64Array.from(buildings, ({ metres }) => metres ?? Number.NaN),
    reason: Int8Array.from(buildings, ({ reason }) =>
      reason === null ? -1 : REASONS.indexOf(reason),
    ),
    definition: inForce,
    strandedStations,
  };
}

function trace(finder: EdgeFinder, task: TraceTask): RingColumns[] {
  const { network } = finder;
  const { definition, measures } = task;
  const buildings = pointsOf(task.buildings);
  const positions = task.stations.map((station) => station.position);
  const reach = new StationReach(network, {
    stations: attachPoints(finder, positions),
    definition,
    gateState: gateStateOf(finder, task),
  });
  const geometry = buildFieldGeometry(network, attachBuildings(finder, buildings));
  const maxUnits = Math.max(...measures.map(limitUnits));
  const values = fieldValues(geometry, reach, { buildingUnits: task.units, maxUnits });
  const points = buildings.map((building) => building.position);
  const traced = nestedRings({ geometry, values, buildings: points }, measures);
  if (!traced.ok) throw new Problem(traced.error);
  return traced.value.map(packRings);
}

/**
 * Whether lines meet by common vertices, as layers made from OpenStreetMap do: then a crossing
 * without one is a bridge. Survey layers share hardly any, and are split where they cross.
 */
function areVerticesShared(lines: readonly NetworkLine[]): boolean {
  const uses = new Map<string, number>();
  for (const { coordinates } of lines) {
    for (const position of coordinates) {
      const place = position.join();
      uses.set(place, (uses.get(place) ?? 0) + 1);
    }
  }
  const ends = lines.flatMap(({ coordinates }) => [coordinates[0], coordinates.at(-1)]);
  const shared = ends.filter((end) => end && (uses.get(end.join()) ?? 0) > 1);
  return shared.length * 2 >= ends.length;
}
