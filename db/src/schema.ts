import type { IngestRefusal } from "@onegrid/core/ingest";
import type { ScenarioChange } from "@onegrid/core/coverage";
import type { FacilityKind } from "@onegrid/core/organisation";
import type { ColumnType, Generated, GeneratedAlways } from "kysely";
import type { AdviceTables } from "./schema-advice.ts";
import type { CoverageTables } from "./schema-coverage.ts";
import type { EmergencyTables } from "./schema-emergency.ts";
import type { FigureTables } from "./schema-figures.ts";
import type { RightsTables } from "./schema-rights.ts";
import type { RuleTables } from "./schema-rules.ts";
import type { HelpColumns, MeetingColumns, WhistleTables } from "./schema-whistle.ts";

/** Geometry goes in and comes out only through the functions of postgis.ts. */
type Shape = ColumnType<unknown, unknown, unknown>;
type Json<T> = ColumnType<T, string, string>;
export type Timestamp = ColumnType<Date, Date | string, Date | string>;
/** `YYYY-MM-DD`: a date has no zone; connect.ts keeps the driver from giving it one. */
type Day = ColumnType<string, string | undefined, string>;
export type Word = ColumnType<string, string | undefined, string>;

interface Shaped {
  geom: Shape;
  geom_3857: GeneratedAlways<unknown>;
}
interface Named {
  name: string;
  pinyin: Word;
  initials: Word;
}
interface Sourced {
  id: string;
  source_id: string;
}

/** Every table as the migrations leave it; a test compares it with `information_schema`. */
export interface Database
  extends
    CoverageTables,
    AdviceTables,
    EmergencyTables,
    FigureTables,
    RightsTables,
    RuleTables,
    WhistleTables {
  event_log: {
    position: number;
    at: Generated<Date>;
    kind: string;
    subject: string;
    scope_path: string[];
    payload: Json<unknown>;
  };
  event_head: { id: number; position: number; epoch: string };
  layer_revision: { layer: string; revision: number };

  area: Sourced &
    Named &
    Shaped & {
      kind: "city" | "district" | "street" | "community";
      code: string;
      parent_id: string | null;
      path: string[];
      valid_from: Day;
      valid_to: string | null;
    };
  compound: Sourced & Named & Shaped & { access: "open" | "closed"; community_id: string | null };
  gate: Sourced &
    Shaped & {
      compound_id: string | null;
      name: Word;
      access: "public" | "residents";
      hours: string | null;
      evidence: "surveyed" | "mapped" | "inferred";
    };
  building: Sourced &
    Named &
    Shaped & {
      address: Word;
      household_count: number | null;
      household_source: "register" | "estimate" | "unknown";
      storeys: number | null;
      building_use: "residential" | "mixed" | "other";
      facility: ColumnType<
        FacilityKind | null,
        FacilityKind | null | undefined,
        FacilityKind | null
      >;
      community_id: string | null;
      compound_id: string | null;
      place: Shape;
    };
  entrance: Sourced & Shaped & { building_id: string; name: Word };
  way: Sourced & Named & Shaped & { class: string; tags: Json<Record<string, string>> };
  barrier: Sourced & Shaped & { name: Word; barrier_class: number };
  way_barrier: Sourced & Shaped & { name: Word; tags: Json<Record<string, string>> };
  land: Sourced & Shaped & { name: Word; kind: "water" | "green" | "other" };
  station: Sourced &
    Named &
    Shaped & {
      kind: string;
      address: Word;
      floor_area_m2: number | null;
      hours: string | null;
      services: string[];
      community_id: string | null;
    };

  account: {
    id: string;
    login: string;
    display_name: string;
    password_hash: string;
    locale: ColumnType<"zh-CN" | "en", "zh-CN" | "en" | undefined, "zh-CN" | "en">;
    is_demo: Generated<boolean>;
    closed_at: Timestamp | null;
    must_change_password: Generated<boolean>;
    waiting_roles: Generated<string[]>;
    is_machine: Generated<boolean>;
  };
  duty: {
    id: string;
    account_id: string | null;
    role: string;
    area_id: string;
    grid_code: string | null;
    display_name: string;
    categories: Generated<string[]>;
    shift: Word;
    max_open_cases: Generated<number>;
    post: Shape | null;
    valid_from: Day;
    valid_to: string | null;
    unit_id: string | null;
  };
  session: {
    token_hash: string;
    account_id: string;
    created_at: Generated<Date>;
    seen_at: Timestamp;
    expires_at: Timestamp;
    id: Generated<string>;
    device: Word;
    via: ColumnType<"password" | "sso", "password" | "sso" | undefined, never>;
  };
  account_factor: {
    account_id: string;
    secret: Buffer | null;
    confirmed_at: Timestamp | null;
    last_step: Generated<number>;
    pending_secret: Buffer | null;
    pending_until: Timestamp | null;
    recovery_salt: Buffer;
  };
  recovery_code: { account_id: string; hash: Buffer; used_at: Timestamp | null };
  sign_in_step: {
    token_hash: string;
    account_id: string;
    via: "password" | "sso";
    expires_at: Timestamp;
  };
  sso_link: {
    account_id: string;
    issuer: string | null;
    subject: string | null;
    linked_at: Timestamp | null;
  };
  sso_attempt: {
    token_hash: string;
    state: string;
    nonce: string;
    code_verifier: string;
    return_address: string;
    expires_at: Timestamp;
  };
  audit: {
    id: GeneratedAlways<number>;
    at: Generated<Date>;
    account_id: string | null;
    action: string;
    object: Word;
    detail: Json<unknown>;
    position: number | null;
    role: string | null;
    on_behalf_of: string | null;
    source: string | null;
    hash: string | null;
  };
  reporter_contact: { case_id: string; sealed: Buffer; agreed_at: Timestamp; written_by: string };
  audit_head: { id: number; position: number; hash: string };

  import_batch: {
    id: string;
    account_id: string | null;
    file_name: string;
    layer: string;
    state: "reading" | "done" | "failed" | "cancelled";
    started_at: Generated<Date>;
    ended_at: Timestamp | null;
    accepted: Generated<number>;
    added: Generated<number>;
    updated: Generated<number>;
    rejected: Generated<number>;
    detail: Json<unknown>;
  };
  import_row: {
    batch_id: string;
    number: number;
    layer: string;
    source_id: string;
    record: Json<unknown>;
    geom: Shape | null;
  };
  import_reject: {
    batch_id: string;
    number: number;
    place: string;
    code: string;
    severity: "refused" | "warned";
    refusal: Json<IngestRefusal>;
    field: Word;
    value: Word;
  };

  base_version: {
    id: string;
    community_id: string;
    made_at: Generated<Date>;
    origin: "units" | "buildings";
    unit_count: number;
    household_count: number;
    problems: Json<unknown>;
    map: Buffer;
  };
  base_unit: Shaped & {
    base_id: string;
    number: number;
    source_id: string;
    household_count: number;
    compound_id: string | null;
  };
  base_repair: {
    id: string;
    community_id: string;
    kind: "give" | "adopt" | "link" | "accept";
    repair: Json<unknown>;
    reason: Generated<string>;
    made_by: string | null;
    made_at: Generated<Date>;
    withdrawn_by: string | null;
    withdrawn_at: Date | null;
  };
  unit_building: { base_id: string; building_id: string; unit_number: number };
  ready_unit: Sourced &
    Shaped & { community_id: string | null; household_count: number; within_code: string | null };

  service_line: { area_id: string; number: string };
  division_plan: {
    id: string;
    name: string;
    state: "draft" | "review" | "published" | "retired";
    created_by: string | null;
    created_at: Generated<Date>;
    effective_on: string | null;
    reverts_to: string | null;
    published_at: Timestamp | null;
  };
  division: {
    id: string;
    plan_id: string;
    community_id: string;
    base_id: string;
    revision: Generated<number>;
    settings: Json<unknown>;
  };
  division_grid: {
    division_id: string;
    grid_id: string;
    is_locked: Generated<boolean>;
    household_count: number;
    unit_count: number;
    metrics: Json<unknown>;
    geom: Shape | null;
    geom_3857: GeneratedAlways<unknown>;
  };
  division_unit: { division_id: string; unit_number: number; grid_id: string | null };
  division_change: {
    division_id: string;
    revision: number;
    at: Generated<Date>;
    account_id: string | null;
    intent: Json<unknown>;
    change: Json<unknown>;
    inverse: Json<unknown>;
    undoes: number | null;
    idempotency_key: string | null;
  };
  grid_version: Named &
    Shaped & {
      id: string;
      code: string;
      community_id: string;
      plan_id: string | null;
      base_id: string | null;
      household_count: number;
      building_count: number;
      predecessors: Generated<string[]>;
      valid_from: string;
      valid_to: string | null;
      grid_id: string | null;
    };
  city_unit: Shaped & {
    id: string;
    code: string;
    community_id: string;
    base_id: string;
    area_m2: number;
    household_count: number;
    building_count: number;
    made_at: Generated<Date>;
  };
  city_unit_grid: {
    city_unit_id: string;
    grid_version_id: string;
    household_count: number;
    area_m2: number;
  };
  code_scheme: { area_id: string; scheme: string; text: string | null };
  plan_presence: {
    page_id: string;
    division_id: string;
    account_id: string;
    seen_at: Date;
    claimed_at: Date | null;
  };
  gate_survey: {
    id: string;
    compound_id: string;
    gate_id: string | null;
    verdict: "confirmed" | "refuted";
    access: "public" | "residents";
    hours: string | null;
    place: Shape;
    surveyed_by: string;
    surveyed_at: Timestamp;
    replaced_by: string | null;
  };
  coverage_scenario: {
    id: string;
    area_id: string;
    name: string;
    note: Word;
    is_shared: boolean;
    owner_id: string;
    revision: number;
    changes: Json<readonly ScenarioChange[]>;
    version: string | null;
    day: Day;
    made_at: Timestamp;
    changed_at: Timestamp;
  };
  plan_comment: {
    id: string;
    plan_id: string;
    community_id: string | null;
    grid_id: string | null;
    place: Shape | null;
    answers: string | null;
    body: string;
    written_by: string;
    written_at: Date;
    resolved_by: string | null;
    resolved_at: Date | null;
  };
  grid_alias: {
    plan_id: string;
    community_id: string;
    old_code: string;
    new_code: string;
    household_count: number;
    valid_from: string;
  };
  grid_building: { grid_version_id: string; building_id: string };

  dispatch_case: HelpColumns &
    MeetingColumns & {
      id: string;
      number: string;
      version: number;
      state: string;
      category: string;
      level: string;
      severity: string;
      channel: string;
      source_id: string | null;
      address: Word;
      place: Shape | null;
      place_3857: GeneratedAlways<unknown>;
      grid_version_id: string | null;
      community_id: string | null;
      scope_path: string[];
      assignee_id: string | null;
      reported_at: Timestamp;
      due_at: Timestamp | null;
      soon_at: Timestamp | null;
      closed_at: Timestamp | null;
      updated_at: Timestamp;
      card: Json<unknown>;
      alarm_at: Timestamp | null;
      facts: number | null;
      has_spans: Generated<boolean>;
      total_due_at: Timestamp | null;
      is_rehearsal: Generated<boolean>;
    };
  case_event: {
    case_id: string;
    version: number;
    verb: string;
    at: Timestamp;
    actor_id: string | null;
    role: string;
    event: Json<unknown>;
    previous_hash: string;
    hash: string;
  };
  case_span: {
    case_id: string;
    version: number;
    from_at: Timestamp;
    to_at: Timestamp | null;
    state: string;
    step: string | null;
    level: string;
    category: string;
    severity: string;
    unit_id: string | null;
    member_id: string | null;
    is_running: boolean;
    yellow_at: Timestamp | null;
    due_at: Timestamp | null;
    place: Json<unknown> | null;
    length_class: GeneratedAlways<number | null>;
  };
  case_text: { case_id: string; version: number; field: string; body: string; salt: string };
  command_answer: {
    account_id: string;
    idempotency_key: string;
    case_id: string;
    answered_at: Generated<Date>;
    answer: Json<unknown>;
  };
  photo: { hash: string; account_id: string; taken_in_at: Timestamp; bytes: Buffer };
}
