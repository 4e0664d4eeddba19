import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    provide: { isLongRun: process.env["ONEGRID_LONG_RUN"] === "1" },
    projects: [
      {
        test: {
          name: "small",
          include: ["{core,tiles,web,scripts}/src/**/*.test.ts"],
          // No test is about time: a busy machine may take its time.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "medium",
          include: ["{db,server}/src/**/*.test.ts"],
          // What concerns the embedded database alone is tested in the run that has no server, and so
          // is what takes long and does not depend on the database, or opens none.
          exclude: process.env["TEST_DATABASE_URL"]
            ? [
                "db/src/local-database/**",
                "server/src/operations/{log,route-fuzz}.test.ts",
                // Every door and every holder; the walls have suites of their own for both databases.
                "server/src/access/{canary,free-text,matrix}.test.ts",
                "server/src/access/{second-factor,sign-in-flood,single-sign-on}.test.ts",
                "server/src/coverage/compute/compute-thread.test.ts",
                "server/src/division/random-cities.test.ts",
                "server/src/ingest/{fuzz,readers}.test.ts",
                "server/src/{ask-worker,printing/printer}.test.ts",
              ]
            : [],
          globalSetup: "db/test/database.ts",
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
