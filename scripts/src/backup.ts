import { defineCommand } from "citty";
import { runBackup } from "./backup/run-backup.ts";
import { runCommand } from "./command-problem.ts";

export const backupCommand = defineCommand({
  meta: {
    name: "backup",
    description: "Writes everything in the store into one file (备份), while it is in use",
  },
  args: {
    out: { type: "string", description: "file to write; default onegrid-<day>-<time>.backup.gz" },
  },
  run: ({ args }) => runCommand(false, () => runBackup(args.out)),
});
