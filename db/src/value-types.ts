import { types } from "pg";

type TypeId = Parameters<typeof types.getTypeParser>[0];

/**
 * How values come out of the driver. Counters stay far below 2⁵³, so a bigint is a number; a date is
 * the day as written: as a moment it would slip by the zone of the process.
 */
export const valueTypes = {
  getTypeParser: (oid: TypeId, format?: "text" | "binary"): ((value: string) => unknown) => {
    if (format !== "binary" && oid === types.builtins.INT8) return Number;
    if (format !== "binary" && oid === types.builtins.DATE) return String;
    return types.getTypeParser(oid, format ?? "text");
  },
};
