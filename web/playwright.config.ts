import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";

/** A server that runs already, or none: then one is started with a small demo of its own. */
const given = process.env["E2E_BASE_URL"];
const PORT = process.env["E2E_PORT"] ?? "8799";
const baseURL = given ?? `http://127.0.0.1:${PORT}`;

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "e2e",
  // A folder for each server: whoever starts empties it.
  outputDir: `test-results/${PORT}`,
  // One browser at a time: software WebGL takes all the cores there are.
  workers: 1,
  // A slow machine may miss a moment once: a journey that passes the second time is told as flaky.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: process.env["CI"] === undefined ? "list" : "line",
  use: {
    baseURL,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1280, height: 800 },
    screenshot: "only-on-failure",
    trace: "on-first-retry",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: CHROMIUM_FLAGS,
      // Without a locale Chromium can give no file a name in Chinese.
      env: { ...process.env, LANG: process.env["LANG"] ?? "C.UTF-8" },
    },
  },
  ...(given === undefined
    ? {
        webServer: {
          // Builds the page with VITE_E2E=1 and serves it with an estate in a folder of its own.
          command: "node scripts/src/e2e-server.ts",
          cwd: fileURLToPath(new URL("..", import.meta.url)),
          url: `${baseURL}/readyz`,
          env: { PORT },
          timeout: 240_000,
          // Another run's server would be taken away under ours; E2E_BASE_URL is for one that stays.
          reuseExistingServer: false,
        },
      }
    : {}),
});
