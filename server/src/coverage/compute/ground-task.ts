import type { BuildingPoint, EdgeFinder, GateInput } from "@onegrid/core/coverage";
import type { BuildingColumns, GroundTask } from "./compute-tasks.ts";

/** What a scenario says of each gate, as the columns of a task have it. */
export function gateStateOf({ network }: EdgeFinder, { gateStates }: GroundTask) {
  const states = new Map(network.gates.map((gate, i) => [gate, gateStates[i] ?? -1]));
  return (gate: GateInput): boolean | null => {
    const state = states.get(gate) ?? -1;
    return state < 0 ? null : state === 1;
  };
}

/** Ids and households are put back by whoever asked. */
export function pointsOf({ lng, lat, radiusMetres }: BuildingColumns): BuildingPoint[] {
  return Array.from(lng, (east, i) => ({
    id: "",
    households: null,
    position: [east, lat[i] ?? 0],
    radiusMetres: radiusMetres[i] ?? 0,
  }));
}
