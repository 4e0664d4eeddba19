import { Type, type Static, type TSchema } from "typebox";
import { codeText } from "../../free-text.ts";

const Id = codeText({ minLength: 1, maxLength: 120 });
const Day = Type.String({ format: "date" });
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Place = Type.Tuple([Type.Number(), Type.Number()]);
const Metrics = Type.Record(Type.String(), orNull(Type.Number()));
/** A grid of a side by its id there; `null`: in none. */
const GridId = orNull(Id);
const Way = { before: GridId, after: GridId } as const;

/** With what a plan is compared: the id of another plan, or `present`, the grids in force. */
export const CompareQuery = Type.Object({
  community: Id,
  with: Type.Optional(Id),
});

/** One of the two: grids in force on a day, or a plan. */
const Side = Type.Object({
  kind: Type.Enum(["none", "present", "plan"]),
  planId: orNull(Id),
  planName: orNull(Type.String()),
  /** First day in force of the grids; the day a published plan begins. */
  since: orNull(Day),
  /** The division the page can draw; `null`: none is known. */
  divisionId: orNull(Id),
  baseId: orNull(Id),
  grids: Type.Array(
    Type.Object({
      id: Id,
      /** In force: the code and name; in a draft: none. */
      code: orNull(Type.String()),
      name: orNull(Type.String()),
      households: Type.Integer(),
    }),
  ),
  metrics: Metrics,
});
export type ComparedSide = Static<typeof Side>;

/** Two plans, or a plan and the grids in force, in one community (方案对比). Positions are `[lng, lat]`. */
export const CompareReply = Type.Object({
  communityId: Id,
  before: Side,
  after: Side,
  /** The grids one to one; `null` before: new, `null` after: gone. */
  pairs: Type.Array(Type.Object({ ...Way, shared: Type.Integer(), isSame: Type.Boolean() })),
  /** What every old grid hands to whom, most households first. */
  flows: Type.Array(
    Type.Object({ before: Id, after: Id, households: Type.Integer(), units: Type.Integer() }),
  ),
  /** Units that change hands, by their ids on the base of `after`. */
  movedUnits: Type.Array(Id),
  movedHouseholds: Type.Integer(),
  movedBuildings: Type.Array(
    Type.Object({
      ...Way,
      id: Id,
      address: Type.String(),
      position: orNull(Place),
      households: Type.Integer(),
    }),
  ),
  /** Units of another base version that are not simply the same. */
  unmatchedUnits: Type.Array(Id),
  /** Service stations (服务站点) whose grid changes. */
  stations: Type.Array(
    Type.Object({ ...Way, id: Id, name: Type.String(), kind: Type.String(), position: Place }),
  ),
  /** Grids of either side without a station. */
  withoutStation: Type.Object({ before: Type.Array(Id), after: Type.Array(Id) }),
  /** Open cases (在办案件) whose responsible team changes, of those that the asker may see. */
  cases: Type.Array(
    Type.Object({
      ...Way,
      id: Id,
      number: Type.String(),
      state: Type.String(),
      category: Type.String(),
      position: Place,
    }),
  ),
  /** Duties for a grid go to the grid that carries it on; roles that nobody holds in a new grid. */
  teams: Type.Object({
    handed: Type.Array(Type.Object({ ...Way, role: Type.String(), holders: Type.Integer() })),
    empty: Type.Array(Type.Object({ role: Type.String(), grids: Type.Array(Id) })),
  }),
});
export type CompareReply = Static<typeof CompareReply>;
