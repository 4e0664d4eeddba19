import { Type, type Static } from "typebox";
import type { CoverageError } from "./compute-coverage.ts";
import type { NetworkError } from "./network-input.ts";

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
  },
  { additionalProperties: false },
);
export type CoverageQuery = Static<typeof CoverageQuery>;

const Counts = Type.Object({
  covered: Type.Integer(),
  uncovered: Type.Integer(),
  notComputable: Type.Integer(),
});

/** Households and buildings of one area; the three states sum to all of them. */
export const CoverageSum = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  name: Type.String(),
  households: Counts,
  buildings: Counts,
  buildingsWithoutHouseholds: Type.Integer(),
  /** Covered ÷ all three states; `null` where nobody lives. */
  coveredShare: Type.Union([Type.Number(), Type.Null()]),
});
export type CoverageSum = Static<typeof CoverageSum>;

/** A building that cannot be computed, why, and where. */
export const CoverageProblemPlace = Type.Object({
  buildingId: Type.String(),
  reason: Type.String(),
  position: Type.Tuple([Type.Number(), Type.Number()]),
  households: Type.Union([Type.Integer(), Type.Null()]),
});
export type CoverageProblemPlace = Static<typeof CoverageProblemPlace>;

export const CoverageReply = Type.Object({
  /** Names this result in the addresses of tiles, polygons and files; it changes with the data. */
  key: Type.String(),
  definition: Type.Unknown(),
  total: CoverageSum,
  byArea: Type.Array(CoverageSum),
  byGrid: Type.Array(CoverageSum),
  stations: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.String(),
      name: Type.String(),
      position: Type.Tuple([Type.Number(), Type.Number()]),
      /** Households for whom it is the nearest within the limit. */
      households: Type.Integer(),
      /** Why it serves nobody; `null`: it stands on the network. */
      stranded: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  problems: Type.Array(CoverageProblemPlace),
  /** Gates that nobody has surveyed: the figure may change with them. */
  inferredGates: Type.Integer(),
});
export type CoverageReply = Static<typeof CoverageReply>;

/** Every refusal a coverage request can be answered with. */
export type CoverageProblem =
  | CoverageError
  | NetworkError
  | { readonly code: "coverage.unknown-key"; readonly key: string }
  | { readonly code: "coverage.polygon-contradicts"; readonly buildings: readonly number[] };
