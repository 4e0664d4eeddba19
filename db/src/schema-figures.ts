import type { GeneratedAlways } from "kysely";
import type { Timestamp } from "./schema.ts";

/** What figures count of each case; kept by a trigger. */
export interface FigureTables {
  case_cell: {
    id: GeneratedAlways<number>;
    scope_path: string[];
    grid_version_id: string;
    category: string;
    level: string;
  };
  case_standing: {
    case_id: string;
    cell_id: number;
    reported_at: Timestamp;
    total_due_at: Timestamp | null;
    closed_at: Timestamp | null;
    updated_at: Timestamp;
    facts: number | null;
    length_class: GeneratedAlways<number | null>;
  };
}
