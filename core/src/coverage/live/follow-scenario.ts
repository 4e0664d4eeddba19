import type { Position } from "../../geometry/index.ts";
import { gatesUnder, stationsUnder, type ScenarioStation } from "../scenario/apply-scenario.ts";
import { gatesOpenUnder } from "../answer/gates-open.ts";
import { isOpenAt } from "../answer/open-at.ts";
import type { CoverageDefinition } from "../answer/definition.ts";
import type { GateInput, GateStateOf } from "../network/network-input.ts";
import type { Network } from "../network/network.ts";
import type { ScenarioChange } from "../scenario-contract.ts";

/** A live state: `LiveCoverage`, `LiveField`. */
interface Live {
  setStation(id: string, position: Position | null): Iterable<number> | void;
  setGate(id: string, isOpen: boolean): Iterable<number> | void;
}

export interface FollowedGround {
  /** The stations in force. */
  readonly stations: readonly ScenarioStation[];
  /** With the ways and gates that the scenario adds (`layersUnder`). */
  readonly network: Pick<Network, "gates" | "plane">;
  /**
   * Which gates are open: by evidence and, where it asks about an hour, by their hours. Then only stations that
   * are open count too, and their hours may be changed.
   */
  readonly definition: Pick<CoverageDefinition, "gates" | "moment">;
  /** Gates that stand otherwise than the policy takes them, whatever the changes say of others. */
  readonly gateState?: GateStateOf | undefined;
}

/**
 * Brings a live state to where a list of changes leads, from wherever it is: only what differs is set.
 * So undo, redo and every step of a drag are one call with another list.
 */
export class ScenarioFollower {
  readonly #ground: FollowedGround;
  readonly #live: Live;
  #standing: ReadonlyMap<string, Position> = new Map();
  readonly #open = new Map<string, boolean>();
  readonly #isOpenAtFirst: (gate: GateInput) => boolean;

  constructor(live: Live, ground: FollowedGround) {
    this.#live = live;
    this.#ground = ground;
    this.#isOpenAtFirst = gatesOpenUnder(ground.definition, ground.gateState);
    for (const gate of ground.network.gates) this.#open.set(gate.id, this.#isOpenAtFirst(gate));
    this.follow([]);
  }

  /** Numbers of the buildings that may have to be painted again. */
  follow(changes: readonly ScenarioChange[]): Set<number> {
    const changed = new Set<number>();
    const note = (buildings: Iterable<number> | void): void => {
      for (const building of buildings ?? []) changed.add(building);
    };
    this.#setGates(changes, note);
    const { stations: present, definition } = this.#ground;
    const stations = stationsUnder(changes, present, (added) => added).filter(({ hours = null }) =>
      isOpenAt(hours, definition.moment),
    );
    const next = new Map(stations.map(({ id, position }) => [id, position]));
    for (const id of this.#standing.keys()) {
      if (!next.has(id)) note(this.#live.setStation(id, null));
    }
    for (const [id, position] of next) {
      if (!isSame(this.#standing.get(id), position)) note(this.#live.setStation(id, position));
    }
    this.#standing = next;
    return changed;
  }

  /** Of the list followed last. */
  stationIds(): string[] {
    return [...this.#standing.keys()];
  }

  #setGates(
    changes: readonly ScenarioChange[],
    note: (buildings: Iterable<number> | void) => void,
  ): void {
    const { network } = this.#ground;
    const stateUnder = gatesUnder(changes, network);
    for (const gate of network.gates) {
      const isOpen = stateUnder(gate) ?? this.#isOpenAtFirst(gate);
      if (this.#open.get(gate.id) === isOpen) continue;
      this.#open.set(gate.id, isOpen);
      note(this.#live.setGate(gate.id, isOpen));
    }
  }
}

const isSame = (a: Position | undefined, b: Position): boolean =>
  a !== undefined && a[0] === b[0] && a[1] === b[1];
