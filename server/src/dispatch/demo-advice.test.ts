import type {
  CaseReply,
  EndedListReply,
  RecommendationReply,
} from "@onegrid/core/dispatch/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandFor, newReport, type Place } from "../../test/cases.ts";
import { openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";

let town: DemoTown;
let dispatcher: Asker;
let own: { readonly id: string; readonly center: Place };

beforeAll(async () => {
  town = await openDemoTown();
  dispatcher = await town.as("dispatcher");
  const me = await (
    await town.as("gridworker")
  ).get<{ duties: { areaId: string }[] }>("/api/access/me");
  const { body } = await dispatcher.get<{ areas: (typeof own)[] }>("/api/areas");
  const found = body.areas.find(({ id }) => id === me.body.duties[0]?.areaId);
  if (!found) throw new Error("the demo's grid worker has no community");
  own = found;
}, 120_000);
afterAll(() => town.close());

async function adviceFor(place: Place, categoryId: string): Promise<RecommendationReply> {
  const { body: made } = await dispatcher.post<CaseReply>(
    "/api/cases",
    newReport(place, { categoryId }),
  );
  const url = `/api/cases/${made.card.id}`;
  const filing = commandFor(made.card, "file", { fields: { standardMet: true } });
  expect((await dispatcher.post(`${url}/commands`, filing)).status).toBe(200);
  return (await dispatcher.get<RecommendationReply>(`${url}/recommendation`)).body;
}

const names = ({ ranked }: RecommendationReply): string[] => ranked.map(({ name }) => name);

/** Where something happened in the grid worker's community before. */
async function placesOfOwn(): Promise<Place[]> {
  const { body } = await dispatcher.get<EndedListReply>("/api/cases/ended?limit=500");
  return body.cards.flatMap(({ place: { communityId, position } }): Place[] =>
    communityId === own.id && position ? [[position[0] ?? 0, position[1] ?? 0]] : [],
  );
}

test("litter goes to the demo's grid worker or the head on call, wherever it lies", async () => {
  const places = await placesOfOwn();
  expect(places.length).toBeGreaterThan(3);
  for (const place of [own.center, ...places.slice(0, 4)]) {
    const advice = await adviceFor(place, "event.01-02");
    expect(names(advice).slice(0, 2)).toContain("网格员（演示）");
  }
});

test("a member of a team is sent to what the role is for, and left out of the rest with that reason", async () => {
  const litter = await adviceFor(own.center, "event.01-02");
  expect(names(litter).join()).not.toMatch(/民警|巡逻|法律|健康/);
  for (const title of ["社区民警", "法律咨询员", "社区健康员"]) {
    const member = litter.excluded.find(({ name }) => name.startsWith(title));
    expect(member?.reasons.map(({ reason }) => reason)).toContain("no_capability");
  }
  const dispute = names(await adviceFor(own.center, "community.10-01")).join();
  expect(dispute).toMatch(/社区民警/);
  expect(dispute).not.toMatch(/健康|巡逻/);
});
