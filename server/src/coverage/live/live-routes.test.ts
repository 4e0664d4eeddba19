import { decodeNetwork, LiveScenario } from "@onegrid/core/coverage";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import { MOST_LIVE_NODES, type LiveStart } from "@onegrid/core/coverage/live-contract";
import type { ScenarioReply } from "@onegrid/core/coverage/scenario-contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";
import type { CoverageResult } from "../results/coverage-results.ts";
import { livePart } from "./live-start.ts";

const ASKED = "/api/coverage?basis=distance&metres=500&kinds=party_square";
let town: DemoTown;
let leader: Asker;
let reply: CoverageReply;
beforeAll(async () => {
  town = await openDemoTown();
  leader = await town.as("leader");
  reply = (await leader.get<CoverageReply>(ASKED)).body;
}, 120_000);
afterAll(() => town.close());

async function startAt(
  asker: Asker,
  key: string,
): Promise<{ start: LiveStart; live: LiveScenario }> {
  const { body: start } = await asker.get<LiveStart>(`/api/coverage/${key}/live`);
  const { rawPayload } = await asker.raw(`/api/coverage/${key}/live/network`);
  const network = decodeNetwork(new Uint8Array(rawPayload));
  if (!network.ok) throw new Error(network.error.code);
  expect(network.value.nodeCount).toBe(start.nodes);
  return { start, live: new LiveScenario(start, network.value) };
}

test("what a browser gets answers as the server does: in all, by area and grid, by station", async () => {
  const { start, live } = await startAt(leader, reply.key);
  const frame = live.show([]);
  expect(frame.households).toBe(reply.total.households.covered);
  expect(frame.buildings).toBe(reply.total.buildings.covered);
  for (const sum of [...reply.byArea, ...reply.byGrid]) {
    const at = start.areas.indexOf(sum.id);
    expect(frame.householdsByArea[at] ?? 0).toBe(sum.households.covered);
    expect(frame.buildingsByArea[at] ?? 0).toBe(sum.buildings.covered);
  }
  expect(start.definition).toEqual(reply.definition);
  const { body } = await leader.get<{ geometry: unknown }>(`/api/coverage/${reply.key}/isochrone`);
  const drawn = live.polygon([]);
  expect(drawn.ok && drawn.value).toEqual(body.geometry);
});

test("a closed station loses households, its return brings the same state", async () => {
  const { live } = await startAt(leader, reply.key);
  const before = live.show([]);
  const [busiest] = reply.stations.toSorted((a, b) => b.households - a.households);
  const id = busiest?.id ?? "";
  const closed = live.show([{ change: "close-station", id }]);
  expect(closed.households).toBeLessThan(before.households);
  expect(closed.changed.length).toBeGreaterThan(0);
  expect(closed.stations.map((station) => station.id)).not.toContain(id);
  const back = live.show([
    { change: "close-station", id },
    { change: "reopen-station", id },
  ]);
  expect(back.householdsByArea).toEqual(before.householdsByArea);
});

test("at an hour the browser has the closed stations too, and other hours bring what a scenario brings", async () => {
  const question = "/api/coverage?basis=distance&metres=300&at=Tue%2020:00";
  const { body: evening } = await leader.get<CoverageReply>(question);
  const { start, live } = await startAt(leader, evening.key);
  expect(live.show([]).households).toBe(evening.total.households.covered);
  expect(start.stations.length).toBeGreaterThan(evening.stations.length);
  const changes = start.stations.slice(0, 40).map(({ id }, at) => ({
    change: "set-station-hours" as const,
    id,
    hours: at % 3 === 0 ? "Mo-Fr 08:30-17:30" : "Mo-Su 18:00-21:00",
  }));
  const kept = {
    areaId: evening.byArea[0]?.id ?? "",
    name: "晚上也开",
    note: "",
    isShared: false,
    changes,
  };
  const { body: scenario } = await leader.post<ScenarioReply>("/api/coverage/scenarios", kept);
  const { body: asked } = await leader.get<CoverageReply>(`${question}&scenario=${scenario.id}`);
  expect(live.show(changes).households).toBe(asked.total.households.covered);
  expect(asked.total.households.covered).not.toBe(evening.total.households.covered);
  // Also those that the scenario closes at this hour are called by their names.
  expect(asked.scenario?.stations.map(({ id }) => id).toSorted()).toEqual(
    changes.map(({ id }) => id).toSorted(),
  );
  const bad = [{ change: "set-station-hours", id: start.stations[0]?.id, hours: "evenings" }];
  const refused = await leader.post("/api/coverage/scenarios", { ...kept, changes: bad });
  expect(refused.body).toMatchObject({ code: "coverage.bad-hours", text: "evenings" });
});

test("a bridge that is only supposed: the browser gets the network with it, nobody else does", async () => {
  const { start, live } = await startAt(leader, reply.key);
  const [a, b] = [start.buildings.lng, start.buildings.lat].map((each) =>
    each.toSorted((x, y) => x - y),
  );
  const middle = Math.floor(start.buildings.ids.length / 2);
  const at = (share: number): [number, number] => [
    a?.[Math.floor(middle * share)] ?? 0,
    b?.[middle] ?? 0,
  ];
  const bridge = {
    change: "add-way",
    id: "new:way-1",
    name: "",
    form: "bridge",
    line: [at(0.9), at(1.1)],
  } as const;
  const url = `/api/coverage/${reply.key}/live/network`;
  const { rawPayload, statusCode } = await town.app.inject({
    method: "POST",
    url,
    headers: leader.headers,
    payload: { changes: [bridge] },
  });
  expect(statusCode).toBe(200);
  const network = decodeNetwork(new Uint8Array(rawPayload));
  if (!network.ok) throw new Error(network.error.code);
  const supposed = new LiveScenario(start, network.value);
  // A way more makes no way longer.
  const after = supposed.unitsEverywhere();
  const longer = live
    .unitsEverywhere()
    .filter((units, i) => units >= 0 && (after[i] ?? -1) > units);
  expect([...longer]).toEqual([]);
  expect(network.value.version).not.toBe(reply.definition.networkVersion);
  const short = { ...bridge, line: [at(1), at(1)] };
  const refused = await leader.post(url, { changes: [short] });
  expect(refused.body).toMatchObject({ code: "coverage.scenario-bad-line" });
});

test("a scenario that is changed meanwhile leaves what a browser computes with as it was asked for", async () => {
  const { start } = await startAt(leader, reply.key);
  const places = start.buildings.ids.map(
    (_, i) => [start.buildings.lng[i] ?? 0, start.buildings.lat[i] ?? 0] as const,
  );
  const line = [places[0], places.at(-1)];
  const changes = [{ change: "add-way", id: "new:way-1", name: "", form: "path", line }];
  const kept = {
    areaId: reply.byArea[0]?.id ?? "",
    name: "一条路",
    note: "",
    isShared: false,
    changes,
  };
  const { body: scenario } = await leader.post<ScenarioReply>("/api/coverage/scenarios", kept);
  const { body: asked } = await leader.get<CoverageReply>(`${ASKED}&scenario=${scenario.id}`);
  const versionNow = async (): Promise<string> => {
    const url = `/api/coverage/${asked.key}/live/network`;
    const { rawPayload } = await town.app.inject({
      method: "POST",
      url,
      headers: leader.headers,
      payload: { changes: [] },
    });
    const network = decodeNetwork(new Uint8Array(rawPayload));
    return network.ok ? network.value.version : network.error.code;
  };
  expect(await versionNow()).toBe(asked.definition.networkVersion);
  const emptied = { ...kept, changes: [], expectedRevision: scenario.revision };
  const { areaId: _, ...body } = emptied;
  expect((await leader.put(`/api/coverage/scenarios/${scenario.id}`, body)).status).toBe(200);
  expect(await versionNow()).toBe(asked.definition.networkVersion);
});

test("ground that no browser could hold is refused with its size", () => {
  const part = { at: [], network: { network: { nodeCount: MOST_LIVE_NODES + 1 } } };
  const places = { buildings: [], leaves: [], leafOf: [] };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only what is looked at
  const result = { parts: [part], places } as unknown as CoverageResult;
  expect(() => livePart(result, [])).toThrow(
    expect.objectContaining({
      problem: expect.objectContaining({
        code: "coverage.live-too-large",
        nodes: MOST_LIVE_NODES + 1,
      }),
    }),
  );
});
