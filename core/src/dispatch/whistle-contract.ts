import { Type, type Static } from "typebox";
import { CaseCard } from "./contract.ts";
import { Id } from "./contract/contract-fields.ts";
import { DEPARTMENT_KINDS } from "./people/departments.ts";

/** A body (部门) that may be called for help. */
export const DepartmentField = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Type.Enum([...DEPARTMENT_KINDS]),
  /** Classes and majors of its duty list (责任清单); empty: every class. */
  categories: Type.Array(Type.String()),
  /** Somebody with an account acts for it now: its calls are heard. */
  isStaffed: Type.Boolean(),
});
export type DepartmentField = Static<typeof DepartmentField>;

/** The bodies that the areas of whoever asks may call for help. */
export const DepartmentsReply = Type.Object({ departments: Type.Array(DepartmentField) });
export type DepartmentsReply = Static<typeof DepartmentsReply>;

/** Cases with a call for help that waits for somebody, the latest call first. */
export const CallsReply = Type.Object({ cards: Type.Array(CaseCard) });
export type CallsReply = Static<typeof CallsReply>;
