import { types } from "pg";

const BIGINT = 20;
const DATE = 1082;

/**
 * How values come out of the driver. Counters stay far below 2⁵³, so a bigint is a number; a date is
 * the day as written: as a moment it would slip by the zone of the process.
 */
export const valueTypes = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (format !== "binary" && oid === BIGINT) return Number;
    if (format !== "binary" && oid === DATE) return String;
    return types.getTypeParser(oid, format);
  }) as typeof types.getTypeParser,
};
