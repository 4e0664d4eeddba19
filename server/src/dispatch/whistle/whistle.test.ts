import type { CaseCard, CaseDetail, CaseReply } from "@onegrid/core/dispatch/contract";
import type { CallsReply } from "@onegrid/core/dispatch/whistle-contract";
import type { Db } from "@onegrid/db";
import { listAreas, listRootAreas } from "@onegrid/db/organisation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedInBrowser, type Ask } from "../../../test/browser.ts";
import { commandFor, newReport } from "../../../test/cases.ts";
import { openApp, type OpenedApp } from "../../../test/open-app.ts";
import { openSmallTown, SOUTH, westOf } from "../../../test/small-town.ts";
import { seedDepartments } from "../../access/demo-departments.ts";
import { sweepClocks } from "../clocks/sweep-clocks.ts";

// A Monday.
const START = Date.parse("2026-11-23T09:00:00+08:00");
const MINUTE_MS = 60_000;
const REASON = { reason: "需多部门联合处置" };
let clock = START;
let db: Db;
let opened: OpenedApp;
let desk: Ask;
let police: Ask;
let fire: Ask;
let supervisor: Ask;

beforeAll(async () => {
  const now = (): Date => new Date(clock);
  db = await openSmallTown(now);
  opened = await openApp(db, { now });
  const roots = (await listRootAreas(db)).map(({ id }) => id);
  await seedDepartments(db, await listAreas(db, roots));
  [desk, police, fire, supervisor] = await Promise.all(
    ["dispatcher", "police", "fire", "supervisor"].map((login) =>
      signedInBrowser(opened.app, login),
    ),
  ).then(([a, b, c, d]) => [a ?? never(), b ?? never(), c ?? never(), d ?? never()] as const);
}, 60_000);
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

const never = (): never => {
  throw new Error("nobody");
};

const detailOf = async (ask: Ask, id: string) => ask<CaseDetail>("GET", `/api/cases/${id}`);
const callsOf = async (ask: Ask): Promise<string[]> =>
  (await ask<CallsReply>("GET", "/api/cases/calls")).body.cards.map(({ id }) => id);

/** Litter that the sanitation centre has in hand: none of the police's classes. */
async function caseInHand(): Promise<CaseCard> {
  const position = [westOf(0) + 0.004, SOUTH + 0.004] as const;
  const { body } = await desk<CaseReply>("POST", "/api/cases", newReport(position));
  await act(desk, body.card.id, "file", { fields: { standardMet: true } });
  const assignee = { unitId: "demo-sanitation", memberId: null };
  const fields = { assignee, recommendationId: null, overrideReason: null };
  return (await act(desk, body.card.id, "dispatch", { fields })).card;
}

async function act(ask: Ask, id: string, verb: string, more: object): Promise<CaseReply> {
  const answer = await tryTo(ask, id, verb, more);
  expect([verb, answer.status, answer.body]).toMatchObject([verb, 200, {}]);
  return answer.body;
}

async function tryTo(ask: Ask, id: string, verb: string, more: object) {
  const { card } = (await detailOf(desk, id)).body;
  const url = `/api/cases/${id}/commands`;
  return ask<CaseReply>("POST", url, commandFor(card, verb, more));
}

const call = (id: string, cooperationId: string, calledUnitId: string, kind = "emergency") =>
  act(desk, id, "whistle", { ...REASON, fields: { cooperationId, calledUnitId, kind } });
const about = (cooperationId: string, more: object = {}) => ({
  ...REASON,
  fields: { cooperationId, ...more },
});
const stateOf = ({ cooperations }: CaseCard, id: string) =>
  cooperations?.find((each) => each.id === id)?.state;

test("a body that is called sees the case, answers, helps, and is rated by whoever called", async () => {
  const { id, assignee } = await caseInHand();
  expect((await detailOf(police, id)).status).toBe(404);
  const called = await call(id, "w1", "demo-police");
  expect(called.card.cooperations).toMatchObject([
    { unitName: "公安分局", state: "called", reason: REASON.reason, kind: "emergency" },
  ]);
  expect(called.card.cooperations?.[0]?.deadlines.map(({ dueAt }) => dueAt)).toEqual(
    [10, 30, 1440].map((minutes) => clock + minutes * MINUTE_MS),
  );

  const seen = await detailOf(police, id);
  expect(seen.body.helpVerbs).toEqual([
    {
      cooperationId: "w1",
      verbs: ["whistle_acknowledge", "whistle_arrive", "whistle_refuse"],
    },
  ]);
  // Nothing but the call is theirs.
  expect(seen.body.verbs.filter((verb) => !verb.startsWith("whistle_"))).toEqual([]);
  expect((await detailOf(fire, id)).status).toBe(404);
  expect(await callsOf(police)).toContain(id);
  expect(await callsOf(fire)).not.toContain(id);
  expect((await tryTo(police, id, "whistle_rate", about("w1", { stars: 5 }))).status).toBe(403);

  clock += 5 * MINUTE_MS;
  await act(police, id, "whistle_acknowledge", about("w1"));
  await act(police, id, "whistle_arrive", about("w1"));
  const done = await act(police, id, "whistle_finish", about("w1"));
  expect(stateOf(done.card, "w1")).toBe("done");
  const rated = await act(desk, id, "whistle_rate", about("w1", { stars: 4 }));
  expect(rated.card).toMatchObject({ assignee, cooperations: [{ state: "rated", stars: 4 }] });
  expect(await callsOf(desk)).not.toContain(id);
  const { entries } = (await detailOf(desk, id)).body;
  expect(entries.find(({ verb }) => verb === "whistle")?.sentTo).toEqual({
    name: "公安分局",
    isTeam: false,
  });
});

test("a refusal goes to the supervisor, who tells the body to come or lets it off", async () => {
  const { id } = await caseInHand();
  await call(id, "w1", "demo-police");
  await call(id, "w2", "demo-fire");
  expect((await tryTo(police, id, "whistle_refuse", about("w2"))).status).toBe(422);
  expect(
    await tryTo(desk, id, "whistle", {
      ...REASON,
      fields: { cooperationId: "w3", calledUnitId: "demo-police", kind: "emergency" },
    }),
  ).toMatchObject({ status: 422, body: { code: "dispatch.already-called" } });

  await act(police, id, "whistle_refuse", about("w1"));
  await act(fire, id, "whistle_refuse", about("w2"));
  // Whoever does not come has no business with the case.
  expect((await detailOf(police, id)).status).toBe(404);
  expect(await callsOf(supervisor)).toContain(id);
  expect((await tryTo(desk, id, "whistle_excuse", about("w1"))).status).toBe(403);
  await act(supervisor, id, "whistle_excuse", about("w2"));
  clock += 60 * MINUTE_MS;
  const { card } = await act(supervisor, id, "whistle_insist", about("w1"));
  expect([stateOf(card, "w1"), stateOf(card, "w2")]).toEqual(["called", "excused"]);
  expect(card.cooperations?.[0]?.deadlines[0]?.dueAt).toBe(clock + 10 * MINUTE_MS);
  expect((await detailOf(police, id)).status).toBe(200);
});

test("the sweeper raises yellow and red of a call once each, beside the clocks of the case", async () => {
  const { id } = await caseInHand();
  const { card: before } = await call(id, "w1", "demo-police");
  const raised = async (): Promise<string[]> =>
    (await detailOf(desk, id)).body.entries.flatMap(({ verb, fields }) =>
      verb.endsWith("_yellow") || verb.endsWith("_red") ? `${verb} ${String(fields["clock"])}` : [],
    );
  const sweepAfter = async (minutes: number): Promise<void> => {
    clock += minutes * MINUTE_MS;
    await sweepClocks(db, new Date(clock));
    await sweepClocks(db, new Date(clock));
  };
  await sweepAfter(6);
  expect(await raised()).toEqual([]);
  await sweepAfter(1);
  expect(await raised()).toEqual(["whistle_yellow answer"]);
  await sweepAfter(3);
  expect(await raised()).toEqual(["whistle_yellow answer", "whistle_red answer"]);
  const { card } = (await detailOf(desk, id)).body;
  expect(card.deadlines).toEqual(before.deadlines);
  expect(card.dueAt).toBe(before.dueAt);
  // A colour makes nobody's screen out of date.
  const url = `/api/cases/${id}/commands`;
  const answer = commandFor(before, "whistle_acknowledge", about("w1"));
  expect((await police("POST", url, answer)).status).toBe(200);
});
