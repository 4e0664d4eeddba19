import { performance } from "node:perf_hooks";
import type { ResourceLimits } from "node:worker_threads";
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

const rest = { mode: "foot", barriers: [], gates: [], compounds: [], changes: [] } as const;
const threads: ComputeThread[] = [];

const STOPPED = { problem: { code: "coverage.computing-stopped" } };

function begin(resourceLimits: ResourceLimits = {}): ComputeThread {
  const thread = new ComputeThread({ resourceLimits });
  threads.push(thread);
  return thread;
}

afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.close()));
});

it("answers as the work does in place, with ways in portions", async () => {
  const thread = begin();
  const ways = blocks(12);
  await thread.do("ways", { network: "n", ways: ways.slice(0, 100) });
  await thread.do("ways", { network: "n", ways: ways.slice(100) });
  const built = await thread.do("build", { network: "n", ...rest });
  const task = taskFor("n", 12);
  const covered = await thread.do("cover", task);
  const measures = [definition.measure];
  const traced = { ...task, units: covered.units, measures };
  const rings = await thread.do("trace", traced);

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
  await thread.do("ways", { network: "n", ways: blocks(60) });
  const before = performance.eventLoopUtilization();
  await thread.do("build", { network: "n", ...rest });
  const task = taskFor("n", 60);
  const { units } = await thread.do("cover", task);
  await thread.do("trace", { ...task, units, measures: [definition.measure] });
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
});

it("hands on a refusal with its code, and goes on", async () => {
  const thread = begin();
  const refused = thread.do("build", { network: "empty", ...rest });
  await expect(refused).rejects.toMatchObject({ problem: { code: "coverage.no-ways" } });
  await thread.do("ways", { network: "n", ways: blocks(3) });
  await expect(thread.do("build", { network: "n", ...rest })).resolves.toBeDefined();
});

it("forgets a network when told to", async () => {
  const thread = begin();
  await thread.do("ways", { network: "n", ways: blocks(3) });
  await thread.do("build", { network: "n", ...rest });
  thread.forget("n");
  await expect(thread.do("cover", taskFor("n", 3))).rejects.toMatchObject(STOPPED);
});

it("whoever waits hears of a thread that is closed", async () => {
  const thread = begin();
  const waiting = thread.do("ways", { network: "n", ways: blocks(60) });
  await Promise.all([expect(waiting).rejects.toMatchObject(STOPPED), thread.close()]);
  expect(thread.losses).toBe(1);
  await expect(thread.do("ways", { network: "n", ways: [] })).rejects.toThrow("closed");
});

it("a thread that runs out of memory is told to all who wait, and the next one works", async () => {
  const thread = begin({ maxOldGenerationSizeMb: 60 });
  const reasons: string[] = [];
  thread.onLoss = ({ message }) => reasons.push(message);
  const small = async () => {
    await thread.do("ways", { network: "n", ways: blocks(3) });
    await thread.do("build", { network: "n", ...rest });
    return thread.do("cover", taskFor("n", 3));
  };
  const before = await small();
  const told = await Promise.allSettled([
    thread.do("ways", { network: "big", ways: blocks(220) }),
    thread.do("build", { network: "big", ...rest }),
    thread.do("cover", taskFor("n", 3)),
  ]);
  expect(told.slice(1)).toEqual(
    [1, 2].map(() => ({ status: "rejected", reason: expect.objectContaining(STOPPED) })),
  );
  expect(reasons).toEqual([expect.stringContaining("memory")]);
  expect(await small()).toEqual(before);
}, 60_000);

it("a task that nobody waits for any more is not begun", async () => {
  const thread = begin();
  await thread.do("ways", { network: "n", ways: blocks(12) });
  const leaving = new AbortController();
  const first = thread.do("build", { network: "n", ...rest });
  const dead = thread.do("cover", taskFor("n", 12), leaving.signal);
  const last = thread.do("cover", taskFor("n", 12));
  expect(thread.length).toBe(3);
  leaving.abort(new Error("gone"));
  expect(thread.length).toBe(2);
  await expect(dead).rejects.toThrow("gone");
  await first;
  expect((await last).state.length).toBeGreaterThan(0);
});
