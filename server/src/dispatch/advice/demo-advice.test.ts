import {
  assignBatch,
  type BatchPolicy,
  type Candidate,
  type RecommendTask,
} from "@onegrid/core/dispatch";
import type {
  BatchReply,
  CaseReply,
  EndedListReply,
  RecommendationReply,
} from "@onegrid/core/dispatch/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandFor, newReport, type Place } from "../../../test/cases.ts";
import { openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";

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

async function filed(place: Place, categoryId: string): Promise<CaseReply["card"]> {
  const { body: made } = await dispatcher.post<CaseReply>(
    "/api/cases",
    newReport(place, { categoryId }),
  );
  const filing = commandFor(made.card, "file", { fields: { standardMet: true } });
  const { status, body } = await dispatcher.post<CaseReply>(
    `/api/cases/${made.card.id}/commands`,
    filing,
  );
  expect(status).toBe(200);
  return body.card;
}

async function adviceFor(place: Place, categoryId: string): Promise<RecommendationReply> {
  const { id } = await filed(place, categoryId);
  return (await dispatcher.get<RecommendationReply>(`/api/cases/${id}/recommendation`)).body;
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

test("many cases are handed out together, each by its own command, and can be computed again", async () => {
  const places = (await placesOfOwn()).slice(0, 3);
  const cards = [];
  for (const place of [own.center, own.center, ...places]) {
    cards.push(await filed(place, "event.01-02"));
  }
  const { body: unfiled } = await dispatcher.post<CaseReply>("/api/cases", newReport(own.center));
  const caseIds = [...cards.map(({ id }) => id), unfiled.card.id, "no-such-case"];
  const { status, body } = await dispatcher.post<BatchReply>("/api/cases/batch", { caseIds });
  expect(status).toBe(200);
  expect(body.chosen.map(({ caseId }) => caseId).toSorted()).toEqual(
    cards.map(({ id }) => id).toSorted(),
  );
  expect(body.left).toEqual([
    { caseId: unfiled.card.id, reason: "not_waiting" },
    { caseId: "no-such-case", reason: "not_waiting" },
  ]);
  const total = body.chosen.reduce((sum, { choice }) => sum + choice.costSeconds, 0);
  expect(total).toBe(body.costSeconds);
  expect(await computedAgain(body.batchId)).toEqual(
    body.chosen.map(({ caseId, choice }) => [caseId, choice.candidateId, choice.costSeconds]),
  );

  const [first] = body.chosen;
  const card = cards.find(({ id }) => id === first?.caseId);
  if (!first || !card) throw new Error("nothing was chosen");
  const other = body.chosen.find(({ choice }) => choice.candidateId !== first.choice.candidateId);
  const send = (memberId: string | undefined) =>
    dispatcher.post<CaseReply>(
      `/api/cases/${card.id}/commands`,
      commandFor(card, "dispatch", {
        fields: {
          assignee: { unitId: null, memberId },
          recommendationId: first.recommendationId,
          overrideReason: null,
        },
      }),
    );
  expect((await send(other?.choice.candidateId)).body).toMatchObject({
    code: "dispatch.reason-required",
  });
  expect((await send(first.choice.candidateId)).body.card.state).toBe("dispatched");
});

test("a batch hands out what its asker may dispatch, and tells nothing of others", async () => {
  const { id } = await filed(own.center, "event.01-02");
  const { body: all } = await dispatcher.get<{ areas: (typeof own & { kind: string })[] }>(
    "/api/areas",
  );
  const [elsewhere] = all.areas.filter((area) => area.kind === "community" && area.id !== own.id);
  const far = await filed(elsewhere?.center ?? own.center, "event.01-02");
  const askedBy = async (login: string, caseId: string) =>
    (await (await town.as(login)).post<BatchReply>("/api/cases/batch", { caseIds: [caseId] })).body;
  for (const [login, caseId] of [
    ["gridworker", id],
    ["community", far.id],
    ["community", "no-such-case"],
  ] as const) {
    const { chosen, left } = await askedBy(login, caseId);
    expect({ login, chosen, left }).toEqual({
      login,
      chosen: [],
      left: [{ caseId, reason: "not_waiting" }],
    });
  }
  expect((await askedBy("community", id)).chosen.map(({ caseId }) => caseId)).toEqual([id]);
});

/** Case, person and cost of everything a stored batch chose, from its stored inputs alone. */
async function computedAgain(batchId: string): Promise<[string, string, number][]> {
  const stored = await town.db
    .selectFrom("dispatch_batch")
    .select(["inputs", "result"])
    .where("id", "=", batchId)
    .executeTakeFirstOrThrow();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the use case stored
  const inputs = stored.inputs as {
    policy: BatchPolicy;
    candidates: Candidate[];
    cases: { caseId: string; task: RecommendTask; people: [number, number | null][] }[];
  };
  const tasks = inputs.cases.map(({ caseId, task, people }) => {
    const candidates = people.flatMap(([at]) => inputs.candidates[at] ?? []);
    const seconds = new Map(candidates.map(({ id }, k) => [id, people[k]?.[1] ?? null]));
    return { caseId, task, candidates, travelSeconds: (id: string) => seconds.get(id) ?? null };
  });
  const again = assignBatch(tasks, inputs.policy);
  expect(again).toEqual(stored.result);
  return again.chosen.map(({ caseId, choice }) => [caseId, choice.candidateId, choice.costSeconds]);
}
