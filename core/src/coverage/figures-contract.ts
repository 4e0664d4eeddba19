import { Type, type Static } from "typebox";
import type { CoverageDefinition } from "./answer/definition.ts";

export const FiguresQuery = Type.Object(
  {
    /** An area or grid to narrow the figures to; without it all that the reader answers for. */
    area: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
);
export type FiguresQuery = Static<typeof FiguresQuery>;

const HalfHours = Type.Array(Type.Integer(), { minItems: 384, maxItems: 384 });

/** Who is served when: half hours from Monday 00:00, and 48 more of a public holiday. */
export const WeekFigures = Type.Object({
  /** All households: the denominator of each half hour. */
  households: Type.Integer(),
  /** Households with an open station within the limit. */
  covered: HalfHours,
  /** The same if every station of unknown hours were open. */
  coveredAtMost: HalfHours,
  coveredWhenever: Type.Integer(),
  /** Of those the ones that one station alone covers. */
  coveredByOne: Type.Integer(),
  stations: Type.Integer(),
  stationsOfUnknownHours: Type.Integer(),
});
export type WeekFigures = Static<typeof WeekFigures>;

/** Floor area of one community's rooms against 30 m² for 100 households. Squares count outdoors and do not. */
export const CapacityRow = Type.Object({
  id: Type.String(),
  households: Type.Integer(),
  squareMetres: Type.Number(),
  stations: Type.Integer(),
  stationsWithoutArea: Type.Integer(),
  squareMetresPer100: Type.Union([Type.Number(), Type.Null()]),
  shortfallSquareMetres: Type.Number(),
});
export type CapacityRow = Static<typeof CapacityRow>;

const Figure = Type.Union([Type.Number(), Type.Null()]);

/** How evenly minutes fall; homes without a way are counted apart and never averaged in. */
export const EquityRow = Type.Object({
  id: Type.String(),
  households: Type.Integer(),
  householdsWithoutWay: Type.Integer(),
  medianMinutes: Figure,
  p90Minutes: Figure,
  gini: Figure,
  theil: Figure,
});
export type EquityRow = Static<typeof EquityRow>;

/** Figures as they were, one point for a day and a state of the data; days without one are missing. */
export const CoverageTrend = Type.Object({
  key: Type.String(),
  definition: Type.Unsafe<CoverageDefinition>(Type.Unknown()),
  kinds: Type.Array(Type.String()),
  points: Type.Array(
    Type.Object({
      /** Local day, `YYYY-MM-DD`. */
      day: Type.String(),
      /** When it was written: an instant in ISO 8601. */
      at: Type.String(),
      covered: Type.Integer(),
      uncovered: Type.Integer(),
      notComputable: Type.Integer(),
    }),
  ),
});
export type CoverageTrend = Static<typeof CoverageTrend>;

/** What a leader reads beside the map, under the definition of the result it was asked of. */
export const CoverageFigures = Type.Object({
  key: Type.String(),
  definition: Type.Unsafe<CoverageDefinition>(Type.Unknown()),
  kinds: Type.Array(Type.String()),
  area: Type.Union([Type.String(), Type.Null()]),
  week: WeekFigures,
  /** By community. Rooms of all hours: floor area does not close. */
  capacity: Type.Array(CapacityRow),
  /** Of all households asked about; its id is empty. */
  equity: EquityRow,
  /** By street and community. */
  equityByArea: Type.Array(EquityRow),
});
export type CoverageFigures = Static<typeof CoverageFigures>;
