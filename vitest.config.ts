import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      { test: { name: "small", include: ["{core,tiles,web,scripts}/src/**/*.test.ts"] } },
      {
        test: {
          name: "medium",
          include: ["{db,server}/src/**/*.test.ts"],
          globalSetup: "db/test/database.ts",
          fileParallelism: false,
        },
      },
    ],
  },
});
