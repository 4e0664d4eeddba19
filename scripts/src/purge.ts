import { defineCommand } from "citty";
import { runCommand } from "./command-problem.ts";
import { runPurge } from "./purge/run-purge.ts";

export const purgeCommand = defineCommand({
  meta: {
    name: "purge",
    description:
      "Deletes the reporters' contacts whose time is over (清除到期联系方式), as the server does hourly",
  },
  run: () => runCommand(false, runPurge),
});
