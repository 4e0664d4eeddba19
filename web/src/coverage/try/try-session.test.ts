import type { ScenarioReply } from "@onegrid/core/coverage/scenario-contract";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EMPTY_FRAME, madeStart } from "../fixtures/made-ground.ts";
import { madeResult } from "../fixtures/made-result.ts";
import { tryOnFrom } from "../scenarios/scenario-state.ts";
import { useCoverage } from "../store.ts";
import { startTrying, stopTrying } from "./try-session.ts";
import { follow } from "./try-run.ts";
import { groundOf, TRY_OFF, useTry } from "./try-state.ts";

const FRESH = useCoverage.getState();

const worker = vi.hoisted(() => ({
  begin: vi.fn<() => Promise<unknown>>(),
  show: vi.fn<() => Promise<unknown>>(),
  unitsEverywhere: vi.fn<() => Promise<unknown>>(),
  polygon: vi.fn<() => Promise<unknown>>(),
  end: vi.fn<() => void>(),
}));
vi.mock("./live-worker.ts", () => ({ liveWorker: () => worker }));

const EARLY = madeResult({ key: "EEEEEEEEEEEEEEEE" });
const LATE = madeResult({ key: "LLLLLLLLLLLLLLLL" });
const SCENARIO: ScenarioReply = {
  id: "kept",
  areaId: "street",
  areaName: "street",
  name: "东片区加一处",
  note: "",
  isShared: false,
  owner: null,
  isMine: true,
  revision: 1,
  changes: [{ change: "close-station", id: "s" }],
  version: null,
  day: "2026-11-22",
  changedAt: "2026-11-22T00:00:00Z",
};

/** Grounds on their way, by key: a test lets them come. */
let waiting: Map<string, () => void>;

beforeEach(() => {
  waiting = new Map();
  worker.begin.mockResolvedValue({ frame: EMPTY_FRAME, units: new Int32Array(), gates: [] });
  worker.show.mockResolvedValue(EMPTY_FRAME);
  worker.unitsEverywhere.mockResolvedValue(new Int32Array());
  worker.polygon.mockResolvedValue({ polygon: null, milliseconds: 1 });
  useTry.setState(TRY_OFF);
  useCoverage.setState({ ...FRESH, result: EARLY }, true);
  vi.stubGlobal("requestAnimationFrame", (run: () => void) => setTimeout(run, 0));
  vi.stubGlobal("fetch", async (address: string) => {
    const json = (body: unknown): Response =>
      new Response(JSON.stringify(body), { headers: { "content-type": "application/json" } });
    if (address.endsWith("/network")) return new Response(new ArrayBuffer(8));
    if (!address.endsWith("/live")) return json(LATE);
    const key = address.split("/").at(-2) ?? "";
    await new Promise<void>((come) => waiting.set(key, come));
    return json(madeStart(EARLY));
  });
});
afterEach(() => {
  stopTrying();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

const come = async (key: string): Promise<void> => {
  await vi.waitFor(() => expect(waiting.has(key)).toBe(true));
  waiting.get(key)?.();
};
const isReady = (): void => expect(useTry.getState().phase.kind).toBe("ready");

test("newer data while the ground is fetched: the page and the worker take the new one only", async () => {
  startTrying();
  await vi.waitFor(() => expect(waiting.has(EARLY.key)).toBe(true));
  useCoverage.setState({ result: LATE });
  await come(EARLY.key);
  // The ground of the question before is there, and nobody wants it.
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(worker.begin).not.toHaveBeenCalled();
  await come(LATE.key);
  await vi.waitFor(isReady);
  expect(groundOf(useTry.getState())?.result.key).toBe(LATE.key);
});

test("trying ends while a polygon is drawn: the worker is asked nothing more", async () => {
  startTrying();
  await come(EARLY.key);
  await vi.waitFor(isReady);
  await vi.waitFor(() => expect(worker.unitsEverywhere).toHaveBeenCalledTimes(1));
  worker.polygon.mockImplementation(async () => {
    stopTrying();
    return { polygon: null, milliseconds: 1 };
  });
  await follow();
  expect(worker.end).toHaveBeenCalledTimes(1);
  expect(worker.unitsEverywhere).toHaveBeenCalledTimes(1);
});

test("a scenario that was gone on from is left with the try: the next one is not saved over it", async () => {
  await tryOnFrom(SCENARIO);
  await come(LATE.key);
  await vi.waitFor(isReady);
  expect(useTry.getState()).toMatchObject({ edited: SCENARIO, list: { at: 1 } });
  stopTrying();
  startTrying();
  expect(useTry.getState()).toMatchObject({ edited: null, list: { at: 0 } });
});
