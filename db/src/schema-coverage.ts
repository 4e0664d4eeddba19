import type { ColumnType, Generated } from "kysely";
import type { Timestamp } from "./schema.ts";

/** Figures of coverage as they were on a day. */
export interface CoverageTables {
  coverage_series: {
    id: string;
    definition: ColumnType<unknown, string, string>;
    written_at: Generated<Date>;
  };
  coverage_snapshot: {
    series_id: string;
    area_id: string;
    /** `YYYY-MM-DD`. */
    day: string;
    data_version: string;
    written_at: Timestamp;
    covered: number;
    uncovered: number;
    not_computable: number;
  };
}
