import type { ColumnType, Generated } from "kysely";
import type { Timestamp } from "./schema.ts";

/** What a version says: a class, a limit or a calendar. */
type RuleBody = ColumnType<object, string, never>;

/** The rule book (规则库): what is added to it, and which edition is in force. */
export interface RuleTables {
  rule_edition: {
    edition: number;
    token: Generated<string>;
    saved_at: Timestamp;
    account_id: string | null;
    note: string;
  };
  rule_version: {
    kind: "category" | "limit" | "calendar";
    rule_id: string;
    valid_from: string;
    edition: number;
    body: RuleBody | null;
  };
  rule_head: { id: number; edition: number };
}
