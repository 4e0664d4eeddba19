import { defineCommand } from "citty";
import { runRestore } from "./backup/run-restore.ts";
import { runCommand } from "./command-problem.ts";

export const restoreCommand = defineCommand({
  meta: {
    name: "restore",
    description: "Fills an empty store with a backup (恢复), of either kind of database",
  },
  args: {
    from: { type: "string", description: "file that backup has written", required: true },
  },
  run: ({ args }) => runCommand(false, () => runRestore(args.from)),
});
