import { EN as problem } from "@onegrid/core/problems";
import command from "./en/command.json";
import map from "./en/map.json";
import organisation from "./en/organisation.json";
import shell from "./en/shell.json";

/** What every page says. A key is `file:path`, such as `shell:theme.dark`; rooms have files of their own. */
export const EN = {
  command,
  map,
  organisation,
  problem,
  shell,
};
