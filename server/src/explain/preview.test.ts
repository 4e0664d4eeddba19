import type { HandedPassword, PeopleReply, PersonReply } from "@onegrid/core/access/contract";
import type { DutiesPreview } from "@onegrid/core/access/preview-contract";
import type { CaseReply } from "@onegrid/core/dispatch/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandFor, newReport, type Place } from "../../test/cases.ts";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";
import { SESSION_COOKIE } from "../access/session-cookie.ts";
import { openSession } from "../access/sessions.ts";

interface Area {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly center: Place;
  readonly households: number;
  readonly buildings: number;
}
interface Refusal {
  readonly code?: string;
  readonly preview?: DutiesPreview;
}

let town: DemoTown;
let admin: Asker;
let areas: readonly Area[];

beforeAll(async () => {
  town = await openDemoTown();
  admin = await town.as("admin");
  areas = (await admin.get<{ areas: readonly Area[] }>("/api/areas")).body.areas;
}, 120_000);
afterAll(() => town.close());

const areaOf = (kind: string, nth = 0): Area => {
  const area = areas.filter((one) => one.kind === kind)[nth];
  if (!area) throw new Error(`no ${kind}`);
  return area;
};
const duty = (role: string, areaId: string, validFrom = "2026-01-01") => ({
  role,
  areaId,
  validFrom,
  validTo: null,
});
const addPerson = async (login: string, duties: readonly object[]): Promise<string> => {
  const body = { login, displayName: login, duties };
  const added = await admin.post<HandedPassword>("/api/access/people", body);
  await town.db
    .updateTable("account")
    .set({ must_change_password: false })
    .where("login", "=", login)
    .execute();
  return added.body.person.id;
};
const preview = (id: string, duties: readonly object[]) =>
  admin.post<DutiesPreview & Refusal>(`/api/access/people/${id}/duties/preview`, { duties });
const save = async (id: string, body: object) => {
  const reply = await town.app.inject({
    method: "PUT",
    url: `/api/access/people/${id}/duties`,
    headers: admin.headers,
    payload: body,
  });
  return { status: reply.statusCode, body: reply.json<PersonReply & Refusal>() };
};

/** What somebody sees, counted at the doors. */
async function sightOf(id: string) {
  const token = await openSession(town.db, { accountId: id, device: "" }, NOW);
  const headers = { cookie: `${SESSION_COOKIE}=${token}`, "x-onegrid": "1" };
  const get = async <T>(url: string): Promise<T> =>
    (await town.app.inject({ url, headers })).json<T>();
  const { total = 0 } = await get<{ total?: number }>("/api/cases?limit=1");
  const { plans = [] } = await get<{ plans?: readonly unknown[] }>("/api/plans");
  return { cases: total, plans: plans.length };
}

async function makeCase(area: Area): Promise<CaseReply["card"]> {
  const dispatcher = await town.as("dispatcher");
  const { body } = await dispatcher.post<CaseReply>("/api/cases", newReport(area.center));
  return body.card;
}

test("what the preview counts is what the doors then show", async () => {
  const [one, two] = [areaOf("community"), areaOf("community", 1)];
  for (const area of [one, one, two]) await makeCase(area);
  const wishes = [
    [duty("community_desk", two.id)],
    [duty("planner", areaOf("district").id)],
    [duty("community_desk", one.id), duty("planner", two.id)],
    [duty("command_desk", areaOf("district").id)],
    [],
    [duty("grid_staff", one.id)],
  ];
  const id = await addPerson("moves.about", [duty("grid_staff", one.id)]);
  let compared = 0;
  for (const wish of wishes) {
    const before = await sightOf(id);
    const shown = await preview(id, wish);
    expect(shown.status).toBe(200);
    const { digest, cases, plans } = shown.body;
    expect((await save(id, { duties: wish, digest })).status).toBe(200);
    const after = await sightOf(id);
    expect([cases.gained - cases.lost, plans.gained - plans.lost]).toEqual([
      after.cases - before.cases,
      after.plans - before.plans,
    ]);
    compared += Math.abs(cases.gained) + cases.lost + plans.gained + plans.lost;
  }
  // Something did move, in both directions.
  expect(compared).toBeGreaterThan(8);
  const { body } = await preview(id, [duty("grid_staff", two.id)]);
  expect(body).toMatchObject({
    permissions: [
      {
        areaName: one.name,
        gained: [],
        lost: ["map.read", "case.read", "case.report", "case.act", "contact.read"],
      },
      {
        areaName: two.name,
        gained: ["map.read", "case.read", "case.report", "case.act", "contact.read"],
        lost: [],
      },
    ],
    households: { gained: two.households, lost: one.households },
    buildings: { gained: two.buildings, lost: one.buildings },
  });
});

test("only what was shown is saved: a change in between is shown afresh", async () => {
  const [one, two] = [areaOf("community"), areaOf("community", 1)];
  const id = await addPerson("was.shown", [duty("leader", one.id)]);
  const wish = [duty("leader", two.id)];
  // A page may send along what it shows of a duty.
  const shown = await preview(
    id,
    wish.map((each) => ({ ...each, areaName: two.name, id: "d" })),
  );
  const same = await preview(id, wish);
  expect(same.body.digest).toBe(shown.body.digest);
  expect((await save(id, { duties: wish })).body.code).toBe("request.invalid");
  expect((await save(id, { duties: wish, digest: "other" })).body.code).toBe(
    "access.preview-stale",
  );
  // The digest of one wish does not open the door for another.
  const more = [...wish, duty("administrator", areaOf("district").id)];
  const widened = await save(id, { duties: more, digest: shown.body.digest });
  expect(widened.body.code).toBe("access.preview-stale");

  const between = [duty("planner", one.id)];
  const theirs = await preview(id, between);
  await save(id, { duties: between, digest: theirs.body.digest });
  const late = await save(id, { duties: wish, digest: shown.body.digest });
  expect(late.status).toBe(409);
  expect(late.body.preview?.digest).not.toBe(shown.body.digest);
  const people = await admin.get<PeopleReply>("/api/access/people?text=was.shown");
  expect(people.body.people[0]?.duties).toMatchObject([{ role: "planner" }]);
  const again = await save(id, { duties: wish, digest: late.body.preview?.digest });
  expect(again.body.duties).toMatchObject([{ role: "leader", areaId: two.id }]);
  // Cases come and go all day: they make no preview out of date.
  const quiet = await preview(id, []);
  await makeCase(two);
  expect((await save(id, { duties: [], digest: quiet.body.digest })).status).toBe(200);
});

test("it warns of an area without an administrator, a grid without its people, a case in hand", async () => {
  const street = areaOf("street");
  const district = areaOf("district");
  // The demo's own administrator answers for everything: put out of use for as long as it takes.
  const second = await addPerson("second.admin", [duty("administrator", street.id)]);
  expect((await preview(second, [])).body.warnings).toEqual([]);
  const self = (await admin.get<PeopleReply>("/api/access/people?text=admin")).body.people;
  const me = self.find(({ login }) => login === "admin")?.id ?? "";
  expect((await preview(me, [duty("auditor", district.id)])).body.warnings).toEqual([
    { code: "nobody-manages", areaName: district.name },
  ]);

  const community = areaOf("community");
  const others = await town.db
    .deleteFrom("duty")
    .where("area_id", "=", community.id)
    .where("role", "=", "grid_head")
    .executeTakeFirst();
  expect(Number(others.numDeletedRows)).toBeGreaterThan(0);
  const head = await addPerson("last.head", [duty("grid_head", community.id)]);
  const left = (await preview(head, [duty("auditor", community.id)])).body;
  expect(left.warnings).toMatchObject([
    { code: "grids-without", role: "grid_head", areaName: community.name },
  ]);
  expect((await preview(head, [duty("grid_head", street.id)])).body.warnings).toEqual([]);

  const card = await makeCase(community);
  const dispatcher = await town.as("dispatcher");
  const run = (from: CaseReply["card"], verb: string, fields: object) =>
    dispatcher.post<CaseReply>(
      `/api/cases/${from.id}/commands`,
      commandFor(from, verb, { fields }),
    );
  const filed = await run(card, "file", { standardMet: true });
  const assignee = { unitId: null, memberId: head };
  const given = await run(filed.body.card, "dispatch", {
    ...{ assignee, cooperateUnitIds: [], recommendationId: null, overrideReason: null },
  });
  expect(given.status).toBe(200);
  const stuck = await preview(head, [duty("auditor", community.id)]);
  expect(stuck.body.warnings).toContainEqual({ code: "cases-in-hand", cases: 1 });
});

test("a change that begins later is looked at on its day", async () => {
  const community = areaOf("community");
  const id = await addPerson("begins.later", [duty("auditor", community.id)]);
  const wish = [duty("auditor", community.id), duty("leader", community.id, "2027-01-01")];
  const { body } = await preview(id, wish);
  expect(body.day).toBe("2027-01-01");
  expect(body.permissions[0]?.gained).toContain("plan.publish");
  const same = await preview(id, [duty("auditor", community.id)]);
  expect(same.body).toMatchObject({ permissions: [], warnings: [] });
});
