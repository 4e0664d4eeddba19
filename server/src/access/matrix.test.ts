import { roleGrants, ROLES, type Role } from "@onegrid/core/access";
import type { CaseCard, CaseReply } from "@onegrid/core/dispatch/contract";
import { insertAccounts, saveDuties } from "@onegrid/db/access";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandFor, newReport, type Place } from "../../test/cases.ts";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";
import { hashPassword } from "./passwords.ts";
import { SESSION_COOKIE } from "./session-cookie.ts";
import { openSession } from "./sessions.ts";

interface Area {
  readonly id: string;
  readonly kind: "district" | "street" | "community";
  readonly parentId: string | null;
  readonly center: Place;
}

/** Who holds a role where, for which classes. */
interface Holder {
  readonly login: string;
  readonly role: Role;
  readonly area: Area;
  readonly categories: readonly string[];
}

const CLASSES = ["event.01-02", "event.01-10", "event.02-01", "event.03-01"];
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const LEVELS = ["grid", "community", "street", "district"];

let town: DemoTown;
let areas: readonly Area[];
let cases: Reported[];
let holders: Holder[];

beforeAll(async () => {
  town = await openDemoTown();
  const dispatcher = await town.as("dispatcher");
  areas = (await dispatcher.get<{ areas: readonly Area[] }>("/api/areas")).body.areas;
  holders = await makeHolders();
  cases = await makeCases(dispatcher);
}, 180_000);
afterAll(() => town.close());

/** As signed in, without the door that counts tries. */
async function headersOf(accountId: string): Promise<Record<string, string>> {
  const token = await openSession(town.db, { accountId, device: "" }, NOW);
  return { cookie: `${SESSION_COOKIE}=${token}`, "x-onegrid": "1" };
}

/** Every role in every kind of area, bound to a class and free: whoever may exist, once. */
async function makeHolders(): Promise<Holder[]> {
  const passwordHash = await hashPassword("onegrid-demo");
  const places = (["district", "street", "community"] as const).flatMap((kind) =>
    areas.filter((area) => area.kind === kind).slice(0, 2),
  );
  const made = ROLES.flatMap((role) =>
    places.flatMap((area) => [[], ["event.01"]].map((categories) => ({ role, area, categories }))),
  ).map((holder, at) => ({ ...holder, login: `holder${at}` }));
  await insertAccounts(
    town.db,
    made.map(({ login }) => ({
      ...{ id: login, login, displayName: login, passwordHash, isDemo: true, waitingRoles: [] },
    })),
  );
  await saveDuties(
    town.db,
    made.map(({ login, role, area, categories }) => ({
      ...{ id: login, accountId: login, role, areaId: area.id, displayName: login, categories },
      ...{ shift: "Mo-Su 00:00-24:00", maxOpenCases: 9, post: null },
    })),
  );
  return made;
}

/** A case with the community it was reported in. */
interface Reported {
  readonly card: CaseCard;
  readonly communityId: string;
}

/** Cases of several classes in every community, every second one raised to the street. */
async function makeCases(dispatcher: Asker): Promise<Reported[]> {
  const made: Reported[] = [];
  for (const { id: communityId, center } of areas.filter(({ kind }) => kind === "community"))
    for (const [at, categoryId] of CLASSES.entries()) {
      const report = newReport(center, { categoryId, description: "" });
      const { status, body } = await dispatcher.post<CaseReply>("/api/cases", report);
      expect({ status, body }).toMatchObject({ status: 201 });
      const card = at % 2 === 0 ? body.card : await raise(dispatcher, body.card);
      made.push({ card, communityId });
    }
  return made;
}

async function raise(dispatcher: Asker, card: CaseCard): Promise<CaseCard> {
  const { body } = await dispatcher.post<CaseReply>(
    `/api/cases/${card.id}/commands`,
    commandFor(card, "escalate", { fields: { toLevel: "street" }, reason: "above-power" }),
  );
  return body.card ?? card;
}

/** The rule, said once more and by itself: it must not share a line with what it checks. */
function maySee({ role, area, categories }: Holder, { card, communityId }: Reported): boolean {
  if (!roleGrants(role, "case.read")) return false;
  const path = [communityId, ...above(communityId)];
  const isClass = categories.length === 0 || card.categoryId.split("-")[0] === categories[0];
  return (
    path.includes(area.id) && isClass && LEVELS.indexOf(card.level) <= LEVELS.indexOf(area.kind)
  );
}

function above(id: string): string[] {
  const parentId = areas.find((area) => area.id === id)?.parentId ?? null;
  return parentId === null ? [] : [parentId, ...above(parentId)];
}

test("every role meets every route: let in where its rule grants it, and nowhere else", async () => {
  let pairs = 0;
  const routes = town.app.ruledRoutes.filter(({ method }) => method !== "HEAD");
  expect(routes.length).toBeGreaterThan(50);
  for (const role of ROLES) {
    const holder = holders.find((one) => one.role === role && one.categories.length === 0);
    const headers = await headersOf(holder?.login ?? "");
    for (const { method, url, rule } of routes) {
      // A stream never ends, and signing out would end the test.
      if (url === "/api/stream" || url === "/api/access/sign-out") continue;
      const reply = await town.app.inject({
        method: METHODS.find((known) => known === method) ?? "GET",
        url: url.replaceAll(/:\w+/g, "1").replace("*", "x"),
        headers,
        ...(method === "GET" ? {} : { payload: {} }),
      });
      const isRefused = reply.body.includes('"code":"access.forbidden"');
      const isOpen = rule === "public" || rule === "signed-in" || roleGrants(role, rule);
      expect(`${role} ${method} ${url} ${isRefused}`).toBe(`${role} ${method} ${url} ${!isOpen}`);
      expect(reply.statusCode).toBeLessThan(500);
      pairs += 1;
    }
  }
  process.stdout.write(`${pairs} pairs of a role and a route\n`);
}, 120_000);

test("no door shows a case to somebody who may not see it, nor hides one from who may", async () => {
  let answers = 0;
  const raised = cases.filter(({ card }) => card.level === "street").length;
  expect(raised).toBeGreaterThan(3);
  expect(raised).toBeLessThan(cases.length);
  for (const holder of holders) {
    const headers = await headersOf(holder.login);
    const get = async (url: string): Promise<{ status: number; cards: readonly string[] }> => {
      const reply = await town.app.inject({ url, headers });
      const body = reply.json<{ cards?: readonly { id: string }[] }>();
      return { status: reply.statusCode, cards: body.cards?.map(({ id }) => id) ?? [] };
    };
    const listed = (await get("/api/cases?limit=500")).cards;
    for (const reported of cases) {
      const { card } = reported;
      const wanted = maySee(holder, reported);
      const one = await get(`/api/cases/${card.id}`);
      const byNumber = await get(`/api/cases/ended?text=${card.number}`);
      const who = `${holder.role} in a ${holder.area.kind} [${holder.categories.join()}]`;
      expect([
        `${who}: ${card.categoryId} ${card.level}`,
        listed.includes(card.id),
        one.status === 200,
        byNumber.cards.includes(card.id),
      ]).toEqual([`${who}: ${card.categoryId} ${card.level}`, wanted, wanted, wanted]);
      answers += 3;
    }
  }
  process.stdout.write(`${answers} answers about cases\n`);
}, 300_000);
