import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { openDesk, signIn } from "./desk.ts";

/** Bytes after gzip, in kB of 1,000. The page before its map, and the map. */
const BUDGET_KB = { page: 330, map: 300, worker: 155 };

const partOf = (url: string): keyof typeof BUDGET_KB => {
  if (url.includes("maplibre-gl-worker")) return "worker";
  return /\/maplibre-[^/]*\.js$/.test(url) ? "map" : "page";
};

test("the first load of a desk stays inside its budget", async ({ page }) => {
  const bytes = { page: 0, map: 0, worker: 0 };
  const reading: Promise<void>[] = [];
  page.on("response", (response) => {
    const url = response.url();
    if (!new URL(url).pathname.endsWith(".js")) return;
    reading.push(
      response.body().then((body) => {
        bytes[partOf(url)] += gzipSync(body).length / 1_000;
      }),
    );
  });
  await signIn(page);
  await openDesk(page);
  await Promise.all(reading);
  test.info().annotations.push({ type: "kB", description: JSON.stringify(bytes) });
  expect(bytes.page).toBeGreaterThan(50);
  expect(bytes.page).toBeLessThan(BUDGET_KB.page);
  expect(bytes.map).toBeLessThan(BUDGET_KB.map);
  expect(bytes.worker).toBeLessThan(BUDGET_KB.worker);
});
