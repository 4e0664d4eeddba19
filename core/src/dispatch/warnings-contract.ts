import { Type, type Static } from "typebox";
import {
  Id,
  Instant,
  MultiPolygonField,
  orNull,
  SeverityField,
} from "./contract/contract-fields.ts";

const Count = Type.Integer({ minimum: 0 });

/** What became of a message of CAP 1.2. */
export const WarningTaken = Type.Object({
  /** The warning that was made, or was there already; `null` for one that only ends others. */
  id: orNull(Id),
  isNew: Type.Boolean(),
  /** Open cases whose severity it has raised. */
  raisedCases: Count,
  /** Warnings that it has ended. */
  ended: Count,
});
export type WarningTaken = Static<typeof WarningTaken>;

export const WarningField = Type.Object({
  id: Id,
  event: Type.String(),
  headline: Type.String(),
  areaWords: Type.String(),
  /** An exercise (演练) or a test raises nothing. */
  status: Type.Enum(["actual", "exercise", "test"]),
  severity: SeverityField,
  /** How grave cases in it are at least; `null`: it raises nothing. */
  floor: orNull(SeverityField),
  effectiveAt: Instant,
  expiresAt: Instant,
  geometry: MultiPolygonField,
});
export type WarningField = Static<typeof WarningField>;

/** Warnings (预警) in force, within what the asker sees of the map. */
export const WarningsReply = Type.Object({ warnings: Type.Array(WarningField) });
export type WarningsReply = Static<typeof WarningsReply>;

/** Why a message was not taken. */
export type WarningProblem =
  | { readonly code: "dispatch.warning-xml"; readonly detail: string }
  /** An element that is missing or says what it may not. */
  | { readonly code: "dispatch.warning-element"; readonly element: string }
  /** Another kind of message, or a status that is not for the public. */
  | { readonly code: "dispatch.warning-kind"; readonly kind: string }
  | { readonly code: "dispatch.warning-area-large"; readonly points: number; readonly most: number }
  /** Its area meets none of the areas that the sender may warn. */
  | { readonly code: "dispatch.warning-elsewhere" }
  | { readonly code: "dispatch.warning-over" }
  | { readonly code: "dispatch.warning-unknown" };
