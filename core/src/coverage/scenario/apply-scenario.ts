import type { Position } from "../../geometry/index.ts";
import type { StationKind } from "../../organisation/index.ts";
import { fail, ok, type Result } from "../../result.ts";
import { findGate, type NamedGate, type ScenarioError } from "./check-scenario.ts";
import { drawWays, type DrawnWay } from "./draw-ways.ts";
import type { NetworkLine } from "../network/join-lines.ts";
import type { GateInput, GateStateOf } from "../network/network-input.ts";
import type { Network } from "../network/network.ts";
import { normaliseChanges } from "./scenario.ts";
import type { ScenarioChange } from "../scenario-contract.ts";

/** A station as a scenario sees it. */
export interface ScenarioStation {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly position: Position;
  readonly floorAreaSquareMetres: number | null;
  /** Opening hours as written; absent and `null` both mean unknown. */
  readonly hours?: string | null;
}

/** A station that only the scenario has. */
export interface NewStation extends ScenarioStation {
  readonly kind: StationKind;
}

type Of<C extends ScenarioChange["change"]> = Extract<ScenarioChange, { readonly change: C }>;

/**
 * The stations as they would be: in their order, those that are new at the end. `complete` makes one of the
 * new ones whole (its areas, say).
 */
export function stationsUnder<S extends ScenarioStation>(
  changes: readonly ScenarioChange[],
  stations: readonly S[],
  complete: (station: NewStation) => S,
): S[] {
  const edits = new Map<string, Partial<ScenarioStation>>();
  const closed = new Set<string>();
  const added: S[] = [];
  for (const change of normaliseChanges(changes)) {
    if (change.change === "add-station") added.push(complete(newStation(change)));
    else if (change.change === "close-station") closed.add(change.id);
    else if (isStationEdit(change)) {
      const { change: _, id, ...values } = change;
      edits.set(id, { ...edits.get(id), ...values });
    }
  }
  const kept = stations.filter(({ id }) => !closed.has(id));
  return [...kept.map((station) => ({ ...station, ...edits.get(station.id) })), ...added];
}

const newStation = ({ id, ...of }: Of<"add-station">): NewStation => ({
  id,
  kind: of.kind,
  name: of.name,
  position: of.position,
  floorAreaSquareMetres: of.floorAreaSquareMetres,
  hours: of.hours,
});

type StationEdit = Of<"move-station" | "set-station-hours" | "set-station-area">;

const isStationEdit = (change: ScenarioChange): change is StationEdit =>
  change.change === "move-station" ||
  change.change === "set-station-hours" ||
  change.change === "set-station-area";

/** What the walking network is built from: `gates` go to `buildNetwork`, `lines` to `joinLines`. */
export interface NetworkLayers {
  readonly lines: readonly NetworkLine[];
  readonly gates: readonly GateInput[];
}

/** Whether it has gates or ways that no network knows yet: then one is built for the scenario. */
export const needsOwnNetwork = (changes: readonly ScenarioChange[]): boolean =>
  normaliseChanges(changes).some(({ change }) => change === "add-gate" || change === "add-way");

/** The layers with the gates and ways that the scenario adds. Only a way far from every other is refused. */
export function layersUnder(
  changes: readonly ScenarioChange[],
  { lines, gates }: NetworkLayers,
): Result<NetworkLayers, ScenarioError> {
  const normal = normaliseChanges(changes);
  const ways = normal.filter((change) => change.change === "add-way").map(drawnWay);
  const drawn = drawWays(lines, ways);
  const [apart] = drawn.apart;
  if (apart) return fail({ code: "coverage.scenario-apart", ...apart });
  const added = normal.filter((change) => change.change === "add-gate").map(newGate);
  return ok({ lines: drawn.lines, gates: [...gates, ...added] });
}

const TAGS: Readonly<Record<Of<"add-way">["form"], Readonly<Record<string, string>>>> = {
  path: { highway: "footway" },
  steps: { highway: "steps" },
  bridge: { highway: "footway", bridge: "yes", layer: "1" },
  underpass: { highway: "footway", tunnel: "yes", layer: "-1" },
};

const drawnWay = ({ id, line, form }: Of<"add-way">): DrawnWay => ({
  id,
  tags: TAGS[form],
  coordinates: line,
  isOnGround: form === "path" || form === "steps",
});

/** One more gate says nothing about the others of its compound. */
const newGate = ({ id, compoundId, position, access, evidence }: Of<"add-gate">): GateInput => ({
  id,
  compoundId,
  position,
  access,
  evidence,
  verdict: "confirmed",
});

/** For the gates of any network over this ground, also one that was built for the scenario. */
export function gatesUnder(
  changes: readonly ScenarioChange[],
  network: Pick<Network, "gates" | "plane">,
): GateStateOf {
  const open = new Map<string, boolean>();
  for (const change of normaliseChanges(changes)) {
    if (change.change !== "open-gate" && change.change !== "close-gate") continue;
    const gate = findGate(network, change satisfies NamedGate);
    if (gate) open.set(gate.id, change.change === "open-gate");
  }
  return ({ id }) => open.get(id) ?? null;
}
