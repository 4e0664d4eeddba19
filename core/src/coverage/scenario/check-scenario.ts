import type { Bbox, Position } from "../../geometry/index.ts";
import { fail, ok, type Result } from "../../result.ts";
import { parseOpeningHours, type OpeningHoursError } from "../answer/opening-hours.ts";
import { metresBetween, toPlane } from "../network/local-plane.ts";
import type { Network } from "../network/network.ts";
import { objectOfChange } from "./scenario.ts";
import type { ScenarioChange } from "../scenario-contract.ts";
import type { GateInput } from "../network/network-input.ts";

/** More would be another city. */
export const MOST_SCENARIO_CHANGES = 300;

/** What a change may speak of. */
export interface ScenarioGround {
  readonly stations: readonly { readonly id: string }[];
  /** As built under the state in force, with its mapped and inferred gates. */
  readonly network: Pick<Network, "gates" | "compounds" | "plane">;
  /** The region in degrees: nothing is put outside it. */
  readonly box: Bbox;
}

type ScenarioThing = "station" | "gate" | "compound" | "way";

/** Why a change makes no sense: which object, and where. */
export type ScenarioError =
  | { readonly code: "coverage.scenario-too-long"; readonly changes: number; readonly most: number }
  | {
      readonly code: "coverage.scenario-unknown";
      readonly thing: ScenarioThing;
      readonly id: string;
    }
  | { readonly code: "coverage.scenario-taken"; readonly id: string }
  | { readonly code: "coverage.scenario-outside"; readonly id: string; readonly position: Position }
  | {
      readonly code: "coverage.scenario-bad-line";
      readonly id: string;
      readonly position: Position;
      readonly metres: number;
      readonly most: number;
    }
  | {
      readonly code: "coverage.scenario-apart";
      readonly id: string;
      readonly position: Position;
    };

/** A path of half a metre is a slip of the hand, one of five kilometres a road project. */
const LEAST_LINE_METRES = 1;
const MOST_LINE_METRES = 5000;

/** Checks a list in its order: each change may speak of the ground and of what earlier ones put there. */
export function checkScenario(
  changes: readonly ScenarioChange[],
  ground: ScenarioGround,
): Result<readonly ScenarioChange[], ScenarioError | OpeningHoursError> {
  if (changes.length > MOST_SCENARIO_CHANGES) {
    const [count, most] = [changes.length, MOST_SCENARIO_CHANGES];
    return fail({ code: "coverage.scenario-too-long", changes: count, most });
  }
  const known = new KnownThings(ground);
  for (const change of changes) {
    const error = known.take(change) ?? misplaced(change, ground.box) ?? unreadable(change);
    if (error !== null) return fail(error);
  }
  return ok(changes);
}

class KnownThings {
  readonly #stations: Set<string>;
  readonly #newGates = new Set<string>();
  readonly #newIds = new Set<string>();
  readonly #ground: ScenarioGround;

  constructor(ground: ScenarioGround) {
    this.#ground = ground;
    this.#stations = new Set(ground.stations.map(({ id }) => id));
  }

  take(change: ScenarioChange): ScenarioError | null {
    switch (change.change) {
      case "add-station":
        return this.#addNew(change.id, this.#stations);
      case "add-gate":
        if (!this.#hasCompound(change.compoundId)) return unknown("compound", change.compoundId);
        return this.#addNew(change.id, this.#newGates);
      case "add-way":
        return this.#addNew(change.id, new Set());
      case "open-gate":
      case "close-gate":
        return this.#hasGate(change) ? null : unknown("gate", change.gateId);
      default:
        return this.#stations.has(change.id) ? null : unknown("station", change.id);
    }
  }

  #addNew(id: string, among: Set<string>): ScenarioError | null {
    if (this.#newIds.has(id) || this.#stations.has(id)) {
      return { code: "coverage.scenario-taken", id };
    }
    this.#newIds.add(id);
    among.add(id);
    return null;
  }

  #hasCompound(id: string): boolean {
    return this.#ground.network.compounds.some((compound) => compound.id === id);
  }

  #hasGate(named: NamedGate): boolean {
    if (this.#newGates.has(named.gateId)) return true;
    return findGate(this.#ground.network, named) !== undefined;
  }
}

const unknown = (thing: ScenarioThing, id: string): ScenarioError => ({
  code: "coverage.scenario-unknown",
  thing,
  id,
});

export interface NamedGate {
  readonly gateId: string;
  readonly compoundId: string | null;
  readonly position: Position;
}

/** Two gates of one wall are not nearer than this. */
const SAME_GATE_METRES = 3;

/** The gate a change means: by its id, else the nearest inferred or settled one of that compound there. */
export function findGate(
  { gates, plane }: Pick<Network, "gates" | "plane">,
  named: NamedGate,
): GateInput | undefined {
  const byId = gates.find(({ id }) => id === named.gateId);
  if (byId) return byId;
  const [x, y] = toPlane(plane, named.position);
  let best: { gate: GateInput; metres: number } | undefined;
  for (const gate of gates) {
    if (gate.compoundId !== named.compoundId || named.compoundId === null) continue;
    const [gateX, gateY] = toPlane(plane, gate.position);
    const metres = Math.hypot(gateX - x, gateY - y);
    if (metres <= (best?.metres ?? SAME_GATE_METRES)) best = { gate, metres };
  }
  return best?.gate;
}

/** Half a kilometre beyond the region: a station may stand just outside. */
const MARGIN_DEGREES = 0.005;

function misplaced(change: ScenarioChange, box: Bbox): ScenarioError | null {
  const id = objectOfChange(change);
  const positions: readonly Position[] =
    "line" in change ? change.line : "position" in change ? [change.position] : [];
  // Written so that NaN is outside too.
  const outside = positions.find((position) => !isInside(position, box));
  if (outside !== undefined) return { code: "coverage.scenario-outside", id, position: outside };
  return change.change === "add-way" ? badLine(change) : null;
}

/** Hours that nobody can read would close a station in silence. */
function unreadable(change: ScenarioChange): OpeningHoursError | null {
  const hours = "hours" in change ? change.hours : null;
  const read = hours === null ? null : parseOpeningHours(hours);
  return read === null || read.ok ? null : read.error;
}

const isInside = ([lng, lat]: Position, [west, south, east, north]: Bbox): boolean =>
  lng >= west - MARGIN_DEGREES &&
  lng <= east + MARGIN_DEGREES &&
  lat >= south - MARGIN_DEGREES &&
  lat <= north + MARGIN_DEGREES;

function badLine({ id, line }: Extract<ScenarioChange, { change: "add-way" }>) {
  const [position] = line;
  let metres = 0;
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1], line[i]];
    if (from && to) metres += metresBetween(from, to);
  }
  if (position !== undefined && metres >= LEAST_LINE_METRES && metres <= MOST_LINE_METRES) {
    return null;
  }
  const most = MOST_LINE_METRES;
  const place: Position = position ?? [0, 0];
  return { code: "coverage.scenario-bad-line", id, position: place, metres, most } as const;
}
