import { setImmediate } from "node:timers/promises";
import type {
  BuildingPoint,
  CompoundInput,
  Coverage,
  CoverageDefinition,
  CoverageReason,
  CoverageState,
  Equity,
  GateInput,
  HoursOfWeek,
  Measure,
  Network,
  NetworkLine,
  NetworkMode,
  NetworkNote,
  NetworkPoint,
  OpenSlots,
  ScenarioChange,
  StationPoint,
} from "@onegrid/core/coverage";
import type { DemandClasses, Incidence } from "@onegrid/core/coverage/siting";
import type { Bbox, MultiPolygon, Position } from "@onegrid/core/geometry";
import type { DomainProblem } from "../../problem.ts";

/** Buildings as columns: a city of objects would hold up the server's thread while it is copied. */
export interface BuildingColumns {
  readonly lng: Float64Array;
  readonly lat: Float64Array;
  readonly radiusMetres: Float64Array;
}

/** What is asked of the computing thread. `network`: the name it is kept under there. */
export type ComputeTask =
  | {
      readonly kind: "ways";
      readonly network: string;
      readonly ways: readonly NetworkLine[];
    }
  | {
      readonly kind: "build";
      readonly network: string;
      readonly mode: NetworkMode;
      /** What stands on the ways. */
      readonly barriers: readonly NetworkPoint[];
      readonly gates: readonly GateInput[];
      readonly compounds: readonly CompoundInput[];
      /** Gates and ways that a scenario adds or takes away. */
      readonly changes: readonly ScenarioChange[];
    }
  | { readonly kind: "forget"; readonly network: string }
  /** The network as bytes, for a browser. */
  | { readonly kind: "encode"; readonly network: string }
  | ({ readonly kind: "cover" } & CoverTask)
  /** The second-nearest station of each building. */
  | ({ readonly kind: "second" } & CoverTask)
  | ({ readonly kind: "trace" } & TraceTask)
  /** Whom each station reaches within the limit. */
  | ({ readonly kind: "balls" } & CoverTask)
  | ({ readonly kind: "week" } & WeekTask)
  | ({ readonly kind: "equity" } & EquityTask)
  | ({ readonly kind: "candidates" } & CandidatesTask)
  | ({ readonly kind: "sweep" } & SweepTask)
  | ({ readonly kind: "classes" } & ClassesTask);

/** The buildings of one region over its network, under one definition. */
export interface GroundTask {
  readonly network: string;
  readonly buildings: BuildingColumns;
  readonly definition: CoverageDefinition;
  /** What a scenario says of each gate of the network: 1 open, 0 shut, -1 as the definition takes it. */
  readonly gateStates: Int8Array;
}

export interface CoverTask extends GroundTask {
  readonly stations: readonly StationPoint[];
}

/** One polygon is wanted for each of the measures. */
export interface TraceTask extends CoverTask {
  /** Of the buildings, as `CoverColumns` has them. */
  readonly units: Int32Array;
  readonly measures: readonly Measure[];
}

export interface WeekTask {
  /** For each station the buildings it reaches. */
  readonly balls: Incidence;
  readonly hours: readonly (OpenSlots | null)[];
  /** By building; 0 where it is not asked about. */
  readonly households: Int32Array;
}

export interface EquityTask {
  /** By building; 0 where it is not asked about, or unknown. */
  readonly households: Int32Array;
  /** NaN: no way. */
  readonly seconds: Float64Array;
  /** By building, and by leaf the groups that it counts to. */
  readonly leafOf: Uint32Array;
  readonly groupsOfLeaf: readonly (readonly number[])[];
  readonly groups: number;
}

/** Places on the network, so far apart that there are few enough of them. */
interface CandidatesTask {
  readonly network: string;
  readonly spacing: number;
  /** Degrees; those outside all of them are nobody's. */
  readonly boxes: readonly Bbox[];
}

export interface SweepTask extends GroundTask {
  readonly candidates: readonly Position[];
  /** By building of the task. */
  readonly isAsked: Uint8Array;
}

interface ClassesTask {
  readonly reach: Incidence;
  readonly households: Int32Array;
  readonly area: Int32Array;
}

export interface Built {
  readonly network: Network;
  readonly notes: readonly NetworkNote[];
}

/** `BuildingCoverage` as columns, in the order of the buildings. NaN and -1 stand for none. */
export interface CoverColumns {
  readonly units: Int32Array;
  readonly state: Uint8Array;
  /** Position in the stations of the task. */
  readonly station: Int32Array;
  readonly seconds: Float64Array;
  readonly metres: Float64Array;
  readonly reason: Int8Array;
  readonly definition: CoverageDefinition;
  readonly strandedStations: Coverage["strandedStations"];
}

/** In the order of the buildings; -1: no other station can be walked to. */
export interface SecondColumns {
  /** Position in the stations of the task. */
  readonly station: Int32Array;
  readonly units: Int32Array;
}

export const STATES: readonly CoverageState[] = ["covered", "uncovered", "not-computable"];
export const REASONS: readonly CoverageReason[] = [
  "too-far",
  "no-way-in-compound",
  "behind-wall",
  "bad-position",
  "isolated",
  "no-path",
];

/** Rings one after the other; `polygons`: the first ring of each polygon. */
export interface RingColumns {
  readonly positions: Float64Array;
  readonly rings: Uint32Array;
  readonly polygons: Uint32Array;
}

/** What each kind of task answers. */
export interface ComputeAnswers {
  readonly ways: undefined;
  readonly build: Built;
  readonly forget: undefined;
  readonly encode: Uint8Array;
  readonly cover: CoverColumns;
  readonly second: SecondColumns;
  readonly trace: readonly RingColumns[];
  readonly balls: Incidence;
  readonly week: HoursOfWeek;
  readonly equity: readonly Equity[];
  readonly candidates: readonly Position[];
  readonly sweep: Incidence;
  readonly classes: DemandClasses;
}
export type ComputeKind = keyof ComputeAnswers;
/** What is asked with a kind. */
export type Asked<K extends ComputeKind> = Omit<Extract<ComputeTask, { kind: K }>, "kind">;

/** What comes back. A refusal keeps its code and values; a fault is a bug. */
export type ComputeAnswer =
  { readonly value: unknown } | { readonly refusal: DomainProblem } | { readonly fault: string };

export function columnsOf(
  buildings: readonly Pick<BuildingPoint, "position" | "radiusMetres">[],
): BuildingColumns {
  return {
    lng: Float64Array.from(buildings, ({ position }) => position[0]),
    lat: Float64Array.from(buildings, ({ position }) => position[1]),
    radiusMetres: Float64Array.from(buildings, ({ radiusMetres }) => radiusMetres ?? 0),
  };
}

export function packRings({ coordinates }: MultiPolygon): RingColumns {
  const rings = coordinates.flat();
  const counts = rings.map((ring) => ring.length);
  return {
    positions: Float64Array.from(rings.flat(2)),
    rings: startsOf(counts),
    polygons: startsOf(coordinates.map((polygon) => polygon.length)),
  };
}

/** Made into arrays at a time: then others have their turn. */
const POSITIONS_AT_A_TIME = 10_000;

export async function unpackRings(columns: RingColumns): Promise<Position[][][]> {
  const { positions, rings, polygons } = columns;
  const unpacked: Position[][][] = [];
  let made = 0;
  for (let polygon = 0; polygon + 1 < polygons.length; polygon++) {
    const own: Position[][] = [];
    for (let ring = polygons[polygon] ?? 0; ring < (polygons[polygon + 1] ?? 0); ring++) {
      const [first, end] = [rings[ring] ?? 0, rings[ring + 1] ?? 0];
      own.push(
        Array.from({ length: end - first }, (_, i): Position => {
          const at = (first + i) * 2;
          return [positions[at] ?? 0, positions[at + 1] ?? 0];
        }),
      );
      made += end - first;
      if (made < POSITIONS_AT_A_TIME) continue;
      made = 0;
      await setImmediate();
    }
    unpacked.push(own);
  }
  return unpacked;
}

/** Where each one begins, and where the last one ends. */
function startsOf(counts: readonly number[]): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  counts.forEach((count, i) => {
    starts[i + 1] = (starts[i] ?? 0) + count;
  });
  return starts;
}
