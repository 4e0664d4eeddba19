import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startLive, stopLive, useLiveState } from "../live.ts";
import { clearSelection, selectObject } from "../map/map-store.ts";
import { linkParameter, setLinkParameter } from "../shell/link-parameters.ts";
import { madeResult } from "./fixtures/made-result.ts";
import { DEFAULT_QUESTION, PRESETS } from "./question.ts";
import { ask, chooseArea, enterCoverage, readLink, useCoverage } from "./store.ts";

const FRESH = useCoverage.getState();
const POLYGON = { type: "MultiPolygon", coordinates: [] };
/** What the made server was asked, in order. */
let asked: string[] = [];
/** Answers by the beginning of the address; a test may change them. */
let answers: Record<string, () => Response> = {};

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
const keyOf = (address: string): string =>
  address.includes("basis=time") ? "TTTTTTTTTTTTTTTT" : "MMMMMMMMMMMMMMMM";

beforeEach(() => {
  asked = [];
  answers = {};
  useCoverage.setState(FRESH, true);
  for (const name of ["limit", "gates", "kinds", "area"]) setLinkParameter("coverage", name, null);
  vi.stubGlobal("fetch", async (address: string) => {
    asked.push(address);
    const given = Object.entries(answers).find(([start]) => address.startsWith(start));
    if (given !== undefined) return given[1]();
    if (address.endsWith("/isochrone")) return json({ geometry: POLYGON });
    return json(madeResult({ key: keyOf(address) }));
  });
});
afterEach(() => {
  clearSelection();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const settled = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 2000 });

test("a question brings its result, then its polygon, and stands in the address", async () => {
  await ask({ limit: PRESETS[1].limit });
  const { result, polygon, asking } = useCoverage.getState();
  expect(result?.key).toBe("TTTTTTTTTTTTTTTT");
  expect(polygon).toEqual(POLYGON);
  expect(asking.kind).toBe("idle");
  expect(linkParameter("coverage", "limit")).toBe("t10,adult,1.25");
  await ask({ limit: DEFAULT_QUESTION.limit });
  expect(linkParameter("coverage", "limit")).toBeUndefined();
});

test("a question that failed while the server was away is asked again when it is back", async () => {
  vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("fetch failed")));
  const leave = enterCoverage();
  await settled(() => expect(useCoverage.getState().asking.kind).toBe("failed"));
  vi.stubGlobal("fetch", async () => json(madeResult({ key: "MMMMMMMMMMMMMMMM" })));
  useLiveState.setState({ state: "waiting" });
  useLiveState.setState({ state: "open" });
  await settled(() => expect(useCoverage.getState().asking.kind).toBe("idle"));
  leave();
});

test("the old numbers stay, under their own definition, until the new ones are there", async () => {
  await ask({});
  const old = useCoverage.getState().result;
  const asking = ask({ limit: PRESETS[1].limit });
  expect(useCoverage.getState()).toMatchObject({ result: old, asking: { kind: "waiting" } });
  await asking;
  expect(useCoverage.getState().result).not.toBe(old);
});

test("of two questions at once only the last one counts", async () => {
  await Promise.all([ask({ limit: PRESETS[1].limit }), ask({ limit: PRESETS[0].limit })]);
  expect(useCoverage.getState().result?.key).toBe("MMMMMMMMMMMMMMMM");
});

test("a refusal is kept for the page, and the last result with it", async () => {
  await ask({});
  answers["/api/coverage?"] = () => json({ code: "coverage.no-ways" }, 422);
  await ask({ kinds: ["incubator"] });
  const { asking, result } = useCoverage.getState();
  expect(asking).toMatchObject({
    kind: "failed",
    error: { problem: { code: "coverage.no-ways" } },
  });
  expect(result?.key).toBe("MMMMMMMMMMMMMMMM");
});

test("a link brings question and area; one that cannot be read is told", async () => {
  setLinkParameter("coverage", "limit", "t15,slow,0.8");
  setLinkParameter("coverage", "area", "poor");
  readLink();
  expect(useCoverage.getState()).toMatchObject({
    areaId: "poor",
    hasLinkFault: false,
    question: { limit: { basis: "time", minutes: 15, profile: "slow" } },
  });
  setLinkParameter("coverage", "limit", "nonsense");
  readLink();
  expect(useCoverage.getState()).toMatchObject({ hasLinkFault: true, question: DEFAULT_QUESTION });
  await settled(() => expect(useCoverage.getState().result).not.toBeNull());
});

test("a chosen area stands in the address", () => {
  chooseArea("poor");
  expect(linkParameter("coverage", "area")).toBe("poor");
  chooseArea(null);
  expect(linkParameter("coverage", "area")).toBeUndefined();
});

test("while it is open, a building chosen on the map tells its minutes", async () => {
  const reply = { id: "b1", state: "covered", seconds: 240, metres: 300 };
  answers["/api/coverage/MMMMMMMMMMMMMMMM/buildings/b1"] = () => json(reply);
  const leave = enterCoverage();
  await settled(() => expect(useCoverage.getState().result).not.toBeNull());
  selectObject("buildings", "b1");
  await settled(() =>
    expect(useCoverage.getState().building).toMatchObject({ kind: "ready", reply }),
  );
  selectObject("stations", "s1");
  await settled(() => expect(useCoverage.getState().building).toEqual({ kind: "none" }));
  leave();
  asked = [];
  selectObject("buildings", "b1");
  expect(asked).toEqual([]);
});

test("a grid chosen on the map is chosen in the table", async () => {
  const leave = enterCoverage();
  await settled(() => expect(useCoverage.getState().result).not.toBeNull());
  selectObject("grids", "grid-2");
  expect(useCoverage.getState().areaId).toBe("grid-2");
  clearSelection();
  expect(useCoverage.getState().areaId).toBe("grid-2");
  leave();
});

test("new data are asked about once, however many layers they raise", async () => {
  const raised = "event: layers\ndata: {}\n\n".repeat(3);
  answers["/api/stream"] = () => new Response(raised);
  vi.useFakeTimers();
  const leave = enterCoverage();
  await vi.advanceTimersByTimeAsync(100);
  expect(useCoverage.getState().polygon).not.toBeNull();
  asked = [];
  startLive();
  await vi.advanceTimersByTimeAsync(900);
  stopLive();
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked.filter((address) => address.startsWith("/api/coverage?"))).toHaveLength(1);
  leave();
});
