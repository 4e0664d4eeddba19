import type { DutyPlaceKind, RoutingAreaKind } from "@onegrid/core/dispatch";
import type { ColumnType } from "kysely";
import type { Timestamp } from "./schema.ts";

type Json<T> = ColumnType<T, string, string>;
type Shape = ColumnType<unknown, unknown, unknown>;

interface Versioned {
  scope_id: string;
  valid_from: string;
  valid_to: string | null;
  made_by: string | null;
  made_at: Timestamp;
  ended_by: string | null;
  ended_at: Timestamp | null;
}

/** Who answers for what (责任清单), the places that only that list knows, and the advice that was given. */
export interface AdviceTables {
  duty_place: Versioned & {
    id: string;
    kind: DutyPlaceKind;
    code: string;
    name: string;
    geom: Shape;
    buffer_metres: number | null;
  };
  duty_entry: Versioned & {
    id: string;
    unit_id: string;
    categories: string[];
    area_kind: RoutingAreaKind;
    area_id: string;
    priority: number;
    clause: string | null;
  };
  recommendation: {
    id: string;
    case_id: string;
    case_version: number;
    account_id: string;
    made_at: Timestamp;
    inputs: Json<unknown>;
    result: Json<unknown>;
  };
  dispatch_batch: {
    id: string;
    account_id: string;
    made_at: Timestamp;
    inputs: Json<unknown>;
    result: Json<unknown>;
  };
}
