import { Type, type Static } from "typebox";
import { CaseCard } from "./contract.ts";
import { Id, MultiPolygonField, orNull, PositionField } from "./contract/contract-fields.ts";

export type { MultiPolygonField } from "./contract/contract-fields.ts";

/** What is usual is learned from so many days, today included. */
export const USUAL_DAYS = 90;

/** What is likelier than this by chance alone is not called hot. */
export const HOT_P = 0.05;

/** So many cases of a hot spot are named. */
export const MOST_SPOT_CASES = 300;

export const HotSpotsQuery = Type.Object(
  {
    /** A hot spot lasts at most so many days; 14 where nothing is said. */
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 28 })),
    /** An area of the reader's; without it everything they reach. */
    areaId: Type.Optional(Id),
    /** A class or a major (`event.05`); without it every class. */
    category: Type.Optional(Id),
  },
  { additionalProperties: false },
);
export type HotSpotsQuery = Static<typeof HotSpotsQuery>;

const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const GridField = Type.Object({ id: Id, code: Type.String(), name: Type.String() });

/** Grids side by side with more cases than chance explains. */
export const HotSpotField = Type.Object({
  /** The middle one first. */
  grids: Type.Array(GridField),
  /** Inside the middle grid. */
  position: PositionField,
  /** The ground of its grids as one. */
  geometry: MultiPolygonField,
  days: Type.Integer({ minimum: 1 }),
  since: Day,
  count: Type.Integer({ minimum: 0 }),
  /** As many as these grids' usual share of the days' cases; not a whole number. */
  expected: Type.Number(),
  /** How likely chance alone shows something as strong anywhere that was looked at. */
  p: Type.Number({ minimum: 0, maximum: 1 }),
  /** Its cases, the newest first; the oldest of very many are left out. */
  caseIds: Type.Array(Id, { maxItems: MOST_SPOT_CASES }),
  /** The newest of them. */
  cards: Type.Array(CaseCard),
});
export type HotSpotField = Static<typeof HotSpotField>;

/** Hot spots (热点) of the last days, found by a space–time scan against a simulated null. */
export const HotSpotsReply = Type.Object({
  /** Today, the last day that is looked at. */
  day: Day,
  usualDays: Type.Integer(),
  mostDays: Type.Integer(),
  simulations: Type.Integer(),
  /** Cases of the usual days that lie in a grid of today. */
  total: Type.Integer(),
  /** Cases that lie in none: they are not counted. */
  withoutGrid: Type.Integer(),
  /** With a p of at most 0.05, the strongest first. */
  spots: Type.Array(HotSpotField),
  /** The grids with the most cases of the last `mostDays` per 100 households; of those with households. */
  densest: Type.Array(
    Type.Interface([GridField], {
      count: Type.Integer(),
      households: Type.Integer(),
      position: orNull(PositionField),
    }),
  ),
});
export type HotSpotsReply = Static<typeof HotSpotsReply>;
