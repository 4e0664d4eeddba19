import type { ColumnType } from "kysely";
import type { GroupTemplate } from "@onegrid/core/dispatch";
import type { Timestamp } from "./schema.ts";

type Shape = ColumnType<unknown, unknown, unknown>;

/** Emergency mode (平急结合): plans, the holders of their seats, and what was turned on. */
export interface EmergencyTables {
  emergency_plan: {
    area_id: string;
    version: number;
    groups: ColumnType<readonly GroupTemplate[], string, string>;
    updated_at: Timestamp;
  };
  emergency_holder: {
    area_id: string;
    community_id: string;
    group_key: string;
    post_key: string;
    seat: number;
    account_id: string;
  };
  activation: {
    id: string;
    area_id: string;
    plan_version: number;
    kind: "actual" | "exercise";
    name: string;
    ring: Shape | null;
    started_at: Timestamp;
    started_by: string;
    idempotency_key: string;
    intent_hash: string | null;
    ended_at: Timestamp | null;
    ended_by: string | null;
  };
  activation_area: { activation_id: string; community_id: string; is_on: boolean };
  work_group: {
    activation_id: string;
    community_id: string;
    group_key: string;
    name: string;
    place: number;
  };
  hazard_warning: {
    id: string;
    sender: string;
    identifier: string;
    status: string;
    event: string;
    headline: string;
    area_words: string;
    severity: string;
    urgency: string;
    certainty: string;
    floor: string | null;
    area: Shape;
    scope_path: string[];
    sender_scope: string[];
    sent_at: Timestamp;
    effective_at: Timestamp;
    expires_at: Timestamp;
    received_at: Timestamp;
    received_by: string;
    ended_at: Timestamp | null;
  };
  work_post: {
    activation_id: string;
    community_id: string;
    group_key: string;
    post_key: string;
    seat: number;
    name: string;
    place: number;
    is_lead: boolean;
    account_id: string | null;
  };
}
