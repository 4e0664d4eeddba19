import {
  decodeNetwork,
  LiveScenario,
  type GateInput,
  type LiveFrame,
} from "@onegrid/core/coverage";
import type { LiveStart } from "@onegrid/core/coverage/live-contract";
import type { ScenarioChange } from "@onegrid/core/coverage/scenario-contract";
import type { MultiPolygon } from "@onegrid/core/geometry";

/** A gate that can be opened and shut: one that joins the two sides of a wall. */
export type LiveGate = Pick<GateInput, "id" | "compoundId" | "position" | "evidence" | "hours">;

export interface LiveBegun {
  readonly frame: LiveFrame;
  /** Units of every building to its nearest station, however far; -1 without a path. */
  readonly units: Int32Array;
  readonly gates: readonly LiveGate[];
}

export interface DrawnPolygon {
  /** `null`: it would contradict a building, and is not shown. */
  readonly polygon: MultiPolygon | null;
  readonly milliseconds: number;
}

let scenario: LiveScenario | null = null;

function present(): LiveScenario {
  if (scenario === null) throw new Error("nothing is tried out: begin() comes first");
  return scenario;
}

/** What the page asks of the worker that tries changes out. */
export const liveWork = {
  /** Takes the ground, in place of the one before. */
  begin(start: LiveStart, bytes: ArrayBuffer): LiveBegun {
    const network = decodeNetwork(new Uint8Array(bytes));
    if (!network.ok) throw new Error(`network: ${JSON.stringify(network.error)}`);
    scenario = new LiveScenario(start, network.value);
    const { gates, links } = network.value;
    const joining = new Set(links.map(({ gate }) => gate));
    return {
      frame: scenario.show([]),
      units: scenario.unitsEverywhere(),
      gates: gates
        .filter((_, at) => joining.has(at))
        .map(({ id, compoundId, position, evidence, hours = null }) => {
          return { id, compoundId, position, evidence, hours };
        }),
    };
  },

  show: (changes: readonly ScenarioChange[]): LiveFrame => present().show(changes),

  /** Of the list shown last. */
  unitsEverywhere: (): Int32Array => present().unitsEverywhere(),

  polygon(changes: readonly ScenarioChange[]): DrawnPolygon {
    // Once, and no measure of the polygons that follow.
    present().makeField();
    const begin = performance.now();
    const drawn = present().polygon(changes);
    const milliseconds = performance.now() - begin;
    return { polygon: drawn.ok ? drawn.value : null, milliseconds };
  },

  end(): void {
    scenario = null;
  },
};
