import { Type, type Static } from "typebox";
import { codeText, freeText } from "../free-text.ts";
import { Id, orNull } from "./contract/contract-fields.ts";
import { MOST_DEPARTMENT_NAME, type PlacedDepartmentFault } from "./people/change-departments.ts";
import { BODY_KINDS } from "./people/departments.ts";

/** Bodies (部门) and committees as they are kept, and the duties that act for them. */

const MOST_AREAS = 300;
const MOST_CHANGES = 500;

const facts = {
  name: freeText({ minLength: 1, maxLength: MOST_DEPARTMENT_NAME }),
  kind: Type.Enum([...BODY_KINDS]),
  /** The areas that it serves, with all that lies in them. */
  areaIds: Type.Array(Id, { minItems: 1, maxItems: MOST_AREAS }),
  /** Classes, majors and schemes; empty: every class. */
  categories: Type.Array(codeText({ minLength: 1, maxLength: 80 }), { maxItems: MOST_AREAS }),
};
const closed = { additionalProperties: false };

/** What is added, changed, given up and taken up again, together or not at all; from today on. */
export const DepartmentChangesBody = Type.Object(
  {
    add: Type.Array(Type.Object(facts, closed), { maxItems: MOST_CHANGES }),
    change: Type.Array(Type.Object({ id: Id, ...facts }, closed), { maxItems: MOST_CHANGES }),
    retire: Type.Array(Id, { maxItems: MOST_CHANGES }),
    restore: Type.Array(Id, { maxItems: MOST_CHANGES }),
  },
  closed,
);
export type DepartmentChangesBody = Static<typeof DepartmentChangesBody>;

const Areas = Type.Array(Type.Object({ id: Id, name: Type.String() }));

const PastState = Type.Object({
  name: Type.String(),
  kind: Type.String(),
  areas: Areas,
  categories: Type.Array(Type.String()),
  /** It was given up on that day. */
  validTo: orNull(Type.String()),
  /** The day from which it was so; `null`: from before this was kept. */
  since: orNull(Type.String()),
  madeBy: orNull(Type.String()),
});

const KeptBody = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Type.Enum([...BODY_KINDS]),
  areas: Areas,
  categories: Type.Array(Type.String()),
  validTo: orNull(Type.String()),
  /** Somebody with an account acts for it today. */
  isStaffed: Type.Boolean(),
  /** All of its areas are the asker's to look after. */
  isMine: Type.Boolean(),
  /** Every state it was in, the newest first. */
  past: Type.Array(PastState),
});
export type KeptBody = Static<typeof KeptBody>;

/** The bodies that serve the asker's areas, those that were given up too. */
export const DirectoryReply = Type.Object({ today: Type.String(), bodies: Type.Array(KeptBody) });
export type DirectoryReply = Static<typeof DirectoryReply>;

export const DepartmentsSavedReply = Type.Object({
  added: Type.Array(Id),
  changed: Type.Integer(),
  retired: Type.Integer(),
  restored: Type.Integer(),
});
export type DepartmentsSavedReply = Static<typeof DepartmentsSavedReply>;

/** A duty in which somebody may act for a body. */
const SeatField = Type.Object({
  dutyId: Id,
  login: Type.String(),
  displayName: Type.String(),
  role: Type.String(),
  areaName: Type.String(),
  /** The body; `null`: none, the team of the area. */
  unitId: orNull(Type.String()),
  validFrom: Type.String(),
  validTo: orNull(Type.String()),
});
export type SeatField = Static<typeof SeatField>;

/** Duties of the asker's people that are in force or to come, in roles that act for bodies. */
export const SeatsReply = Type.Object({ seats: Type.Array(SeatField) });
export type SeatsReply = Static<typeof SeatsReply>;

/** Which duties act for which body from now on; `null`: for none. */
export const SeatsBody = Type.Object(
  {
    seats: Type.Array(Type.Object({ dutyId: Id, unitId: orNull(Id) }, closed), {
      minItems: 1,
      maxItems: MOST_CHANGES,
    }),
  },
  closed,
);
export type SeatsBody = Static<typeof SeatsBody>;

export type DepartmentsProblem =
  /** No such body serves the place of the case, or nobody acts for it. */
  | { readonly code: "dispatch.no-department"; readonly departmentId: string }
  | {
      readonly code: "dispatch.departments-refused";
      readonly faults: readonly PlacedDepartmentFault[];
    }
  /** No such duty among those of one's people, or its role does not act for such a body. */
  | { readonly code: "dispatch.seat-refused"; readonly dutyId: string };
