import { Type, type Static, type TSchema } from "typebox";
import { codeText, freeText } from "../../free-text.ts";

const Id = codeText({ minLength: 1, maxLength: 120 });
/** A problem is called after its kind, place and what it concerns. */
const ProblemId = codeText({ minLength: 1, maxLength: 500 });
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Place = Type.Tuple([Type.Number(), Type.Number()]);

/** What a planner settles about the ground (底图修正); see `BaseRepair`. */
const RepairRow = Type.Union([
  Type.Object({ kind: Type.Literal("give"), place: Place, to: Id }),
  Type.Object({ kind: Type.Literal("adopt"), buildingId: Id }),
  Type.Object({ kind: Type.Literal("link"), unitId: Id, otherId: Id }),
  Type.Object({ kind: Type.Literal("accept"), problemId: ProblemId }),
]);

const StandingRepair = Type.Object({
  id: Id,
  repair: RepairRow,
  reason: Type.String(),
  by: orNull(Type.String()),
  at: Type.String(),
});
export type StandingRepair = Static<typeof StandingRepair>;

export const GroundProblem = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  place: Place,
  areaSquareMetres: Type.Number(),
  ids: Type.Array(Type.String()),
  givenTo: Type.Optional(Type.String()),
  /** What can be done about it, best first. */
  offers: Type.Array(RepairRow),
  /** The repair by which it was accepted as it is. */
  accepted: orNull(StandingRepair),
});
export type GroundProblem = Static<typeof GroundProblem>;

/** Problems of a base version (底图版本) and what has been settled of its community so far. */
export const GroundReply = Type.Object({
  baseId: Id,
  communityId: Id,
  /** The version that a new plan would be made on; another one when something was settled or imported. */
  newestBaseId: Id,
  problems: Type.Array(GroundProblem),
  /** Everything that stands and is not an acceptance, oldest first. */
  repairs: Type.Array(StandingRepair),
  /** Names of buildings, compounds and communities among the ids. */
  names: Type.Record(Type.String(), Type.String()),
});
export type GroundReply = Static<typeof GroundReply>;

export const RepairBody = Type.Object({
  repair: RepairRow,
  reason: Type.Optional(freeText({ maxLength: 500 })),
});
export type RepairBody = Static<typeof RepairBody>;

/** The newest base version after a repair was made or taken back. */
export const RepairReply = Type.Object({ baseId: Id });
export type RepairReply = Static<typeof RepairReply>;

export const RebaseBody = Type.Object({ revision: Type.Integer({ minimum: 0 }) });
export type RebaseBody = Static<typeof RebaseBody>;

/** A division carried over to the newest base version (换到新底图). */
export const RebaseReply = Type.Object({
  baseId: Id,
  revision: Type.Integer({ minimum: 0 }),
  /** Units that did not match one to one. */
  unmatched: Type.Array(Type.Object({ unitId: Type.String(), fate: Type.String() })),
});
export type RebaseReply = Static<typeof RebaseReply>;
