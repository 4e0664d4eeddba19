import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openDemoTown, type DemoTown } from "../../../test/demo-town.ts";
import { CoverageResults } from "./coverage-results.ts";

const DAY = "2026-11-20";
let town: DemoTown;
beforeAll(async () => {
  town = await openDemoTown();
}, 120_000);
afterAll(() => town.close());

test("who waits hears each step, and two who ask the same at once are computed once", async () => {
  const results = new CoverageResults(town.db, async () => ({}));
  const asked = vi.spyOn(results.networks.thread, "do");
  const query = { basis: "distance", metres: 433 } as const;
  const both = [results.ask(query, DAY), results.ask(query, DAY)];
  const seen = new Set<string | null>();
  const waiting = { isDone: false };
  const done = Promise.all(both).finally(() => (waiting.isDone = true));
  for (; !waiting.isDone; await setImmediate()) seen.add(results.stepOf(query, DAY, null));
  const [one, other] = await done;
  expect(one).toBe(other);
  expect([...seen].filter((step) => step !== null)).toEqual(["reading", "network", "computing"]);
  expect(asked.mock.calls.filter(([kind]) => kind === "cover")).toHaveLength(1);
  expect(results.stepOf(query, DAY, null)).toBeNull();
  await results.networks.thread.close();
});

test("a question whose reader has left is not computed, and asked again it is", async () => {
  const results = new CoverageResults(town.db, async () => ({}));
  const asked = vi.spyOn(results.networks.thread, "do");
  const query = { basis: "distance", metres: 434 } as const;
  const reader = new AbortController();
  const left = results.ask(query, DAY, { leaving: reader.signal });
  const told = left.catch((reason: unknown) => reason);
  while (results.stepOf(query, DAY, null) !== "network") await setImmediate();
  reader.abort();
  expect(await told).toMatchObject({ problem: { code: "coverage.computing-stopped" } });
  const again = await results.ask(query, DAY);
  expect(again.times.state.length).toBe(again.places.buildings.length);
  expect(asked.mock.calls.filter(([kind]) => kind === "cover")).toHaveLength(1);
  await results.networks.thread.close();
});
