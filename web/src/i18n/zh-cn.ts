import { ZH_CN as problem } from "@onegrid/core/problems";
import command from "./zh-CN/command.json";
import map from "./zh-CN/map.json";
import organisation from "./zh-CN/organisation.json";
import shell from "./zh-CN/shell.json";

/** What every page says. A key is `file:path`, such as `shell:theme.dark`; rooms have files of their own. */
export const ZH_CN = {
  command,
  map,
  organisation,
  problem,
  shell,
};
