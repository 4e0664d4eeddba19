import { defineCommand, runMain } from "citty";

/** One line per subcommand; each is loaded when it is asked for. */
const subCommands = {
  backup: () => import("./backup.ts").then((file) => file.backupCommand),
  cover: () => import("./cover.ts").then((file) => file.coverCommand),
  demo: () => import("./demo.ts").then((file) => file.demoCommand),
  divide: () => import("./divide.ts").then((file) => file.divideCommand),
  export: () => import("./export.ts").then((file) => file.exportCommand),
  ingest: () => import("./ingest.ts").then((file) => file.ingestCommand),
  purge: () => import("./purge.ts").then((file) => file.purgeCommand),
  replay: () => import("./replay.ts").then((file) => file.replayCommand),
  restore: () => import("./restore.ts").then((file) => file.restoreCommand),
  site: () => import("./site.ts").then((file) => file.siteCommand),
  matrix: () => import("./matrix.ts").then((file) => file.matrixCommand),
};

await runMain(
  defineCommand({
    meta: {
      name: "onegrid",
      description: "OneGrid 一张网: grids of about 300 households, walking coverage, dispatch",
    },
    subCommands,
  }),
);
