import type {
  AuditListReply,
  AuditVerdictReply,
  HandedPassword,
} from "@onegrid/core/access/contract";
import type { Db } from "@onegrid/db";
import { listRootAreas } from "@onegrid/db/organisation";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browser, type Ask } from "../../test/browser.ts";
import { openApp, type OpenedApp } from "../../test/open-app.ts";
import { saveAsShown } from "../../test/save-duties.ts";
import { openSmallTown } from "../../test/small-town.ts";

const now = (): Date => new Date("2026-11-16T08:00:00+08:00");
let db: Db;
let opened: OpenedApp;
let app: FastifyInstance;
let auditor: Ask;

const signIn = async (login: string, password = "onegrid-demo"): Promise<Ask> => {
  const ask = browser(app);
  await ask("POST", "/api/access/sign-in", { login, password });
  return ask;
};
const log = async (query = ""): Promise<AuditListReply["entries"]> =>
  (await auditor<AuditListReply>("GET", `/api/access/audit?${query}`)).body.entries;

beforeAll(async () => {
  db = await openSmallTown(now);
  opened = await openApp(db, { now });
  app = opened.app;
  auditor = await signIn("auditor");
}, 60_000);
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

test("signing in, a wrong password and a refusal leave an entry: who, as what, from where", async () => {
  const planner = await signIn("planner");
  await signIn("planner", "not-it");
  expect((await planner("GET", "/api/access/people")).status).toBe(403);
  const entries = await log("limit=3");
  expect(entries.map(({ action }) => action)).toEqual([
    "access.forbid",
    "access.refuse",
    "access.sign-in",
  ]);
  expect(entries[0]).toMatchObject({
    login: "planner",
    source: "127.0.0.1",
    object: "GET /api/access/people",
    detail: { permission: "people.manage" },
  });
  expect(entries[1]).toMatchObject({ login: null, object: "planner" });
});

test("a change of rights says what was and what is, and by which role", async () => {
  const admin = await signIn("admin");
  const [root] = await listRootAreas(db);
  const duty = (role: string) => ({
    role,
    areaId: root?.id ?? "",
    validFrom: "2026-11-01",
    validTo: null,
  });
  const { body } = await admin<HandedPassword>("POST", "/api/access/people", {
    login: "zhou",
    displayName: "周",
    duties: [duty("leader")],
  });
  await saveAsShown(admin, body.person.id, [duty("planner")]);
  const [changed, added] = await log("object=zhou&limit=2");
  expect(added).toMatchObject({
    action: "access.add-person",
    role: "administrator",
    login: "admin",
  });
  expect(changed).toMatchObject({
    action: "access.change-duties",
    detail: { before: [{ role: "leader" }], after: [{ role: "planner" }] },
  });
  // Secrets never.
  expect(JSON.stringify(await log("limit=500"))).not.toContain(body.password);
});

test("the log is searched, paged and taken away, which it notes; it verifies whole", async () => {
  const all = await log("limit=500");
  const byPerson = await log("person=admin&limit=500");
  expect(byPerson.length).toBeGreaterThan(2);
  expect(byPerson.every(({ login }) => login === "admin")).toBe(true);
  const page = await auditor<AuditListReply>("GET", "/api/access/audit?limit=2");
  expect(page.body.hasMore).toBe(true);
  const next = await log(`limit=2&before=${page.body.entries[1]?.position ?? 0}`);
  expect(next).toEqual(all.slice(2, 4));

  const { cookie } = await auditor("GET", "/api/access/me");
  const csv = await app.inject({
    url: "/api/access/audit.csv?action=access.",
    headers: { cookie: cookie ?? "" },
  });
  expect(csv.body.split("\r\n")[0]).toBe(
    "\uFEFFposition,at,login,displayName,role,onBehalfOfName,source,action,object,detail,hash",
  );
  expect((await log("limit=1"))[0]).toMatchObject({
    action: "access.export-audit",
    detail: { action: "access." },
  });
  const verdict = await auditor<AuditVerdictReply>("GET", "/api/access/audit/verdict");
  expect(verdict.body).toMatchObject({ entries: all.length + 1, broken: null });
});

test("only auditors and administrators read it, and no route writes it", async () => {
  const leader = await signIn("leader");
  expect((await leader("GET", "/api/access/audit")).body.code).toBe("access.forbidden");
  const routes = app.printRoutes({ commonPrefix: false });
  expect(routes).toMatch(/\/api\/access\/audit \(GET, HEAD\)/);
  expect(routes).not.toMatch(/\/api\/access\/audit\S* \([^)]*(POST|PUT|PATCH|DELETE)/);
});
