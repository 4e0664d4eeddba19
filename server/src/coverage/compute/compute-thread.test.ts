import { performance } from "node:perf_hooks";
import type { CoverageDefinition, NetworkLine } from "@onegrid/core/coverage";
import type { Position } from "@onegrid/core/geometry";
import { afterEach, expect, it } from "vitest";
import { columnsOf, unpackRings, type CoverTask } from "./compute-tasks.ts";
import { ComputeThread } from "./compute-thread.ts";
import { ComputeWork } from "./compute-work.ts";

const STEP = 0.001;
const at = (column: number, row: number): Position => [115.9 + column * STEP, 28.7 + row * STEP];

/** Streets as ways of one block each. */
function blocks(count: number): NetworkLine[] {
  const ways: NetworkLine[] = [];
  for (let a = 0; a <= count; a++) {
    for (let b = 0; b < count; b++) {
      for (const [from, to] of [
        [at(a, b), at(a, b + 1)],
        [at(b, a), at(b + 1, a)],
      ] as const)
        // prettier-ignore
        ways.push({ id: `w${ways.length}`, tags: { highway: "footway" }, coordinates: [from, to] });
    }
  }
  return ways;
}

const definition: CoverageDefinition = {
  measure: { basis: "time", seconds: 600, profile: "adult", metresPerSecond: 1.25 },
  direction: "home-to-station",
  gates: "optimistic",
  households: "register",
  networkVersion: "",
  stationSetVersion: "made",
};

function taskFor(network: string, count: number): CoverTask {
  const places = Array.from({ length: count * 8 }, (_, i) => at((i * 7.3) % count, i % count));
  return {
    network,
    buildings: columnsOf(places.map((position) => ({ id: "", households: 1, position }))),
    stations: [{ id: "s", position: at(count / 2, count / 2) }],
    definition,
    gateStates: new Int8Array(),
  };
}

const rest = { mode: "foot", gates: [], compounds: [], changes: [] } as const;
const threads: ComputeThread[] = [];

function begin(): ComputeThread {
  const thread = new ComputeThread();
  threads.push(thread);
  return thread;
}

afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.close()));
});

it("answers as the work does in place, with ways in portions", async () => {
  const thread = begin();
  const ways = blocks(12);
  await thread.addWays({ network: "n", ways: ways.slice(0, 100) });
  await thread.addWays({ network: "n", ways: ways.slice(100) });
  const built = await thread.build({ network: "n", ...rest });
  const task = taskFor("n", 12);
  const covered = await thread.cover(task);
  const measures = [definition.measure];
  const traced = { ...task, units: covered.units, measures };
  const rings = await thread.trace(traced);

  const here = new ComputeWork();
  here.do({ kind: "ways", network: "n", ways });
  expect(here.do({ kind: "build", network: "n", ...rest })).toEqual(built);
  expect(here.do({ kind: "cover", ...task })).toEqual(covered);
  expect(here.do({ kind: "trace", ...traced })).toEqual(rings);
  expect(covered.state.includes(0) && covered.state.includes(1)).toBe(true);
  const [only] = rings;
  if (only === undefined) throw new Error("no polygon");
  const [[shell = []] = []] = await unpackRings(only);
  expect(shell.length).toBeGreaterThan(10);
  expect(shell[0]).toEqual(shell.at(-1));
});

it("leaves the server's own thread free while a city is computed", async () => {
  const thread = begin();
  await thread.addWays({ network: "n", ways: blocks(60) });
  const before = performance.eventLoopUtilization();
  await thread.build({ network: "n", ...rest });
  const task = taskFor("n", 60);
  const { units } = await thread.cover(task);
  await thread.trace({ ...task, units, measures: [definition.measure] });
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
});

it("hands on a refusal with its code, and goes on", async () => {
  const thread = begin();
  const refused = thread.build({ network: "empty", ...rest });
  await expect(refused).rejects.toMatchObject({ problem: { code: "coverage.no-ways" } });
  await thread.addWays({ network: "n", ways: blocks(3) });
  await expect(thread.build({ network: "n", ...rest })).resolves.toBeDefined();
});

it("forgets a network when told to", async () => {
  const thread = begin();
  await thread.addWays({ network: "n", ways: blocks(3) });
  await thread.build({ network: "n", ...rest });
  thread.forget("n");
  await expect(thread.cover(taskFor("n", 3))).rejects.toThrow("network n is not kept");
});

it("whoever waits hears of a thread that is closed", async () => {
  const thread = begin();
  const waiting = thread.addWays({ network: "n", ways: blocks(60) });
  await Promise.all([
    expect(waiting).rejects.toThrow("the computing thread ended"),
    thread.close(),
  ]);
  expect(thread.losses).toBe(1);
  await expect(thread.addWays({ network: "n", ways: [] })).rejects.toThrow("closed");
});
