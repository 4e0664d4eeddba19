import type { Generated } from "kysely";
import type { Timestamp } from "./schema.ts";

/** Help from other bodies (吹哨报到). */
export interface WhistleTables {
  department: {
    id: string;
    area_ids: string[];
    name: string;
    kind: string;
    categories: Generated<string[]>;
    valid_to: string | null;
  };
  department_version: {
    id: string;
    department_id: string;
    name: string;
    kind: string;
    area_ids: string[];
    categories: string[];
    valid_to: string | null;
    since: string | null;
    made_by: string | null;
    made_at: Timestamp;
  };
}

/** Of a case: who was called to it, when last, and whether a call waits for somebody. */
export interface HelpColumns {
  helper_ids: Generated<string[]>;
  called_at: Timestamp | null;
  is_help_pending: Generated<boolean>;
}

/** Of a case: for when the latest meeting (会商) was called, and whether one waits for its record or for a task. */
export interface MeetingColumns {
  meeting_at: Timestamp | null;
  is_meeting_pending: Generated<boolean>;
}
