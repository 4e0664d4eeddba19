import { EN as problem } from "@onegrid/core/problems";
import access from "./en/access.json";
import command from "./en/command.json";
import coverage from "./en/coverage.json";
import dispatch from "./en/dispatch.json";
import division from "./en/division.json";
import ingest from "./en/ingest.json";
import map from "./en/map.json";
import office from "./en/office.json";
import organisation from "./en/organisation.json";
import rights from "./en/rights.json";
import shell from "./en/shell.json";

/** One file per capability. A key is `file:path`, such as `shell:theme.dark`. */
export const EN = {
  access,
  command,
  coverage,
  dispatch,
  division,
  ingest,
  map,
  office,
  organisation,
  problem,
  rights,
  shell,
};
