import { canonicalJson } from "../../canonical-json.ts";
import { textVersion } from "../network/network-version.ts";
import type { ScenarioChange } from "../scenario-contract.ts";

type Of<C extends ScenarioChange["change"]> = Extract<ScenarioChange, { readonly change: C }>;

/**
 * A scenario (情景) is a list of changes to the ground: what would be if this station, gate or path were
 * there. Lists are put together by writing one behind the other. This is the shortest list that supposes
 * the same, in a fixed order: two lists mean the same if and only if theirs are equal.
 */
export function normaliseChanges(changes: readonly ScenarioChange[]): ScenarioChange[] {
  const folded = new FoldedChanges();
  for (const change of changes) folded.take(change);
  return folded.list();
}

/** Number of what is supposed, as 16 hexadecimal digits; `null` supposes nothing: the state in force. */
export function scenarioVersion(changes: readonly ScenarioChange[]): string | null {
  const normal = normaliseChanges(changes);
  return normal.length === 0 ? null : textVersion(canonicalJson(normal));
}

/** What a change speaks of, for lists and refusals. */
export function objectOfChange(change: ScenarioChange): string {
  return "gateId" in change ? change.gateId : change.id;
}

const isNewId = (id: string): boolean => id.startsWith("new:");

type StationField = "move-station" | "set-station-hours" | "set-station-area" | "close-station";
type StationEdit = { [C in StationField]?: Of<C> };
type GateState = Of<"open-gate"> | Of<"close-gate">;

class FoldedChanges {
  readonly #newStations = new Map<string, Of<"add-station">>();
  readonly #stations = new Map<string, StationEdit>();
  readonly #newGates = new Map<string, Of<"add-gate">>();
  readonly #gates = new Map<string, GateState>();
  readonly #ways = new Map<string, Of<"add-way">>();

  take(change: ScenarioChange): void {
    switch (change.change) {
      case "add-station":
        this.#newStations.set(change.id, change);
        break;
      case "add-gate":
        this.#newGates.set(change.id, change);
        break;
      case "add-way":
        this.#ways.set(change.id, change);
        break;
      case "open-gate":
      case "close-gate":
        this.#switchGate(change);
        break;
      default:
        this.#editStation(change);
    }
  }

  list(): ScenarioChange[] {
    const edits = byId(this.#stations);
    const pick = (name: StationField): ScenarioChange[] =>
      edits.flatMap((edit) => edit[name] ?? []);
    return [
      ...byId(this.#newStations),
      ...pick("move-station"),
      ...pick("set-station-hours"),
      ...pick("set-station-area"),
      ...pick("close-station"),
      ...byId(this.#newGates),
      ...byId(this.#gates),
      ...byId(this.#ways),
    ];
  }

  /** A new gate that is shut was never made; an old one keeps the last word. */
  #switchGate(change: GateState): void {
    if (!isNewId(change.gateId)) this.#gates.set(change.gateId, change);
    else if (change.change === "close-gate") this.#newGates.delete(change.gateId);
  }

  #editStation(change: Of<StationField | "reopen-station">): void {
    const added = this.#newStations.get(change.id);
    if (added) this.#editNew(added, change);
    // A new one that was closed again is gone, and what is said of it afterwards with it.
    else if (!isNewId(change.id)) this.#editOld(change);
  }

  #editNew(added: Of<"add-station">, change: Of<StationField | "reopen-station">): void {
    if (change.change === "close-station") this.#newStations.delete(added.id);
    if (change.change === "close-station" || change.change === "reopen-station") return;
    const { change: _, ...values } = change;
    this.#newStations.set(added.id, { ...added, ...values });
  }

  #editOld(change: Of<StationField | "reopen-station">): void {
    const { "close-station": closed, ...edit } = this.#stations.get(change.id) ?? {};
    if (change.change === "reopen-station") this.#stations.set(change.id, edit);
    else
      this.#stations.set(change.id, {
        ...edit,
        ...(closed && { [closed.change]: closed }),
        [change.change]: change,
      });
  }
}

const byId = <T>(map: ReadonlyMap<string, T>): T[] =>
  [...map].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
