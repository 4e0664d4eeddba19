import { Type, type Static } from "typebox";
import { EXPORT_STATES } from "./export-state.ts";

/** How far an export is. Its file is kept for an hour. */
export const ExportReply = Type.Object({
  id: Type.String(),
  /** As it was asked for. */
  format: Type.String(),
  state: Type.Enum([...EXPORT_STATES]),
  /** Communities read and written, of how many. */
  done: Type.Integer(),
  total: Type.Integer(),
  fileName: Type.Union([Type.String(), Type.Null()]),
  bytes: Type.Union([Type.Integer(), Type.Null()]),
  /** Why it failed, as a code with its values. */
  refusal: Type.Union([Type.Object({ code: Type.String() }), Type.Null()]),
});
export type ExportReply = Static<typeof ExportReply>;
