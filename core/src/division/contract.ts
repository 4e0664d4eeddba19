import { Type, type Static, type TSchema } from "typebox";
import { codeText, freeText } from "../free-text.ts";
import type { CodeError } from "./plan/code-schemes.ts";
import { DivisionIntent, Line } from "./contract/contract-edits.ts";
import type { ExportProblem } from "./export-contract.ts";
import type { DivisionError, UnitId } from "./model/model.ts";
import { PLAN_STATES, type PlanError } from "./plan/plan-life-cycle.ts";

export { DivisionIntent };
export {
  GroundReply,
  RebaseBody,
  RebaseReply,
  RepairBody,
  RepairReply,
} from "./contract/contract-ground.ts";
export type { GroundProblem, StandingRepair } from "./contract/contract-ground.ts";
export { SurroundingsReply } from "./contract/contract-surroundings.ts";
export { CompareQuery, CompareReply } from "./contract/contract-compare.ts";
export { CityUnitsReply } from "./contract/contract-city-units.ts";
export { CommentBody, CommentsReply, ResolveBody } from "./contract/contract-comments.ts";
export { CodesQuery, CodesReply, SchemeBody } from "./contract/contract-codes.ts";
export { PresenceBody, PresenceReply } from "./contract/contract-presence.ts";
export type { ComparedSide } from "./contract/contract-compare.ts";

const Id = codeText({ minLength: 1, maxLength: 120 });
const Name = freeText({ minLength: 1, maxLength: 120 });
const Revision = Type.Integer({ minimum: 0 });
const Day = Type.String({ format: "date" });
const State = Type.Enum([...PLAN_STATES]);
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** A plan (方案) over communities; each gets a division (划分) on its newest base version. */
export const CreatePlanBody = Type.Object({
  name: Name,
  communityIds: Type.Array(Id, { minItems: 1, maxItems: 2000 }),
  target: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  /** Starts from the grids in force instead of from nothing. */
  fromPresent: Type.Optional(Type.Boolean()),
  /** Starts from the assignments of another plan: an alternative (备选方案). */
  fromPlanId: Type.Optional(Id),
  /** Of that plan, one division as it was at a revision: where strokes of the asker's own go on. */
  fromRevision: Type.Optional(Type.Object({ divisionId: Id, revision: Revision })),
  /** Puts the grids back that were in force on a day (恢复), with their codes. */
  fromDay: Type.Optional(Day),
});
export type CreatePlanBody = Static<typeof CreatePlanBody>;

export const PlanReply = Type.Object({
  id: Id,
  name: Name,
  state: State,
  effectiveOn: orNull(Day),
  /** The day whose grids it puts back. */
  revertsTo: orNull(Day),
  createdBy: orNull(Type.String()),
  createdAt: Type.String(),
  divisions: Type.Array(
    Type.Object({
      id: Id,
      communityId: Id,
      communityName: Type.String(),
      baseId: Id,
      revision: Revision,
      grids: Type.Integer(),
      unassignedUnits: Type.Integer(),
    }),
  ),
  /** Who changed it, and may therefore not approve it. */
  editors: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  /** Steps of the plan as a whole, oldest first; the last one says how it came to its state. */
  steps: Type.Array(
    Type.Object({
      step: Type.String(),
      at: Type.String(),
      by: orNull(Type.String()),
      reason: orNull(Type.String()),
    }),
  ),
});
export type PlanReply = Static<typeof PlanReply>;

/** Facts of one grid as the list shows them; deviations and shares are fractions of 1. */
export const GridRow = Type.Object({
  id: Id,
  units: Type.Integer(),
  households: Type.Integer(),
  squareMetres: Type.Number(),
  deviationTarget: Type.Number(),
  deviationFairShare: Type.Number(),
  polsbyPopper: Type.Number(),
  pieces: Type.Integer(),
  isOversized: Type.Boolean(),
});
export type GridRow = Static<typeof GridRow>;

const LockRow = Type.Object({
  kind: Type.Union([Type.Literal("grid"), Type.Literal("compound"), Type.Literal("border")]),
  gridId: Type.Optional(Id),
  compoundId: Type.Optional(Id),
  unitId: Type.Optional(Id),
  otherId: Type.Optional(Id),
  by: Type.String(),
  reason: Type.String(),
});

/** A unit cut in two along a line, in whole centimetres of the base version's plane. */
const CutRow = Type.Object({ unitId: Id, path: Line });

/**
 * A whole division: `gridOf[i]` is the place in `grids` of the grid of unit i of the base version,
 * −1 if it is in none.
 */
export const DivisionReply = Type.Object({
  id: Id,
  planId: Id,
  communityId: Id,
  baseId: Id,
  revision: Revision,
  target: Type.Integer(),
  grids: Type.Array(GridRow),
  gridOf: Type.Array(Type.Integer({ minimum: -1 })),
  locks: Type.Array(LockRow),
  /** Units of the base that are cut (切割): the units of the division are those of the base with these. */
  cuts: Type.Array(CutRow),
  metrics: Type.Record(Type.String(), orNull(Type.Number())),
});
export type DivisionReply = Static<typeof DivisionReply>;

/** One edit. The server makes the change itself, from the intent, on the revision named here. */
export const EditBody = Type.Object({
  revision: Revision,
  /** Sent again with the same key, it gets the first answer. */
  idempotencyKey: codeText({ minLength: 8, maxLength: 80 }),
  intent: DivisionIntent,
});
export type EditBody = Static<typeof EditBody>;

/** Undo or redo (撤销, 重做) of the change that made `undoes`, as a new change. */
export const UndoBody = Type.Object({
  revision: Revision,
  idempotencyKey: codeText({ minLength: 8, maxLength: 80 }),
  /** The revision that change made. */
  undoes: Type.Integer({ minimum: 1 }),
});
export type UndoBody = Static<typeof UndoBody>;

/** One change of the history in full. */
export const ChangeReply = Type.Object({
  edit: Type.String(),
  moves: Type.Array(Type.Object({ unitId: Id, from: orNull(Id), to: orNull(Id) })),
  addedGrids: Type.Array(Id),
  removedGrids: Type.Array(Id),
  addedLocks: Type.Array(LockRow),
  removedLocks: Type.Array(LockRow),
  addedCuts: Type.Array(CutRow),
  removedCuts: Type.Array(CutRow),
  contiguity: Type.Optional(Type.Literal("warn")),
});

export const EditReply = Type.Object({
  revision: Revision,
  change: ChangeReply,
  /** The grids that changed, with their new numbers. */
  grids: Type.Array(GridRow),
  metrics: Type.Record(Type.String(), orNull(Type.Number())),
});
export type EditReply = Static<typeof EditReply>;

export type ChangeReply = Static<typeof ChangeReply>;

/** Grids of one community that are in force on a day (现行网格). */
export const GridsOnReply = Type.Object({
  on: Day,
  grids: Type.Array(
    Type.Object({
      id: Id,
      code: Type.String(),
      name: Type.String(),
      households: Type.Integer(),
      buildings: Type.Array(Id),
      planId: orNull(Id),
      validFrom: Day,
      validTo: orNull(Day),
    }),
  ),
});
export type GridsOnReply = Static<typeof GridsOnReply>;

/** History of a division, oldest first. */
export const ChangesReply = Type.Object({
  changes: Type.Array(
    Type.Object({
      revision: Revision,
      at: Type.String(),
      by: orNull(Type.String()),
      edit: Type.String(),
      units: Type.Integer(),
      undoes: orNull(Revision),
      /** The idempotency key it was sent with: a page knows its own changes again by it. */
      key: orNull(Type.String()),
      /** Who gave how much to whom, most households first. */
      flows: Type.Array(
        Type.Object({
          from: orNull(Id),
          to: orNull(Id),
          units: Type.Integer(),
          households: Type.Integer(),
          buildings: Type.Integer(),
        }),
      ),
      /** Grids that were locked or opened. */
      locks: Type.Array(Id),
    }),
  ),
});
export type ChangesReply = Static<typeof ChangesReply>;

/** Submit, return with a reason, approve with a day, withdraw. */
export const PlanStepBody = Type.Object({
  step: Type.Union([
    Type.Literal("submit"),
    Type.Literal("return"),
    Type.Literal("approve"),
    Type.Literal("withdraw"),
  ]),
  reason: Type.Optional(freeText({ maxLength: 2000 })),
  /** For `approve`: takes effect at 00:00 Asia/Shanghai of this day. */
  effectiveOn: Type.Optional(Day),
  /** For `approve`: every grid gets a new number instead of keeping that of the grid it carries on. */
  renumber: Type.Optional(Type.Boolean()),
});
export type PlanStepBody = Static<typeof PlanStepBody>;

/** Every refusal a request of this capability can be answered with. */
export type DivisionProblem =
  | DivisionError
  | ExportProblem
  | PlanError
  | { readonly code: "division.not-found" }
  | { readonly code: "division.stale"; readonly revision: number }
  /** Edits are for drafts. */
  | { readonly code: "division.not-a-draft"; readonly state: string }
  | { readonly code: "division.no-base"; readonly communityId: string }
  | { readonly code: "division.other-base"; readonly baseIds: readonly string[] }
  /** A link (连接) is an exception and has to be given a reason. */
  | { readonly code: "division.reason-missing" }
  /** The base version has no such problem, or offers something else about it. */
  | { readonly code: "division.not-offered" }
  | { readonly code: "division.unknown-change"; readonly undoes: number }
  /** The change was already undone by this revision. */
  | { readonly code: "division.already-undone"; readonly by: number }
  | {
      readonly code: "division.dates-overlap";
      readonly planId: string;
      readonly unitIds?: readonly UnitId[];
    }
  | CodeError
  /** Somebody draws alone there just now. */
  | { readonly code: "division.claimed"; readonly by: string; readonly until: string }
  /** A grid of another community had this code once. */
  | { readonly code: "division.code-in-use"; readonly gridCode: string };
