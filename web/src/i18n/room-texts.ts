import type access from "./zh-CN/access.json";
import type coverage from "./zh-CN/coverage.json";
import type dispatch from "./zh-CN/dispatch.json";
import type division from "./zh-CN/division.json";
import type duties from "./zh-CN/duties.json";
import type emergency from "./zh-CN/emergency.json";
import type explain from "./zh-CN/explain.json";
import type exports from "./zh-CN/export.json";
import type field from "./zh-CN/field.json";
import type ingest from "./zh-CN/ingest.json";
import type office from "./zh-CN/office.json";
import type overview from "./zh-CN/overview.json";
import type plan from "./zh-CN/plan.json";
import type rights from "./zh-CN/rights.json";
import type rules from "./zh-CN/rules.json";
import type staff from "./zh-CN/staff.json";
import type wall from "./zh-CN/wall.json";

/** Texts that come with the part of the page that says them. */
export interface RoomTexts {
  readonly access: typeof access;
  readonly coverage: typeof coverage;
  readonly dispatch: typeof dispatch;
  readonly division: typeof division;
  readonly duties: typeof duties;
  readonly emergency: typeof emergency;
  readonly explain: typeof explain;
  readonly export: typeof exports;
  readonly field: typeof field;
  readonly ingest: typeof ingest;
  readonly office: typeof office;
  readonly overview: typeof overview;
  readonly plan: typeof plan;
  readonly rights: typeof rights;
  readonly rules: typeof rules;
  readonly staff: typeof staff;
  readonly wall: typeof wall;
}
