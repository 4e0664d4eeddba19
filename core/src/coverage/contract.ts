import { Type, type Static } from "typebox";
import type { CoverageError, CoverageReason, CoverageState } from "./answer/compute-coverage.ts";
import type { CoverageDefinition } from "./answer/definition.ts";
import type { MomentError } from "./answer/moment.ts";
import type { LiveProblem } from "./live-contract.ts";
import type { ScenarioError } from "./scenario/check-scenario.ts";
import type { NetworkError } from "./network/network-input.ts";
import type { OpeningHoursError } from "./answer/opening-hours.ts";
import { CoverageDifference, ScenarioMark } from "./scenario-contract.ts";

/** The question a coverage figure answers; every number comes back with it. */
export const CoverageQuery = Type.Object(
  {
    basis: Type.Enum(["distance", "time"]),
    /** Limit over the network, with `distance`. */
    metres: Type.Optional(Type.Number({ minimum: 1, maximum: 10_000 })),
    /** Limit on foot, with `time`. */
    minutes: Type.Optional(Type.Number({ minimum: 0.1, maximum: 120 })),
    /** Metres a second, with `time`. */
    speed: Type.Optional(Type.Number({ minimum: 0.3, maximum: 3 })),
    profile: Type.Optional(Type.Enum(["adult", "slow", "wheelchair"])),
    gates: Type.Optional(Type.Enum(["optimistic", "pessimistic"])),
    /** Station kinds, comma-separated; without it those that count for the ten-minute circle. */
    kinds: Type.Optional(Type.String({ maxLength: 300 })),
    /** The hour that the figure is about: `Tue 20:00`, `holiday 10:00`, `2026-10-01 10:00`. */
    at: Type.Optional(Type.String({ maxLength: 40 })),
    /** Only stations that offer this service count. */
    service: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    /** Id of a scenario (情景) that the answer is for; without it the state in force. */
    scenario: Type.Optional(Type.String({ maxLength: 64 })),
    /** Id of another scenario to compare with; without it a scenario is compared with the state in force. */
    against: Type.Optional(Type.String({ maxLength: 64 })),
  },
  { additionalProperties: false },
);
export type CoverageQuery = Static<typeof CoverageQuery>;

const Counts = Type.Object({
  covered: Type.Integer(),
  uncovered: Type.Integer(),
  notComputable: Type.Integer(),
});

const Box = Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]);
const Place = Type.Tuple([Type.Number(), Type.Number()]);

/** Households and buildings of one area; the three states sum to all of them. */
export const CoverageSum = Type.Object({
  id: Type.String(),
  /** `total`, `district`, `street`, `community` or `grid`. */
  kind: Type.String(),
  name: Type.String(),
  /** The area it lies in, a grid's community; `null` at the top. */
  parentId: Type.Union([Type.String(), Type.Null()]),
  /** `[west, south, east, north]`, where it is drawn as an area. */
  bbox: Type.Union([Box, Type.Null()]),
  households: Counts,
  /** Households of all three states whose number is an estimate (估算) and not from a register. */
  estimatedHouseholds: Type.Integer(),
  buildings: Counts,
  buildingsWithoutHouseholds: Type.Integer(),
  /** Covered ÷ all three states; `null` where nobody lives. */
  coveredShare: Type.Union([Type.Number(), Type.Null()]),
});
export type CoverageSum = Static<typeof CoverageSum>;

/** A building that cannot be computed, why, and where. */
export const CoverageProblemPlace = Type.Object({
  buildingId: Type.String(),
  /** Empty where it has none. */
  name: Type.String(),
  reason: Type.String(),
  position: Place,
  households: Type.Union([Type.Integer(), Type.Null()]),
});
export type CoverageProblemPlace = Static<typeof CoverageProblemPlace>;

/** A station that counts, and for whom it is the nearest. */
export const CoverageStation = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  name: Type.String(),
  position: Place,
  floorAreaSquareMetres: Type.Union([Type.Number(), Type.Null()]),
  /** Weekly hours in OpenStreetMap's notation; `null`: unknown. */
  hours: Type.Union([Type.String(), Type.Null()]),
  services: Type.Array(Type.String()),
  /** Households for whom it is the nearest within the limit. */
  households: Type.Integer(),
  /** Why it serves nobody; `null`: it stands on the network. */
  stranded: Type.Union([Type.String(), Type.Null()]),
});
export type CoverageStation = Static<typeof CoverageStation>;

/** Stations of the kinds and the service asked for, at the hour asked for. */
export const StationHours = Type.Object({
  open: Type.Integer(),
  closed: Type.Integer(),
  /** Nobody knows their hours: they count at no stated hour. */
  unknown: Type.Integer(),
});
export type StationHours = Static<typeof StationHours>;

/** A service (服务), and how many stations of the kinds that count offer it. */
export const OfferedService = Type.Object({ name: Type.String(), stations: Type.Integer() });

/** Stations of one kind that is not among those asked for, told so that nobody misses them. */
export const StationsOfKind = Type.Object({ kind: Type.String(), stations: Type.Integer() });
export type StationsOfKind = Static<typeof StationsOfKind>;

/** Gates nobody has surveyed make a figure an interval: between all of them shut and all open. */
export const GateInterval = Type.Object({
  gates: Type.Integer(),
  compounds: Type.Integer(),
  /** Households covered with the inferred gates shut (保守) and open (乐观). */
  pessimistic: Type.Integer(),
  optimistic: Type.Integer(),
});
export type GateInterval = Static<typeof GateInterval>;

export const CoverageReply = Type.Object({
  /** Names this result in the addresses of tiles, polygons and files; it changes with the data. */
  key: Type.String(),
  /** Address of its vector tiles with `{z}/{x}/{y}`, for this reader's part. */
  tiles: Type.String(),
  definition: Type.Unsafe<CoverageDefinition>(Type.Unknown()),
  /** Station kinds that count; part of the definition. */
  kinds: Type.Array(Type.String()),
  total: CoverageSum,
  byArea: Type.Array(CoverageSum),
  byGrid: Type.Array(CoverageSum),
  stations: Type.Array(CoverageStation),
  /** `null` when no hour was asked for. */
  stationHours: Type.Union([StationHours, Type.Null()]),
  /** Services to choose from, the most common first. */
  services: Type.Array(OfferedService),
  /** Those of the reader's part whose kind does not count here, the most common kind first. */
  otherStations: Type.Array(StationsOfKind),
  problems: Type.Array(CoverageProblemPlace),
  /** Buildings that lie in no area and are in nobody's sums: 0 when the areas are complete. */
  buildingsOutsideAreas: Type.Integer(),
  /** Gates that nobody has surveyed: the figure may change with them. */
  inferredGates: Type.Integer(),
  /** `null` when no inferred gate is left. */
  interval: Type.Union([GateInterval, Type.Null()]),
  /** `null`: the state in force. */
  scenario: Type.Union([ScenarioMark, Type.Null()]),
  /** `null` where nothing is supposed on either side. */
  difference: Type.Union([CoverageDifference, Type.Null()]),
});
export type CoverageReply = Static<typeof CoverageReply>;

const NearStation = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  name: Type.String(),
  position: Place,
});

/** One building under one definition: what a click on it tells. */
export const BuildingCoverageReply = Type.Object({
  definition: Type.Unsafe<CoverageDefinition>(Type.Unknown()),
  id: Type.String(),
  name: Type.String(),
  position: Place,
  households: Type.Union([Type.Integer(), Type.Null()]),
  householdSource: Type.Enum(["register", "estimate", "unknown"]),
  state: Type.Unsafe<CoverageState>(Type.String()),
  reason: Type.Unsafe<CoverageReason | null>(Type.Union([Type.String(), Type.Null()])),
  seconds: Type.Union([Type.Number(), Type.Null()]),
  metres: Type.Union([Type.Number(), Type.Null()]),
  /** Its nearest station, also beyond the limit. */
  station: Type.Union([NearStation, Type.Null()]),
  /** Where its people go when that one is closed; `null`: no other can be walked to. */
  second: Type.Union([
    Type.Object({ station: NearStation, seconds: Type.Number(), metres: Type.Number() }),
    Type.Null(),
  ]),
});
export type BuildingCoverageReply = Static<typeof BuildingCoverageReply>;

/** Every refusal a coverage request can be answered with. */
export type CoverageProblem =
  | CoverageError
  | NetworkError
  | MomentError
  | OpeningHoursError
  | LiveProblem
  | ScenarioError
  /** The store holds none. */
  | { readonly code: "coverage.no-buildings" }
  | { readonly code: "coverage.scenario-not-found" | "coverage.scenario-not-yours" }
  | { readonly code: "coverage.scenario-stale"; readonly revision: number }
  | { readonly code: "coverage.computing-stopped" }
  | { readonly code: "coverage.unknown-key"; readonly key: string }
  | { readonly code: "coverage.unknown-area"; readonly areaId: string }
  | { readonly code: "coverage.unknown-building"; readonly buildingId: string }
  | { readonly code: "coverage.polygon-contradicts"; readonly buildings: readonly number[] };
