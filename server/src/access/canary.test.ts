import { ROLES, type Role } from "@onegrid/core/access";
import type { CaseReply } from "@onegrid/core/dispatch/contract";
import type { Db } from "@onegrid/db";
import { insertAccounts, saveDuties } from "@onegrid/db/access";
import { append } from "@onegrid/db/events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findLeaks, type Canary, type Output } from "../../test/canaries.ts";
import { commandFor, newReport } from "../../test/cases.ts";
import {
  answerOutput,
  storedOutputs,
  tileOutputs,
  type Looker,
} from "../../test/collect-outputs.ts";
import { openApp, type OpenedApp } from "../../test/open-app.ts";
import { COMMUNITIES, DISTRICT, openSmallTown, SOUTH, westOf } from "../../test/small-town.ts";
import { hashPassword } from "./passwords.ts";
import { SESSION_COOKIE } from "./session-cookie.ts";
import { openSession } from "./sessions.ts";

const NOW = new Date("2026-11-20T10:00:00+08:00");
const NEAR = COMMUNITIES[0];
const FAR = COMMUNITIES[2];
const CONTACT = { name: "金丝雀女士", phone: "139 5551 0731", agreed: true };
const PASSWORD = "zebra-anvil-canary-7731";
const PASSWORD_AS_LOGIN = "walrus.lantern.canary.4410";
const REFUSED = "反映人证件 11010519491231002X，请联系";
const FAR_WORDS = "远处金丝雀：东侧井盖缺失";
const FAR_NOTE = "远处金丝雀批注：已电话核实";

let db: Db;
let opened: OpenedApp;
let address: string;
let lookers: Looker[];
let near: CaseReply;
let far: CaseReply;
let handed: string;
const log: string[] = [];
const streams = new Map<string, string>();

beforeAll(async () => {
  db = await openSmallTown(() => NOW);
  opened = await openApp(db, {
    now: () => NOW,
    config: { logLevel: "trace", logTo: { write: (line) => void log.push(line) } },
  });
  address = await opened.app.listen({ port: 0, host: "127.0.0.1" });
  lookers = await makeLookers();
  await Promise.all(lookers.map(listen));
  await plant();
  // The stream is woken by its own commits; what it still has to say comes within a poll.
  await new Promise((resolve) => setTimeout(resolve, 500));
}, 120_000);
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

/** Every role in the district and in the near community. The far one is nobody's but the district's. */
async function makeLookers(): Promise<Looker[]> {
  const passwordHash = await hashPassword("onegrid-demo");
  const made = ROLES.flatMap((role) =>
    [DISTRICT, NEAR].map((areaId) => ({ role, areaId, login: `${role}.${areaId}` })),
  );
  await insertAccounts(
    db,
    made.map(({ login }) => ({
      ...{ id: login, login, displayName: login, passwordHash, isDemo: true, waitingRoles: [] },
    })),
  );
  await saveDuties(
    db,
    made.map(({ login, role, areaId }) => ({
      ...{ id: login, accountId: login, role, areaId, displayName: login, categories: [] },
      ...{ shift: "Mo-Su 00:00-24:00", maxOpenCases: 9, post: null },
    })),
  );
  const all: Looker[] = [];
  for (const { login } of made) {
    const token = await openSession(db, { accountId: login, device: "" }, NOW);
    all.push({
      who: login,
      headers: { cookie: `${SESSION_COOKIE}=${token}`, "x-onegrid": "1" },
    });
  }
  return all;
}

async function listen({ who, headers }: Looker): Promise<void> {
  const response = await fetch(`${address}/api/stream`, { headers });
  void (async () => {
    try {
      for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? [])
        streams.set(who, (streams.get(who) ?? "") + piece);
    } catch {
      // The server is closed at the end.
    }
  })();
}

const lookerOf = (role: Role, areaId: string): Looker => {
  const found = lookers.find(({ who }) => who === `${role}.${areaId}`);
  if (!found) throw new Error(`nobody is ${role} in ${areaId}`);
  return found;
};

const ask = ({ headers }: Looker, method: "POST" | "PUT", url: string, payload: object) =>
  opened.app.inject({ method, url, headers, payload });

/** Every secret through the door that it really comes in by. */
async function plant(): Promise<void> {
  const desk = lookerOf("supervision_desk", DISTRICT);
  near = await reported(desk, 0, "近处垃圾堆放");
  far = await reported(desk, 2, FAR_WORDS);
  const noted = await ask(desk, "PUT", `/api/cases/${near.card.id}/contact`, CONTACT);
  expect(noted.statusCode).toBe(200);
  const note = commandFor(far.card, "comment", { note: FAR_NOTE, fields: { photos: [] } });
  expect((await ask(desk, "POST", `/api/cases/${far.card.id}/commands`, note)).statusCode).toBe(
    200,
  );

  const planner = lookerOf("planner", DISTRICT);
  const change = { present: "onegrid-demo", next: PASSWORD };
  const changed = await ask(planner, "POST", "/api/access/password", change);
  expect(changed.statusCode).toBeLessThan(300);
  const admin = lookerOf("administrator", DISTRICT);
  const duties = [{ role: "grid_staff", areaId: NEAR, validFrom: "2026-11-20", validTo: null }];
  const added = await ask(admin, "POST", "/api/access/people", {
    ...{ login: "canary.person", displayName: "新人", duties },
  });
  expect(added.statusCode).toBe(201);
  handed = added.json<{ password: string }>().password;
}

async function reported(desk: Looker, community: number, description: string): Promise<CaseReply> {
  const place = [westOf(community) + 0.004, SOUTH + 0.004] as const;
  const report = newReport(place, { description });
  const reply = await ask(desk, "POST", "/api/cases", report);
  expect(reply.statusCode).toBe(201);
  return reply.json<CaseReply>();
}

/** Whatever the database complains of, with the row that it complains of. */
async function logFault(): Promise<void> {
  const text = { case_id: far.card.id, version: 99, field: "note", salt: "" };
  const fault: unknown = await db
    .insertInto("case_text")
    .values({ ...text, body: `${FAR_WORDS} `.repeat(200) })
    .execute()
    .catch((error: unknown) => error);
  expect(fault).toHaveProperty("detail", expect.stringContaining(FAR_WORDS));
  opened.app.log.error(fault);
}

/** Wrong turns: what is refused must not be kept or told either. */
async function refusals(looker: Looker): Promise<Output[]> {
  const { app } = opened;
  const place = [westOf(0) + 0.004, SOUTH + 0.004] as const;
  const wrong: readonly { method: "POST" | "PUT"; url: string; payload: object }[] = [
    { method: "POST", url: "/api/cases", payload: newReport(place, { description: REFUSED }) },
    { method: "POST", url: "/api/cases", payload: { description: REFUSED } },
    {
      method: "PUT",
      url: `/api/cases/${near.card.id}/contact`,
      payload: { ...CONTACT, agreed: "no" },
    },
    {
      method: "PUT",
      url: `/api/cases/${far.card.id}/contact`,
      payload: { ...CONTACT, name: `${CONTACT.name} ${CONTACT.phone}` },
    },
    { method: "POST", url: "/api/access/set-up", payload: { token: opened.firstRun.token } },
    {
      method: "POST",
      url: `/api/cases/${far.card.id}/commands`,
      payload: commandFor(far.card, "comment", { fields: { photos: [] } }),
    },
    {
      method: "POST",
      url: "/api/cases/help",
      payload: { description: "井盖缺失", position: [westOf(2) + 0.004, SOUTH + 0.004] },
    },
  ];
  const outputs: Output[] = [];
  for (const request of wrong) outputs.push(...(await answerOutput(app, looker, request)));
  return outputs;
}

/** The addresses of every door that reads, with everything that a parameter may stand for. */
function readingAddresses(coverageKey: string): string[] {
  const names: Readonly<Record<string, readonly string[]>> = {
    ":id": [near.card.id, far.card.id, NEAR, FAR, "planner.620302000000"],
    ":layer": ["areas", "buildings", "stations", "compounds"],
    ":key": [coverageKey],
    ":hash": ["0".repeat(64)],
    ":revision": ["1"],
  };
  const words = [FAR_WORDS, CONTACT.name, CONTACT.phone, "金丝雀", "区域"].map(encodeURIComponent);
  const queries: Readonly<Record<string, readonly string[]>> = {
    "/api/search": words.map((word) => `?q=${word}`),
    "/api/addresses": words.map((word) => `?q=${word}`),
    "/api/cases": ["?limit=500", ...words.map((word) => `?text=${word}`)],
    "/api/cases/ended": [`?text=${far.card.number}`, ...words.map((word) => `?text=${word}`)],
    "/api/access/people": ["", ...words.map((word) => `?text=${word}`)],
    "/api/access/audit": ["?limit=500", "?action=contact."],
    "/api/locate": [`?lng=${westOf(2) + 0.004}&lat=${SOUTH + 0.004}`],
    "/api/duty-list/answer": [
      `?lng=${westOf(2) + 0.004}&lat=${SOUTH + 0.004}&categoryId=event.01-02`,
    ],
  };
  const read = opened.app.ruledRoutes.filter(
    ({ method, url }) => method === "GET" && url !== "/api/stream" && !/:[xyz]\b/.test(url),
  );
  return read.flatMap(({ url }) => {
    let addresses = [url.replace("*", "index.html")];
    for (const [name, values] of Object.entries(names))
      addresses = addresses.flatMap((one) =>
        one.includes(name) ? values.map((value) => one.replaceAll(name, value)) : [one],
      );
    return addresses.flatMap((one) => (queries[url] ?? [""]).map((query) => one + query));
  });
}

async function collect(): Promise<Output[]> {
  const { app } = opened;
  const coverage = await app.inject({
    url: "/api/coverage",
    headers: lookerOf("planner", DISTRICT).headers,
  });
  const addresses = readingAddresses(coverage.json<{ key?: string }>().key ?? "0".repeat(16));
  const outputs: Output[] = [];
  const nobody = { who: "nobody", headers: { "x-onegrid": "1" } };
  for (const password of [PASSWORD, "wrong"]) {
    const payload = { login: PASSWORD_AS_LOGIN, password };
    const url = "/api/access/sign-in";
    outputs.push(...(await answerOutput(app, nobody, { method: "POST", url, payload })));
  }
  for (const looker of [...lookers, nobody]) {
    for (const url of addresses) outputs.push(...(await answerOutput(app, looker, { url })));
    outputs.push(...(await refusals(looker)));
  }
  const bbox = [westOf(0), SOUTH, westOf(3), SOUTH + 0.01];
  for (const role of ["command_desk", "planner", "grid_staff"] as const)
    for (const areaId of [DISTRICT, NEAR])
      outputs.push(
        ...(await tileOutputs(app, lookerOf(role, areaId), { bbox, zooms: [11, 13, 14, 15, 16] })),
      );
  await logFault();
  return [...outputs, ...(await storedOutputs(db)), ...flowing()];
}

const flowing = (): Output[] => [
  { place: "log", bytes: Buffer.from(log.join("")) },
  ...[...streams].map(([who, said]) => ({ place: `stream of ${who}`, bytes: Buffer.from(said) })),
];

const NOWHERE: Canary["allowed"] = [];

function canaries(): Canary[] {
  const contact = [
    {
      place: new RegExp(
        `^GET /api/cases/${near.card.id}/contact as (command_desk|supervision_desk)\\.`,
      ),
      why: "the desks that may read it, and the log says so",
    },
  ];
  const farWords = [
    {
      place: /^db (dispatch_case\.card|event_log\.payload|command_answer\.answer)$/,
      why: "a case",
    },
    { place: /^db case_text\.body$/, why: "where words stand, so that they can be erased" },
    { place: /^db pg_stats$/, why: "samples of what the store holds anyway, for its owner" },
    { place: /^backup$/, why: "everything that is in the store" },
    { place: new RegExp(`(as|of) \\w+\\.${DISTRICT}$`), why: "whoever reaches the far community" },
  ];
  const { token } = opened.firstRun;
  const sessions = lookers.map(({ who, headers }) => ({
    name: `session of ${who}`,
    text: (headers["cookie"] ?? "").split("=")[1] ?? "",
    allowed: NOWHERE,
  }));
  return [
    { name: "contact's name", text: CONTACT.name, allowed: contact },
    { name: "contact's number", text: CONTACT.phone, allowed: contact },
    { name: "words of a far case", text: FAR_WORDS, allowed: farWords },
    { name: "note on a far case", text: FAR_NOTE, allowed: farWords },
    { name: "refused words", text: REFUSED, allowed: NOWHERE },
    { name: "refused number", text: "11010519491231002X", allowed: NOWHERE },
    { name: "password", text: PASSWORD, allowed: NOWHERE },
    { name: "password in the wrong field", text: PASSWORD_AS_LOGIN, allowed: NOWHERE },
    // It was told once, in the answer to whoever made the account.
    { name: "handed password", text: handed, allowed: NOWHERE },
    { name: "set-up token", text: token, allowed: NOWHERE },
    ...sessions,
  ];
}

const count = (outputs: readonly Output[]): string =>
  `${outputs.length} outputs, ${outputs.reduce((sum, { bytes }) => sum + bytes.length, 0)} bytes`;

test("no secret comes out of any door, the store, the log or the stream but where it belongs", async () => {
  const outputs = await collect();
  const searched = canaries();
  expect(searched.every(({ text }) => text.length > 4)).toBe(true);
  expect(outputs.length).toBeGreaterThan(5000);
  expect(log.join("").length).toBeGreaterThan(100_000);
  expect(
    [...streams.values()].filter((said) => said.includes(near.card.id)).length,
  ).toBeGreaterThan(5);
  expect(findLeaks(outputs, searched)).toEqual([]);
  // Where they may stand they do: otherwise nothing was planted, or the search sees nothing.
  const found = findLeaks(
    outputs,
    searched.map((canary) => ({ ...canary, allowed: NOWHERE })),
  );
  for (const { name, allowed } of searched)
    for (const { place } of allowed)
      expect([name, found.some((leak) => leak.canary === name && place.test(leak.place))]).toEqual([
        name,
        true,
      ]);
  process.stdout.write(
    `${searched.length} canaries in ${count(outputs)}: nowhere they may not be\n`,
  );
}, 300_000);

test("a contact that somebody copies into an event, a log line, a row or a photo's bytes is found", async () => {
  await db.transaction().execute((trx) =>
    append(trx, [
      {
        kind: "layers.changed",
        subject: "x",
        scopePath: [DISTRICT],
        payload: { contact: CONTACT },
      },
    ]),
  );
  opened.hub.wake();
  // Not as `body`: that the log leaves out by itself.
  opened.app.log.info({ contact: CONTACT }, "a contact that was logged");
  await db
    .updateTable("dispatch_case")
    .set({ address: `电话 ${CONTACT.phone}` })
    .where("id", "=", near.card.id)
    .execute();
  const photo = { hash: "0".repeat(64), account_id: "planner.620302000000", taken_in_at: NOW };
  await db
    .insertInto("photo")
    .values({ ...photo, bytes: Buffer.from(`EXIF ${CONTACT.phone}`) })
    .execute();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const leaks = findLeaks([...(await storedOutputs(db)), ...flowing()], canaries());
  const places = new Set(leaks.map(({ place }) => place.replace(/ of .*/, "")));
  expect([...places].toSorted()).toEqual([
    "backup",
    "db dispatch_case.address",
    "db event_log.payload",
    "db pg_stats",
    "db photo.bytes",
    "log",
    "stream",
  ]);
  process.stdout.write(`${leaks.length} planted copies were found\n`);
}, 60_000);
