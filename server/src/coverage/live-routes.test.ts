import { decodeNetwork, LiveScenario } from "@onegrid/core/coverage";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import { MOST_LIVE_NODES, type LiveStart } from "@onegrid/core/coverage/live-contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";
import type { CoverageResult } from "./coverage-results.ts";
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
  const back = live.show([{ change: "close-station", id }, { change: "reopen-station", id }]); // prettier-ignore
  expect(back.householdsByArea).toEqual(before.householdsByArea);
});

test("ground that no browser could hold is refused with its size", () => {
  const part = { places: [], network: { network: { nodeCount: MOST_LIVE_NODES + 1 } } };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only what is looked at
  const result = { parts: [part] } as unknown as CoverageResult;
  expect(() => livePart(result, [])).toThrow(
    expect.objectContaining({
      problem: expect.objectContaining({
        code: "coverage.live-too-large",
        nodes: MOST_LIVE_NODES + 1,
      }),
    }),
  );
});
