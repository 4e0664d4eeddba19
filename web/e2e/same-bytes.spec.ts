import { PRESET_NAMES } from "@onegrid/core/division";
import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** The solver for a worker: asked for a town and a preset, it answers with the grids of its units. */
const WORKER = fileURLToPath(new URL("solve-in-worker.ts", import.meta.url));

async function workerScript(): Promise<string> {
  const built = await build({
    logLevel: "error",
    configFile: false,
    build: {
      write: false,
      lib: { entry: WORKER, formats: ["iife"], name: "solver" },
    },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const chunk = outputs.flatMap((one) => ("output" in one ? one.output : []))[0];
  if (chunk?.type !== "chunk") throw new Error("the worker was not built");
  return chunk.code;
}

const SEEDS = ["1", "2", "20261122"];

test("the browser divides to the same bytes as Node", async ({ page }) => {
  const script = await workerScript();
  const { solve } = await import("./solve-in-worker.ts");
  for (const preset of PRESET_NAMES)
    for (const seed of SEEDS) {
      const inBrowser = await page.evaluate(
        ({ code, order }) =>
          new Promise((resolve, reject) => {
            const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
            const worker = new Worker(url);
            worker.addEventListener("error", ({ message }) => reject(new Error(message)));
            worker.addEventListener("message", ({ data }) => resolve(data));
            // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
            worker.postMessage(order);
          }),
        { code: script, order: { seed, preset } },
      );
      expect(inBrowser, `${preset} ${seed}`).toEqual(solve({ seed, preset }));
    }
});
