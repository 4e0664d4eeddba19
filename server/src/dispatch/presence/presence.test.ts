import type { CaseReply } from "@onegrid/core/dispatch/contract";
import {
  CASE_PRESENCE,
  type CaseOnlookers,
  type CasePresenceReply,
} from "@onegrid/core/dispatch/presence-contract";
import type { Db } from "@onegrid/db";
import type { FastifyInstance } from "fastify";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { commandFor, newReport } from "../../../test/cases.ts";
import { headersOf, openApp, type OpenedApp } from "../../../test/open-app.ts";
import { openSmallTown, SOUTH, westOf } from "../../../test/small-town.ts";

let clock = Date.parse("2026-11-20T10:00:00+08:00");
const now = (): Date => new Date(clock);
const WAIT = { timeout: 6_000, interval: 20 };

let db: Db;
/** Two server processes in front of one store. */
let here: OpenedApp;
let there: OpenedApp;
let caseId: string;

beforeAll(async () => {
  db = await openSmallTown(now);
});
beforeEach(async () => {
  [here, there] = [await openApp(db, { now }), await openApp(db, { now })];
  caseId = (await reported()).card.id;
});
afterEach(async () => {
  await Promise.all([here.close(), there.close()]);
  await db.deleteFrom("case_presence").execute();
});
afterAll(() => db.destroy());

type Headers = Awaited<ReturnType<typeof headersOf>>;
const signedIn = new Map<string, Headers>();

/** A session holds in both processes. */
async function headersFor(app: FastifyInstance, login: string): Promise<Headers> {
  const headers = signedIn.get(login) ?? (await headersOf(app, login));
  signedIn.set(login, headers);
  return headers;
}

/** Posts something; the answer is read by whoever asks. */
async function ask(
  app: FastifyInstance,
  ...[login, url, payload]: [login: string, url: string, payload: object]
) {
  const headers = await headersFor(app, login);
  return app.inject({ method: "POST", url, headers, payload });
}

/** In the first community, as the district's dispatcher. */
async function reported(): Promise<CaseReply> {
  const report = newReport([westOf(0) + 0.005, SOUTH + 0.005]);
  return (await ask(here.app, "dispatcher", "/api/cases", report)).json();
}

const say = async ({ app }: OpenedApp, login: string, more: object = {}) => {
  const said = { pageId: `page-of-${login}`, caseId, isWriting: false, ...more };
  const reply = await ask(app, login, "/api/cases/presence", said);
  return { status: reply.statusCode, body: reply.json<CasePresenceReply>() };
};

const peopleIn = (cases: readonly CaseOnlookers[] | undefined): string[] =>
  (cases ?? [])
    .flatMap(({ people }) => people)
    .map(({ role, isWriting }) => (isWriting ? `${role} writes` : role));

/** What a screen hears of presence, as the last message of each case says. */
async function screen(opened: OpenedApp, login: string) {
  const address = await opened.app.listen({ port: 0, host: "127.0.0.1" });
  const { cookie } = await headersFor(opened.app, login);
  const controller = new AbortController();
  const { body } = await fetch(`${address}/api/stream`, {
    headers: { cookie },
    signal: controller.signal,
  });
  const heard = new Map<string, CaseOnlookers>();
  let text = "";
  const reading = (async () => {
    for await (const piece of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += piece;
      for (const [, data = ""] of text.matchAll(/^event: presence\ndata: (.*)\n\n/gm)) {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract of the stream
        const told = JSON.parse(data) as CaseOnlookers;
        heard.set(told.caseId, told);
      }
    }
  })().catch(() => undefined);
  await vi.waitFor(() => expect(text).toContain("event: reset"), WAIT);
  return {
    text: () => text,
    people: () => peopleIn([...heard.values()]),
    leave: async () => {
      controller.abort();
      await reading;
    },
  };
}

test("colleagues see each other on a case, in every process, and that a step is being filled in", async () => {
  const far = await screen(there, "street");
  expect((await say(here, "community")).body.cases.map((each) => each.caseId)).toEqual([caseId]);
  await vi.waitFor(() => expect(far.people()).toEqual(["community_desk"]), WAIT);
  const { body } = await say(there, "street");
  expect(peopleIn(body.cases).toSorted()).toEqual(["community_desk", "street_desk"]);
  await say(here, "community", { isWriting: true });
  await vi.waitFor(
    () => expect(far.people().toSorted()).toEqual(["community_desk writes", "street_desk"]),
    WAIT,
  );
  // Whoever closes the case is gone at once; the other page of the same person would keep them.
  await say(here, "community", { pageId: "another-page" });
  await say(here, "community", { caseId: null });
  await say(there, "street", { caseId: null });
  await vi.waitFor(() => expect(far.people()).toEqual(["community_desk"]), WAIT);
  await say(here, "community", { pageId: "another-page", caseId: null });
  await vi.waitFor(() => expect(far.people()).toEqual([]), WAIT);
  await far.leave();
});

test("a page that died is gone within half a minute, and its row with it", async () => {
  const far = await screen(there, "street");
  await say(here, "community");
  await vi.waitFor(() => expect(far.people()).toEqual(["community_desk"]), WAIT);
  clock += CASE_PRESENCE.beatMs * 2;
  expect(peopleIn((await say(there, "street", { caseId: null })).body.cases)).toHaveLength(1);
  clock += CASE_PRESENCE.silenceMs - CASE_PRESENCE.beatMs * 2 + 1;
  expect(CASE_PRESENCE.silenceMs).toBeLessThanOrEqual(29_000);
  await vi.waitFor(() => expect(far.people()).toEqual([]), WAIT);
  expect(await db.selectFrom("case_presence").selectAll().execute()).toEqual([]);
  await far.leave();
});

test("rows go where no screen is left to tell, too, and those from before a restart", async () => {
  const rows = () => db.selectFrom("case_presence").selectAll().execute();
  await say(here, "community");
  await here.close();
  expect(await rows()).toHaveLength(1);
  clock += CASE_PRESENCE.silenceMs + 1;
  here = await openApp(db, { now });
  await vi.waitFor(async () => expect(await rows()).toEqual([]), WAIT);
});

test("only whoever may read a case can say that it is open there, or hears who has it open", async () => {
  const desk = await screen(here, "community");
  const { card } = await reported();
  const raise = commandFor(card, "escalate", {
    fields: { toLevel: "street" },
    reason: "above-power",
  });
  await ask(here.app, "dispatcher", `/api/cases/${card.id}/commands`, raise);
  // Of the street now: the community's desk reads it no more.
  const refused = await say(here, "community", { caseId: card.id });
  expect([refused.status, refused.body]).toMatchObject([404, { code: "dispatch.not-found" }]);
  await say(here, "street", { caseId: card.id });
  expect((await say(here, "community", { caseId: null })).body).toEqual({ cases: [] });
  // Another process hears of it within a second.
  await vi.waitFor(async () => {
    const told = await say(there, "dispatcher", { caseId: null });
    expect(told.body.cases).toHaveLength(1);
  }, WAIT);
  expect((await say(here, "planner")).status).toBe(403);
  expect(desk.text()).not.toContain("event: presence");
  // A case that comes into somebody's reach is told with whoever has it open.
  const down = { fields: { toLevel: "community" }, reason: "can-be-local" };
  const raised = { ...card, version: card.version + 1 };
  const url = `/api/cases/${card.id}/commands`;
  await ask(here.app, "street", url, commandFor(raised, "hand_down", down));
  await vi.waitFor(() => expect(desk.people()).toEqual(["street_desk"]), WAIT);
  await desk.leave();
});

test("the page of somebody else is neither moved nor ended, and nothing is an event", async () => {
  await say(here, "community");
  await say(here, "street", { pageId: "page-of-community", caseId: null });
  await say(here, "street", { pageId: "page-of-community", isWriting: true });
  expect(peopleIn((await say(here, "community")).body.cases)).toEqual(["community_desk"]);
  const events = await db.selectFrom("event_log").select(["kind", "payload"]).execute();
  expect(JSON.stringify(events)).not.toMatch(/presence|page-of/);
});
