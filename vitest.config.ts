import { defineConfig } from "vitest/config";

/** A server of PostgreSQL was named for these tests. */
const isOnServer = Boolean(process.env["TEST_DATABASE_URL"]);
/** Another run of the same checks takes such a server. */
const hasServerRun = process.env["ONEGRID_SERVER_RUN"] === "1";

/** What puts other modules in the place of ours, and so cannot share a process. */
const ALONE = ["server/src/access/second-wall.test.ts"];

/** One database, one test at a time. */
const ON_DATABASE = {
  globalSetup: "db/test/database.ts",
  fileParallelism: false,
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

/**
 * Without a server everything runs on the embedded database. With one, what is built on the layer of the database
 * runs there, several times as fast; the layer itself, and what writes cases and tells of them, runs on both.
 */
function medium(): string[] {
  if (isOnServer || !hasServerRun) return ["{db,server}/src/**/*.test.ts"];
  return [
    "db/src/**/*.test.ts",
    "server/src/dispatch/{cases,clocks}/**/*.test.ts",
    "server/src/live/**/*.test.ts",
    "server/src/{app,serve,shut-down}.test.ts",
  ];
}

export default defineConfig({
  test: {
    provide: { isLongRun: process.env["ONEGRID_LONG_RUN"] === "1" },
    projects: [
      {
        test: {
          name: "pure",
          include: ["{core,tiles}/src/**/*.test.ts"],
          // Nothing there keeps anything between two tests: files share a process, in half the time.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "small",
          include: ["{web,scripts}/src/**/*.test.ts"],
          // No test is about time: a busy machine may take its time.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...ON_DATABASE,
          name: "medium",
          include: medium(),
          exclude: [...ALONE, ...(isOnServer ? ["db/src/local-database/**"] : [])],
          // The server is read and warmed up once: that halves the time.
          isolate: false,
        },
      },
      {
        test: {
          ...ON_DATABASE,
          name: "medium-alone",
          include: isOnServer || !hasServerRun ? ALONE : [],
          // After the others: it is on the same database.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
