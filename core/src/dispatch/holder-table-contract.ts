import { Type, type Static } from "typebox";
import { Id, orNull } from "./contract/contract-fields.ts";
import { HOLDER_COLUMNS } from "./emergency/holder-table.ts";
import { HOLDER_FAULTS, HOLDER_OUTCOMES } from "./emergency/plan-holder-rows.ts";

const Count = Type.Integer({ minimum: 0 });
const LanguageField = Type.Enum(["zh-CN", "en"]);

/** Who holds the seats of a plan, as a file; or the seats alone, to fill in. */
export const HolderTableQuery = Type.Object(
  {
    areaId: Id,
    format: Type.Enum(["xlsx", "csv"]),
    language: LanguageField,
    isTemplate: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type HolderTableQuery = Static<typeof HolderTableQuery>;

export const HolderImportQuery = Type.Object(
  {
    areaId: Id,
    /** Of the plan; a file is taken into that version, or not at all. */
    expectedVersion: Type.Integer({ minimum: 1, maximum: 2_147_483_646 }),
    /** Seats that stand in the file without an account are emptied; else they stay as they are. */
    emptiesBlank: Type.Optional(Type.Boolean()),
    /** The whole file is taken; else nothing changes, and what would change is told. */
    isTaken: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type HolderImportQuery = Static<typeof HolderImportQuery>;

/** Rows that a reply lists: those with faults first, then those that change something. */
export const MOST_HOLDER_ROWS_SHOWN = 300;

export const HolderImportReply = Type.Object({
  fileName: Type.String(),
  /** Of the plan, after the file where it was taken. */
  version: Type.Integer(),
  isTaken: Type.Boolean(),
  counts: Type.Object({ new: Count, changed: Count, emptied: Count, known: Count, refused: Count }),
  rows: Type.Array(
    Type.Object({
      line: Type.Integer(),
      outcome: Type.Enum([...HOLDER_OUTCOMES]),
      /** In words, as far as the row could be read. */
      community: Type.String(),
      group: Type.String(),
      post: Type.String(),
      seat: orNull(Type.Integer()),
      /** Who holds the seat, and who is to; `null`: nobody. */
      before: orNull(Type.String()),
      after: orNull(Type.String()),
      faults: Type.Array(
        Type.Object({
          column: Type.Enum(HOLDER_COLUMNS.map(({ key }) => key)),
          fault: Type.Enum([...HOLDER_FAULTS]),
          value: Type.String(),
        }),
      ),
    }),
  ),
});
export type HolderImportReply = Static<typeof HolderImportReply>;
