import { ROLES, type Role } from "@onegrid/core/access";
import type { ExplainReply, ExplainThingsReply } from "@onegrid/core/access/explain-contract";
import type { CaseCard, CaseReply } from "@onegrid/core/dispatch/contract";
import { insertAccounts, loadExplainedPerson, saveDuties } from "@onegrid/db/access";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandFor, newReport, type Place } from "../../test/cases.ts";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";
import { hashPassword } from "../access/passwords.ts";
import { SESSION_COOKIE } from "../access/session-cookie.ts";
import { localDay, openSession } from "../access/sessions.ts";
import { CASE_VERBS, type CaseVerb } from "../dispatch/rights/offered-verbs.ts";
import { findThing, type Sight } from "./find-thing.ts";
import { answer } from "./question.ts";

interface Area {
  readonly id: string;
  readonly name: string;
  readonly kind: "district" | "street" | "community";
  readonly path: readonly string[];
  readonly center: Place;
}
interface Holder {
  readonly login: string;
  readonly role: Role;
  readonly area: Area;
  readonly categories: readonly string[];
}

let town: DemoTown;
let admin: Asker;
let areas: readonly Area[];
let cases: readonly CaseCard[];
let holders: readonly Holder[];

beforeAll(async () => {
  town = await openDemoTown();
  admin = await town.as("admin");
  areas = (await admin.get<{ areas: readonly Area[] }>("/api/areas")).body.areas;
  holders = await makeHolders();
  cases = await makeCases();
}, 120_000);
afterAll(() => town.close());

const areaOf = (kind: Area["kind"], nth = 0): Area => {
  const area = areas.filter((one) => one.kind === kind)[nth];
  if (!area) throw new Error(`no ${kind}`);
  return area;
};

async function makeHolders(): Promise<Holder[]> {
  const passwordHash = await hashPassword("onegrid-demo");
  const bounds = [
    { area: areaOf("district"), categories: [] },
    { area: areaOf("street"), categories: ["event.01"] },
    { area: areaOf("community"), categories: [] },
    { area: areaOf("community", 1), categories: ["event.02"] },
  ];
  const made = ROLES.flatMap((role) => bounds.map((bound) => ({ role, ...bound }))).map(
    (holder, at) => ({ ...holder, login: `held${at}` }),
  );
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

/** As signed in, without the door that counts tries. */
async function headersOf(accountId: string): Promise<Record<string, string>> {
  const token = await openSession(town.db, { accountId, device: "" }, NOW);
  return { cookie: `${SESSION_COOKIE}=${token}`, "x-onegrid": "1" };
}

async function makeCases(): Promise<CaseCard[]> {
  const dispatcher = await town.as("dispatcher");
  const made: CaseCard[] = [];
  for (const area of [areaOf("community"), areaOf("community", 1)])
    for (const categoryId of ["event.01-02", "event.02-01"]) {
      const report = newReport(area.center, { categoryId, description: "" });
      const { body } = await dispatcher.post<CaseReply>("/api/cases", report);
      made.push(body.card);
      const filed = await dispatcher.post<CaseReply>("/api/cases", {
        ...report,
        idempotencyKey: crypto.randomUUID(),
      });
      const fields = { toLevel: "street" };
      const raised = await dispatcher.post<CaseReply>(
        `/api/cases/${filed.body.card.id}/commands`,
        commandFor(filed.body.card, "escalate", { fields, reason: "above-power" }),
      );
      made.push(raised.body.card);
    }
  return made;
}

const EVERYTHING: Sight = {
  scope: [],
  plans: [],
  cases: { reaches: [], ownIds: [] },
  isMapOpen: true,
};

test("an explanation says of every holder, case and verb what the doors do", async () => {
  const all = { ...EVERYTHING, cases: { ...EVERYTHING.cases, reaches: [reachOfAll()] } };
  const things = await Promise.all(
    cases.map(({ number }) => findThing(town.db, { kind: "case", object: number }, all)),
  );
  const faults: string[] = [];
  const counts = { answers: 0, allowed: 0 };
  for (const { login, role, area } of holders) {
    const person = await loadExplainedPerson(town.db, login);
    const headers = await headersOf(login);
    for (const [at, card] of cases.entries()) {
      const base = { accountId: login, duties: person?.duties ?? [], accountFault: null };
      const thing = things[at]?.thing ?? { kind: "anywhere" as const };
      const ask = (wish: Parameters<typeof answer>[0]["wish"]): boolean =>
        answer({ ...base, wish, thing, day: localDay(NOW), now: NOW }).allowed;
      const doors = await doorsOf(card, headers);
      const wanted: [string, boolean, boolean][] = [
        ["case.read", ask({ kind: "permission", permission: "case.read" }), doors.isRead],
        ["case.act", ask({ kind: "permission", permission: "case.act" }), doors.isActedOn],
        ...CASE_VERBS.map((verb): [string, boolean, boolean] => [
          verb,
          ask({ kind: "verb", verb }),
          doors.isActedOn && doors.verbs.includes(verb),
        ]),
      ];
      faults.push(
        ...wanted
          .filter(([, said, done]) => said !== done)
          .map(([verb, said]) => `${role} in ${area.name}: ${verb} on ${card.number} ${said}`),
      );
      counts.answers += wanted.length;
      counts.allowed += wanted.filter(([, said]) => said).length;
    }
  }
  expect(faults.slice(0, 5)).toEqual([]);
  process.stdout.write(`${counts.answers} explanations, ${counts.allowed} allowed\n`);
  expect(counts.allowed).toBeGreaterThan(500);
}, 240_000);

const reachOfAll = () => ({
  areaIds: [areaOf("district").id],
  categories: null,
  maxLevel: "district" as const,
});

/** What the routes do: whether the case is shown, which buttons, and whether a command gets in. */
async function doorsOf(card: CaseCard, headers: Record<string, string>) {
  const url = `/api/cases/${card.id}`;
  const shown = await town.app.inject({ url, headers });
  const stale = await town.app.inject({
    method: "POST",
    url: `${url}/commands`,
    headers,
    payload: { ...commandFor(card, "accept"), expectedVersion: 900 },
  });
  return {
    isRead: shown.statusCode === 200,
    verbs: shown.json<{ verbs?: readonly string[] }>().verbs ?? [],
    // Let in far enough to be told that the case has moved on.
    isActedOn: stale.json<{ code?: string }>().code === "dispatch.stale",
  };
}

const explained = (asker: Asker, query: Record<string, string>, mine = "") =>
  asker.get<ExplainReply & { code?: string }>(
    `/api/access/explain${mine}?${new URLSearchParams(query).toString()}`,
  );

test("an administrator is told why, and which duty would help", async () => {
  const community = areaOf("community");
  const staff = holders.find(({ role, area }) => role === "grid_staff" && area === community);
  const query = {
    person: staff?.login ?? "",
    verb: "plan.edit",
    kind: "area",
    object: community.id,
  };
  const { status, body } = await explained(admin, query);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    allowed: false,
    thing: { name: community.name },
    duties: [{ role: "grid_staff", areaName: community.name, allows: false }],
    help: [{ role: "planner", areaId: community.id, areaName: community.name }],
  });
  expect(body.duties[0]?.tests.filter(({ passes }) => !passes)).toEqual([
    { test: "role", passes: false },
  ]);
  expect(body.administrators).toContain("系统管理员");
  // What would help does help.
  const planner = holders.find(({ role, area }) => role === "planner" && area === community);
  const after = await explained(admin, { ...query, person: planner?.login ?? "" });
  expect(after.body).toMatchObject({ allowed: true, help: [], administrators: [] });
});

test("a class, a level and a state are told apart, and written down when a case is asked about", async () => {
  const high = cases.find(
    ({ level, categoryId }) => level === "street" && categoryId === "event.01-02",
  );
  const desk = holders.find(
    ({ role, area }) => role === "community_desk" && area === areaOf("community", 1),
  );
  const query = { person: desk?.login ?? "", kind: "case", object: high?.number ?? "" };
  const { body } = await explained(admin, { ...query, verb: "file" });
  const failing = body.duties[0]?.tests.flatMap(({ test: name, passes }) => (passes ? [] : [name]));
  expect(failing).toEqual(["area", "category", "level"]);
  const state = await explained(admin, { ...query, verb: "pass" });
  expect(state.body.machine).toMatchObject({ isStateFit: false, allowedStates: ["resolved"] });
  // Another duty would not change the state.
  expect(state.body.help).toEqual([]);
  const log = await (
    await town.as("auditor")
  ).get<{ entries: { object: string }[] }>("/api/access/audit?action=access.explain-case");
  expect(log.body.entries).toHaveLength(2);
  expect(log.body.entries[0]?.object).toBe(high?.number);
});

test("a step without a case is up to the roles that take it", async () => {
  const whoMay = async (verb: CaseVerb): Promise<Role[]> => {
    const found: Role[] = [];
    for (const { login, role } of holders.filter(({ area }) => area === areaOf("community"))) {
      const duties = (await loadExplainedPerson(town.db, login))?.duties ?? [];
      const base = { accountId: login, duties, accountFault: null, day: localDay(NOW), now: NOW };
      const said = answer({ ...base, wish: { kind: "verb", verb }, thing: { kind: "anywhere" } });
      if (said.allowed) found.push(role);
    }
    return found;
  };
  // Every holder may work on cases; sending somebody to verify is for desks alone.
  expect((await whoMay("send_verifier")).toSorted()).toEqual([
    ...["community_desk", "street_desk", "supervision_desk"],
  ]);
  expect(await whoMay("accept")).toContain("grid_staff");
  const { body } = await explained(await town.as("gridworker"), { verb: "send_verifier" }, "/me");
  expect(body).toMatchObject({ allowed: false, machine: null });
  expect(body.duties[0]?.tests.filter(({ passes }) => !passes)).toEqual([
    { test: "verb", passes: false },
  ]);
  expect(body.help.map(({ role }) => role)).toContain("community_desk");
});

test("nobody learns anything of what lies outside their own area", async () => {
  const community = areaOf("community");
  const headers = await headersOf(
    holders.find(({ role, area }) => role === "administrator" && area === community)?.login ?? "",
  );
  const ask = async (query: Record<string, string>, mine = "") => {
    const url = `/api/access/explain${mine}?${new URLSearchParams(query).toString()}`;
    return (await town.app.inject({ url, headers })).json<ExplainReply & { code?: string }>();
  };
  const elsewhere = areaOf("community", 1);
  const [theirs, ours] = [elsewhere, community].map(
    (area) => holders.find((one) => one.role === "planner" && one.area === area)?.login ?? "",
  );
  const [person, stranger] = [ours ?? "", theirs ?? ""];
  expect((await ask({ person: stranger, verb: "plan.edit" })).code).toBe("access.unknown-person");
  const outside = { person, verb: "plan.edit", kind: "area", object: elsewhere.id };
  expect((await ask(outside)).code).toBe("access.unknown-object");
  const far = cases.find(({ place }) => place.communityId === elsewhere.id)?.number ?? "";
  expect((await ask({ person, verb: "file", kind: "case", object: far })).code).toBe(
    "access.unknown-object",
  );
  const things = await town.app.inject({
    url: `/api/access/explain/things?kind=area&text=`,
    headers,
  });
  const found = things.json<ExplainThingsReply>().things.map(({ id }) => id);
  expect(found).toEqual([community.id]);
  // A duty above one's own area says that it allows it, and nothing else.
  await saveDuties(town.db, [
    {
      ...{ id: "above", accountId: person, role: "planner", areaId: areaOf("district").id },
      ...{ displayName: "x", categories: [], shift: "", maxOpenCases: 1, post: null },
    },
  ]);
  const seen = await ask({ person, verb: "plan.edit", kind: "area", object: community.id });
  const hidden = seen.duties.find(({ role }) => role === null);
  expect(hidden).toMatchObject({ areaName: null, validFrom: null, tests: [], allows: true });
  // Their own question about a case that they may not read gets the same answer as one that is not there.
  expect((await ask({ verb: "file", kind: "case", object: far }, "/me")).code).toBe(
    "access.unknown-object",
  );
});

test("everybody may ask about themselves, and nobody else may ask about them", async () => {
  const worker = await town.as("gridworker");
  const { body } = await explained(worker, { verb: "plan.publish" }, "/me");
  expect(body).toMatchObject({ allowed: false, person: { login: "gridworker" } });
  expect(body.administrators).toContain("系统管理员");
  expect(body.help.map(({ role }) => role)).toContain("leader");
  const refused = await explained(worker, { person: "x", verb: "map.read" });
  expect(refused.body.code).toBe("access.forbidden");
  expect((await explained(worker, { verb: "fly" }, "/me")).body.code).toBe("request.invalid");
  const { body: own } = await worker.get<ExplainThingsReply>(
    "/api/access/explain/me/things?kind=building&text=1",
  );
  expect(own.things.length).toBeGreaterThan(0);
});
