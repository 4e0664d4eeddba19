import { Type, type Static } from "typebox";
import { DutyBody } from "./contract.ts";
import { PERMISSIONS } from "./permissions.ts";

export const DutiesWish = Type.Object({ duties: Type.Array(DutyBody, { maxItems: 20 }) });
export type DutiesWish = Static<typeof DutiesWish>;

/** Duties to give, as the preview showed them: `digest` says which preview that was. */
export const DutiesBody = Type.Object({
  duties: Type.Array(DutyBody, { maxItems: 20 }),
  digest: Type.String({ minLength: 1, maxLength: 64 }),
});
export type DutiesBody = Static<typeof DutiesBody>;

const Difference = Type.Object({ gained: Type.Integer(), lost: Type.Integer() });
const Permission = Type.Enum([...PERMISSIONS]);

const Warning = Type.Union([
  /** Nobody else administers this area (no `people.manage` left). */
  Type.Object({ code: Type.Literal("nobody-manages"), areaName: Type.String() }),
  /** Grids (网格) of a community that are left without a head (网格长) or full-time staff (专职网格员). */
  Type.Object({
    code: Type.Literal("grids-without"),
    role: Type.Enum(["grid_head", "grid_staff"]),
    areaName: Type.String(),
    grids: Type.Integer(),
    /** Names of the first few. */
    named: Type.Array(Type.String()),
  }),
  /** Cases in hand that could not be worked on any more. */
  Type.Object({ code: Type.Literal("cases-in-hand"), cases: Type.Integer() }),
]);

/** What other duties would change (岗位变更预览): numbers only, never what the things are. */
export const DutiesPreview = Type.Object({
  digest: Type.String(),
  /** `YYYY-MM-DD`: the first day on which anything differs. */
  day: Type.String(),
  permissions: Type.Array(
    Type.Object({
      areaId: Type.String(),
      areaName: Type.String(),
      gained: Type.Array(Permission),
      lost: Type.Array(Permission),
    }),
  ),
  /** What comes into sight and goes out of it. */
  cases: Difference,
  grids: Difference,
  plans: Difference,
  buildings: Difference,
  households: Difference,
  warnings: Type.Array(Warning),
});
export type DutiesPreview = Static<typeof DutiesPreview>;
export type DutiesWarning = Static<typeof Warning>;
