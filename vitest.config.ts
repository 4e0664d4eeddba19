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
          // On a server of PostgreSQL: the whole layer of the database, its walls, and what writes cases
          // and tells of them. What asks every door of every holder is the same on either.
          include: process.env["TEST_DATABASE_URL"]
            ? [
                "db/src/**/*.test.ts",
                "server/src/{dispatch,live}/**/*.test.ts",
                "server/src/access/second-wall.test.ts",
                "server/src/ingest/import-records.test.ts",
                "server/src/{serve,shut-down}.test.ts",
              ]
            : ["{db,server}/src/**/*.test.ts"],
          exclude: process.env["TEST_DATABASE_URL"]
            ? [
                "db/src/local-database/**",
                "server/src/dispatch/{advice,contacts,field,open311,photos}/**",
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
