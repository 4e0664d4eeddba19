import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { askWorker } from "./ask-worker.ts";

const ECHO = `const { parentPort } = require("node:worker_threads");
parentPort.on("message", (text) => {
  if (text === "throw") throw new Error("thrown");
  if (text === "exit") process.exit(3);
  parentPort.postMessage("heard " + text);
});`;
const start = (): Worker => new Worker(ECHO, { eval: true });

test("a worker is asked twice, and no listener stays behind", async () => {
  const worker = start();
  const before = worker.eventNames();
  expect(await askWorker(worker, "a")).toBe("heard a");
  expect(await askWorker(worker, "b")).toBe("heard b");
  expect(worker.eventNames()).toEqual(before);
  await worker.terminate();
});

test("what ends the worker is what whoever asked hears", async () => {
  await expect(askWorker(start(), "throw")).rejects.toThrow("thrown");
  await expect(askWorker(start(), "exit")).rejects.toThrow("the worker ended with 3");
});
