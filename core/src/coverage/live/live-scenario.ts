import type { MultiPolygon, Position } from "../../geometry/index.ts";
import type { Result } from "../../result.ts";
import { attachBuildings } from "../attach/attach-buildings.ts";
import { EdgeFinder, type Attachments, type AttachFailure } from "../attach/attach-points.ts";
import { limitUnits } from "../answer/definition.ts";
import { ScenarioFollower } from "./follow-scenario.ts";
import { isochrone, type IsochroneError } from "../isochrone/isochrone.ts";
import type { LiveStart } from "../live-contract.ts";
import { LiveCoverage } from "./live-coverage.ts";
import { LiveField } from "./live-field.ts";
import type { GateStateOf } from "../network/network-input.ts";
import type { Network } from "../network/network.ts";
import type { ScenarioChange } from "../scenario-contract.ts";
import { buildFieldGeometry } from "../isochrone/time-field.ts";

/** The numbers under a list of changes, and what is to be painted again since the last list. */
export interface LiveFrame {
  readonly households: number;
  readonly buildings: number;
  /** Covered households and buildings in the order of `LiveStart.areas`. */
  readonly householdsByArea: Int32Array;
  readonly buildingsByArea: Int32Array;
  /** Positions in `LiveStart.buildings`. */
  readonly changed: Uint32Array;
  /** Units (0.1 s or 0.1 m) of each of them to its nearest station within the limit; -1 beyond. */
  readonly units: Int32Array;
  /** Households for whom each station is the nearest, and why it serves nobody. */
  readonly stations: readonly LiveStation[];
}

interface LiveStation {
  readonly id: string;
  readonly households: number;
  readonly failure: AttachFailure | null;
}

/** Tries changes out over one region: what a worker holds, and what the tests compare with the server. */
export class LiveScenario {
  readonly #start: LiveStart;
  readonly #gateState: GateStateOf;
  readonly #finder: EdgeFinder;
  readonly #points: Attachments;
  readonly #positions: readonly Position[];
  readonly #coverage: LiveCoverage;
  readonly #follower: ScenarioFollower;
  /** Made when a polygon is first wanted: the triangles take as long as all the rest. */
  #field: { readonly live: LiveField; readonly follower: ScenarioFollower } | null = null;

  constructor(start: LiveStart, network: Network) {
    const { buildings, definition, areas } = start;
    this.#start = start;
    const given = new Map(start.gates.map(({ id, isOpen }) => [id, isOpen]));
    this.#gateState = ({ id }) => given.get(id) ?? null;
    this.#finder = new EdgeFinder(network);
    this.#positions = buildings.lng.map((lng, i): Position => [lng, buildings.lat[i] ?? 0]);
    this.#points = attachBuildings(
      this.#finder,
      this.#positions.map((position, i) => ({
        id: "",
        position,
        households: null,
        radiusMetres: buildings.radiusMetres[i] ?? 0,
      })),
    );
    this.#coverage = new LiveCoverage({
      finder: this.#finder,
      points: this.#points,
      households: Int32Array.from(buildings.households, (households) => households ?? 0),
      areas: { areasOfBuilding: buildings.areas, count: areas.length },
      definition,
      gateState: this.#gateState,
    });
    this.#follower = new ScenarioFollower(this.#coverage, this.#ground());
  }

  show(changes: readonly ScenarioChange[]): LiveFrame {
    const live = this.#coverage;
    const changed = Uint32Array.from(this.#follower.follow(changes));
    return {
      households: live.coveredTotal,
      buildings: live.coveredBuildings,
      householdsByArea: live.coveredByArea.slice(),
      buildingsByArea: live.buildingsByArea.slice(),
      changed,
      units: Int32Array.from(changed, (building) => live.unitsOf(building)),
      stations: this.#follower.stationIds().map((id) => ({
        id,
        households: live.householdsOf(id),
        failure: live.failureOf(id),
      })),
    };
  }

  /** Units of every building to its nearest station under the list shown last, however far; -1: none. */
  unitsEverywhere(): Int32Array {
    return this.#coverage.unitsEverywhere();
  }

  /** Makes the triangles that the first polygon would wait for. */
  makeField(): void {
    this.#field ??= this.#makeField();
  }

  /** The area reached within the limit. Refused when a single building would be on the wrong side. */
  polygon(changes: readonly ScenarioChange[]): Result<MultiPolygon, IsochroneError> {
    const { live, follower } = (this.#field ??= this.#makeField());
    follower.follow(changes);
    const { geometry, values } = live;
    return isochrone({ geometry, values, limit: this.#limit, buildings: this.#positions });
  }

  #makeField() {
    const geometry = buildFieldGeometry(this.#finder.network, this.#points);
    const live = new LiveField({
      finder: this.#finder,
      geometry,
      buildings: this.#points,
      definition: this.#start.definition,
      maxUnits: this.#limit,
      gateState: this.#gateState,
    });
    return { live, follower: new ScenarioFollower(live, this.#ground()) };
  }

  get #limit(): number {
    return limitUnits(this.#start.definition.measure);
  }

  #ground() {
    const { network } = this.#finder;
    const { stations, definition } = this.#start;
    return { stations, network, definition, gateState: this.#gateState };
  }
}
