import type { CaseCard, CaseReply } from "@onegrid/core/dispatch/contract";
import { HANDED_UP_DAYS, type HandedUpReply } from "@onegrid/core/dispatch/handed-up-contract";
import type { Db } from "@onegrid/db";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { commandFor, newReport } from "../../../test/cases.ts";
import { headersOf, openApp, type OpenedApp } from "../../../test/open-app.ts";
import { openSmallTown, SOUTH, westOf } from "../../../test/small-town.ts";

const DAY_MS = 86_400_000;
let clock = Date.parse("2026-11-20T10:00:00+08:00");
let db: Db;
let opened: OpenedApp;

beforeAll(async () => {
  db = await openSmallTown(() => new Date(clock));
});
beforeEach(async () => {
  opened = await openApp(db, { now: () => new Date(clock) });
});
afterEach(() => opened.close());
afterAll(() => db.destroy());

type Headers = Awaited<ReturnType<typeof headersOf>>;
const signedIn = new Map<string, Headers>();

/** Signed in once on each day. */
async function headersFor(login: string): Promise<Headers> {
  const key = `${login} ${clock}`;
  const headers = signedIn.get(key) ?? (await headersOf(opened.app, login));
  signedIn.set(key, headers);
  return headers;
}

async function ask(login: string, url: string, payload?: object) {
  const headers = await headersFor(login);
  return opened.app.inject(
    payload === undefined ? { url, headers } : { method: "POST", url, headers, payload },
  );
}

/** Reported in the first community, and handed up to the street by its desk. */
async function handedUp(): Promise<CaseCard> {
  const position = [westOf(0) + 0.005, SOUTH + 0.005] as const;
  const report = newReport(position, { categoryId: "event.04-03" });
  const made: CaseReply = (await ask("dispatcher", "/api/cases", report)).json();
  return step("community", made.card, "escalate", "street");
}

async function step(login: string, card: CaseCard, verb: string, toLevel: string) {
  const reason = verb === "escalate" ? "above-power" : "can-be-local";
  const command = commandFor(card, verb, { fields: { toLevel }, reason });
  const reply: CaseReply = (await ask(login, `/api/cases/${card.id}/commands`, command)).json();
  expect(reply.card.level).toBe(toLevel);
  return reply.card;
}

/** How each of some cases stands in somebody's list; `null`: it is not there. */
async function listed(login: string, ...cards: readonly CaseCard[]) {
  const { cases }: HandedUpReply = (await ask(login, "/api/cases/handed-up")).json();
  return cards.map(({ id }) => {
    const found = cases.find((each) => each.id === id);
    return found === undefined ? null : `${found.level}${found.isOpen ? "" : ", ended"}`;
  });
}

test("whoever hands a case up is told how it stands, and reads no more of it", async () => {
  const card = await handedUp();
  expect(await listed("community", card)).toEqual(["street"]);
  const { cases }: HandedUpReply = (await ask("community", "/api/cases/handed-up")).json();
  expect(Object.keys(cases[0] ?? {}).toSorted()).toEqual(
    ["id", "number", "categoryId", "address", "handedUpAt", "level", "isOpen"].toSorted(),
  );
  expect((await ask("community", `/api/cases/${card.id}`)).statusCode).toBe(404);
  // Whoever has it now, or has not handed it up, has it in no such list.
  expect(await listed("street", card)).toEqual([null]);
  expect(await listed("dispatcher", card)).toEqual([null]);

  const higher = await step("street", card, "escalate", "district");
  expect(await listed("community", card)).toEqual(["district"]);
  expect(await listed("street", card)).toEqual(["district"]);
  const reason = "not-true";
  const refusal = commandFor(higher, "reject", { fields: {}, reason });
  await ask("dispatcher", `/api/cases/${card.id}/commands`, refusal);
  expect(await listed("community", card)).toEqual(["district, ended"]);

  clock += HANDED_UP_DAYS * DAY_MS + 1;
  expect(await listed("community", card)).toEqual([null]);
});

test("what comes back down is an ordinary case again, and who has left the area is told nothing", async () => {
  const card = await handedUp();
  const other = await handedUp();
  await step("street", card, "hand_down", "community");
  expect(await listed("community", card, other)).toEqual([null, "street"]);
  expect((await ask("community", `/api/cases/${card.id}`)).statusCode).toBe(200);
  await db
    .updateTable("duty")
    .set({ valid_to: "2026-11-20" })
    .where("id", "=", "demo-community-community_desk")
    .execute();
  expect((await ask("community", "/api/cases/handed-up")).statusCode).toBe(403);
});
