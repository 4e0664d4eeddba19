import type { DeliveryState } from "@onegrid/core/dispatch/webhooks-contract";
import type { ColumnType, Generated } from "kysely";
import type { Timestamp, Word } from "./schema.ts";

/**
 * Rights that are not somebody's own duty: keys of other systems and what is told to them, duties lent
 * for a while; and when duty is.
 */
export interface RightsTables {
  roster_line: {
    id: string;
    duty_id: string;
    weekday: number | null;
    day: string | null;
    start_minute: number | null;
    end_minute: number | null;
    rests_on_holidays: Generated<boolean>;
  };
  staff_position: {
    account_id: string;
    place: ColumnType<unknown, unknown, unknown>;
    accuracy_metres: number;
    measured_at: Timestamp;
    received_at: Timestamp;
  };
  case_presence: {
    page_id: string;
    account_id: string;
    case_id: string;
    role: string;
    is_writing: boolean;
    seen_at: Timestamp;
  };
  api_key: {
    id: string;
    account_id: string;
    purpose: Word;
    permissions: string[];
    area_ids: string[];
    categories: Generated<string[]>;
    addresses: Generated<string[]>;
    per_minute: number;
    secret_hash: string;
    previous_hash: string | null;
    previous_until: Timestamp | null;
    made_by: string;
    answered_by: string;
    made_at: Timestamp;
    expires_at: Timestamp;
    revoked_at: Timestamp | null;
    last_used_at: Timestamp | null;
    last_used_from: string | null;
  };
  webhook: {
    id: string;
    key_id: string;
    name: string;
    url: string;
    secret: Buffer;
    epoch: string;
    position: number;
    made_by: string;
    made_at: Timestamp;
    ended_at: Timestamp | null;
  };
  webhook_delivery: {
    webhook_id: string;
    position: number;
    case_id: string;
    version: number;
    verb: string;
    at: Timestamp;
    state: ColumnType<DeliveryState, DeliveryState | undefined, DeliveryState>;
    attempts: Generated<number>;
    next_at: Timestamp;
    done_at: Timestamp | null;
    last_status: number | null;
    last_fault: string | null;
  };
  delegation: {
    id: string;
    duty_id: string;
    receiver_id: string;
    area_ids: string[];
    categories: Generated<string[]>;
    valid_from: Timestamp;
    valid_to: Timestamp;
    made_at: Timestamp;
    ended_at: Timestamp | null;
  };
}
