import { Type, type Static, type TSchema } from "typebox";
import { ROLES } from "./permissions.ts";
import { STAFF_FIELDS } from "./staff-columns.ts";
import { STAFF_FAULTS } from "./staff-row.ts";

const Field = Type.Enum([...STAFF_FIELDS]);
const OrNull = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()]);

/** A list (人员名单) that was read and waits; nothing of it is in the store before it is committed. */
export const StaffListReply = Type.Object({
  id: Type.String(),
  fileName: Type.String(),
  /** `null` for a workbook. */
  encoding: OrNull(Type.String()),
  columns: Type.Array(
    Type.Object({
      heading: Type.String(),
      /** `personal`: about the person and not needed, so its cells were not even kept. */
      guess: OrNull(Type.Union([Field, Type.Literal("personal")])),
    }),
  ),
  rows: Type.Integer(),
  state: Type.Enum(["open", "working", "done", "failed"]),
  /** Passwords made so far, and to be made. */
  made: Type.Integer(),
  toMake: Type.Integer(),
  /** Why it failed: the code of a refusal. */
  refusal: OrNull(Type.String()),
  accounts: Type.Integer(),
  duties: Type.Integer(),
  /** Whether the passwords are still to be fetched: they are handed out once. */
  hasPasswords: Type.Boolean(),
});
export type StaffListReply = Static<typeof StaffListReply>;

/** What each column is read as, in the order of the list; `null`: not at all. */
const Columns = Type.Array(OrNull(Field), { maxItems: 2000 });
export const StaffPlanBody = Type.Object({ columns: Columns });
export type StaffPlanBody = Static<typeof StaffPlanBody>;
export const StaffCommitBody = Type.Object({
  columns: Columns,
  /** Of the plan that was shown. */
  digest: Type.String({ minLength: 1, maxLength: 64 }),
});
export type StaffCommitBody = Static<typeof StaffCommitBody>;

const Refusal = Type.Object({
  fault: Type.Enum([...STAFF_FAULTS]),
  field: Field,
  value: Type.String(),
  near: Type.Array(Type.String()),
});
const PlanRow = Type.Object({
  line: Type.Integer(),
  outcome: Type.Enum(["new", "changed", "unchanged", "refused"]),
  login: Type.String(),
  displayName: Type.String(),
  role: OrNull(Type.Enum([...ROLES])),
  areaName: Type.String(),
  validFrom: OrNull(Type.String()),
  validTo: OrNull(Type.String()),
  shift: OrNull(Type.String()),
  refusals: Type.Array(Refusal),
});
export type StaffPlanRow = Static<typeof PlanRow>;

/** What the list would do, row by row. */
export const StaffPlanReply = Type.Object({
  digest: Type.String(),
  counts: Type.Object({
    new: Type.Integer(),
    changed: Type.Integer(),
    unchanged: Type.Integer(),
    refused: Type.Integer(),
  }),
  /** Accounts that would be made: one may have several rows. */
  accounts: Type.Integer(),
  rows: Type.Array(PlanRow),
});
export type StaffPlanReply = Static<typeof StaffPlanReply>;
