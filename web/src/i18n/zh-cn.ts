import { ZH_CN as problem } from "@onegrid/core/problems";
import access from "./zh-CN/access.json";
import command from "./zh-CN/command.json";
import coverage from "./zh-CN/coverage.json";
import dispatch from "./zh-CN/dispatch.json";
import division from "./zh-CN/division.json";
import explain from "./zh-CN/explain.json";
import exports from "./zh-CN/export.json";
import ingest from "./zh-CN/ingest.json";
import map from "./zh-CN/map.json";
import office from "./zh-CN/office.json";
import organisation from "./zh-CN/organisation.json";
import overview from "./zh-CN/overview.json";
import plan from "./zh-CN/plan.json";
import rights from "./zh-CN/rights.json";
import shell from "./zh-CN/shell.json";
import staff from "./zh-CN/staff.json";

/** One file per capability. A key is `file:path`, such as `shell:theme.dark`. */
export const ZH_CN = {
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
