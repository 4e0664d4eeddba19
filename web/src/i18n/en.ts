import { EN as problem } from "@onegrid/core/problems";
import access from "./en/access.json";
import command from "./en/command.json";
import coverage from "./en/coverage.json";
import dispatch from "./en/dispatch.json";
import division from "./en/division.json";
import explain from "./en/explain.json";
import exports from "./en/export.json";
import ingest from "./en/ingest.json";
import map from "./en/map.json";
import office from "./en/office.json";
import organisation from "./en/organisation.json";
import overview from "./en/overview.json";
import plan from "./en/plan.json";
import rights from "./en/rights.json";
import shell from "./en/shell.json";
import staff from "./en/staff.json";

/** One file per capability. A key is `file:path`, such as `shell:theme.dark`. */
export const EN = {
  access,
  command,
  coverage,
  dispatch,
  division,
  explain,
  export: exports,
  ingest,
  map,
  office,
  organisation,
  overview,
  plan,
  problem,
  rights,
  shell,
  staff,
};
