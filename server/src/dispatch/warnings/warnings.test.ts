import type { HandedKey } from "@onegrid/core/access/contract";
import type { CaseCard, CaseDetail, CaseReply } from "@onegrid/core/dispatch/contract";
import type { PlanReply } from "@onegrid/core/dispatch/emergency-contract";
import type { WarningsReply, WarningTaken } from "@onegrid/core/dispatch/warnings-contract";
import type { Db } from "@onegrid/db";
import { readAfter } from "@onegrid/db/events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedInBrowser, type Ask } from "../../../test/browser.ts";
import { commandFor, newReport } from "../../../test/cases.ts";
import { openApp, type OpenedApp } from "../../../test/open-app.ts";
import { areaIdsOf, openSmallTown, SOUTH, STREETS, westOf } from "../../../test/small-town.ts";

let clock = Date.parse("2026-11-23T09:00:00+08:00");
const now = (): Date => new Date(clock);
let db: Db;
let opened: OpenedApp;
let desk: Ask;
/** A key of the weather bureau for the first street, and one that may only read. */
let bureau: string;
let reader: string;

beforeAll(async () => {
  db = await openSmallTown(now);
  opened = await openApp(db, { now });
  desk = await signedInBrowser(opened.app, "dispatcher");
  const admin = await signedInBrowser(opened.app, "admin");
  const ids = await areaIdsOf(db);
  const key = async (permissions: readonly string[]): Promise<string> => {
    const { status, body } = await admin<HandedKey>("POST", "/api/access/keys", {
      ...{ name: "气象台", purpose: "预警", permissions, areaIds: [ids.get(STREETS[0]) ?? ""] },
      ...{ categories: [], addresses: [], perMinute: 200 },
    });
    expect(status).toBe(201);
    return body.token;
  };
  bureau = await key(["warning.send", "map.read"]);
  reader = await key(["map.read"]);
}, 60_000);
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

const at = (hours: number): string => {
  const local = new Date(clock + (8 + hours) * 3_600_000).toISOString();
  return `${local.slice(0, 19)}+08:00`;
};
/** Latitude first. */
const box = (west: number, east: number): string =>
  [
    [SOUTH, west],
    [SOUTH, east],
    [SOUTH + 0.01, east],
    [SOUTH + 0.01, west],
    [SOUTH, west],
  ]
    .map((pair) => pair.join(","))
    .join(" ");
/** The first community alone. */
const FIRST = box(westOf(0) + 0.0005, westOf(1) - 0.0005);

let sent = 0;
interface Said {
  readonly identifier?: string;
  readonly status?: string;
  readonly type?: string;
  readonly references?: string;
  readonly severity?: string;
  readonly headline?: string;
  readonly polygon?: string;
  readonly expires?: string;
}
function cap(said: Said = {}): string {
  sent += 1;
  const { identifier = `w-${sent}`, status = "Actual", type = "Alert", references } = said;
  const { severity = "Extreme", headline = "发布暴雨红色预警", polygon = FIRST } = said;
  return `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>${identifier}</identifier><sender>met@jinchuan</sender><sent>${at(0)}</sent>
  <status>${status}</status><msgType>${type}</msgType><scope>Public</scope>
  ${references === undefined ? "" : `<references>${references}</references>`}
  <info><language>en</language><category>Met</category><event>Rainstorm</event>
    <urgency>Immediate</urgency><severity>${severity}</severity><certainty>Likely</certainty></info>
  <info><language>zh-CN</language><category>Met</category><event>暴雨</event>
    <urgency>Immediate</urgency><severity>${severity}</severity><certainty>Likely</certainty>
    <expires>${said.expires ?? at(6)}</expires><headline>${headline}</headline>
    <area><areaDesc>城区 &amp; 河谷</areaDesc><polygon>${polygon}</polygon></area></info>
</alert>`;
}
const named = (identifier: string): string => `met@jinchuan,${identifier},${at(0)}`;

async function send(xml: string, key = bureau) {
  const reply = await opened.app.inject({
    method: "POST",
    url: "/api/alerts",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/cap+xml" },
    payload: xml,
  });
  const body = reply.json<WarningTaken & { code?: string; detail?: string; element?: string }>();
  return { status: reply.statusCode, body };
}
const spot = (community: number): [number, number] => [westOf(community) + 0.005, SOUTH + 0.005];
const reported = async (community: number, changes: object = {}) =>
  (await desk<CaseReply>("POST", "/api/cases", newReport(spot(community), changes))).body.card;
async function act(card: CaseCard, verb: string, fields: object): Promise<CaseCard> {
  const given = commandFor(card, verb, { fields, reason: "核对位置与类别" });
  const { status, body } = await desk<CaseReply>("POST", `/api/cases/${card.id}/commands`, given);
  expect([verb, status, body]).toEqual([verb, 200, body]);
  return body.card;
}
const opening = async (id: string) => (await desk<CaseDetail>("GET", `/api/cases/${id}`)).body;
const inForce = async (): Promise<WarningsReply["warnings"]> =>
  (await desk<WarningsReply>("GET", "/api/alerts")).body.warnings;

test("a warning raises the open cases in its area with one event each, and those filed there later", async () => {
  const [inside, grave, outside] = [
    await reported(0),
    await reported(0, { severity: "extreme" }),
    await reported(1),
  ];
  expect(inside.severity).toBe("minor");
  const { position } = await db
    .selectFrom("event_head")
    .select("position")
    .executeTakeFirstOrThrow();
  clock += 60_000;
  const { status, body } = await send(cap({ identifier: "storm" }));
  expect([status, body]).toEqual([
    200,
    { id: expect.any(String), isNew: true, raisedCases: 1, ended: 0 },
  ]);
  const { card, entries } = await opening(inside.id);
  expect(card).toMatchObject({
    ...{ severity: "severe", version: inside.version + 1 },
    warned: { warningId: body.id, before: "minor" },
  });
  expect(entries.at(-1)).toMatchObject({ verb: "warn", note: "发布暴雨红色预警" });
  // The limit of what is severe is shorter.
  expect(card.dueAt ?? NaN).toBeLessThan(inside.dueAt ?? NaN);
  expect((await opening(grave.id)).card).toMatchObject({
    severity: "extreme",
    version: grave.version,
  });
  expect((await opening(outside.id)).card.version).toBe(outside.version);
  const events = await readAfter(db, position, 50);
  expect(events.map(({ kind, subject }) => [kind, subject])).toEqual([
    ["dispatch.case-changed", inside.id],
    ["dispatch.warning-changed", body.id],
  ]);

  const later = await reported(0);
  expect(later).toMatchObject({ severity: "severe", warned: { before: "minor" } });
  expect((await reported(1)).severity).toBe("minor");

  const [shown] = await inForce();
  expect(shown).toMatchObject({
    ...{ event: "暴雨", areaWords: "城区 & 河谷", status: "actual", floor: "severe" },
    geometry: { type: "MultiPolygon" },
  });
  expect(shown?.geometry.coordinates[0]?.[0]?.[0]?.[0]).toBeCloseTo(westOf(0), 2);

  // The same message again changes nothing.
  expect((await send(cap({ identifier: "storm" }))).body).toEqual({
    ...{ id: body.id, isNew: false, raisedCases: 0, ended: 0 },
  });
  const one = await desk<{ code: string }>("GET", `/api/cases/${inside.id}`);
  expect(one.status).toBe(200);
});

test("an update takes its place, a cancel ends it, and nothing is lowered; nor at the end of its time", async () => {
  const case0 = await reported(0);
  const updated = await send(
    cap({ identifier: "storm-2", type: "Update", references: named("storm"), severity: "Severe" }),
  );
  expect(updated.body).toMatchObject({ isNew: true, ended: 1, raisedCases: 0 });
  expect((await inForce()).map(({ floor }) => floor)).toEqual(["moderate"]);
  expect((await opening(case0.id)).card.severity).toBe("severe");
  const mild = await reported(0);
  expect(mild.severity).toBe("moderate");

  const foreign = cap({ type: "Cancel", references: "other@sender,storm-2,x" });
  expect((await send(foreign)).body.code).toBe("dispatch.warning-unknown");
  const cancelled = await send(cap({ type: "Cancel", references: named("storm-2") }));
  expect(cancelled.body).toEqual({ id: null, isNew: false, raisedCases: 0, ended: 1 });
  expect(await inForce()).toEqual([]);
  expect((await opening(mild.id)).card.severity).toBe("moderate");
  expect((await reported(0)).severity).toBe("minor");

  await send(cap({ expires: at(1) }));
  const during = await reported(0);
  clock += 3_600_000;
  expect(await inForce()).toEqual([]);
  expect((await opening(during.id)).card.severity).toBe("severe");
  expect((await reported(0)).severity).toBe("minor");
});

test("a case that comes into its area is raised: moved there, put into another class, no longer merged", async () => {
  const [outside, twin, target] = [await reported(1), await reported(0), await reported(0)];
  const merged = await act(twin, "merge", { targetCaseId: target.id });
  expect((await send(cap({ identifier: "flood" }))).body).toMatchObject({ isNew: true });
  expect((await opening(twin.id)).card).toMatchObject({ state: "merged", severity: "minor" });

  const moved = await act(outside, "relocate", { position: spot(0), address: "" });
  expect(moved).toMatchObject({ severity: "severe", warned: { before: "minor" } });
  const { entries } = await opening(outside.id);
  expect(entries.slice(-2).map(({ verb }) => verb)).toEqual(["relocate", "warn"]);
  expect(entries.at(-1)?.note).toBe("发布暴雨红色预警");

  const fields = { categoryId: "event.01-03", severity: "minor" };
  expect(await act(moved, "reclassify", fields)).toMatchObject({ severity: "severe" });
  expect(await act(merged, "unmerge", {})).toMatchObject({ severity: "severe" });

  // And nothing else is: what moves where no warning is stays what it was.
  const elsewhere = await act(await reported(2), "relocate", { position: spot(1), address: "" });
  expect(elsewhere.severity).toBe("minor");
  await send(cap({ type: "Cancel", references: named("flood") }));
  expect(await inForce()).toEqual([]);
});

test("moves into a warned area and the warning itself do not wait for each other", async () => {
  const cards = await Promise.all(Array.from({ length: 6 }, () => reported(1)));
  const all = await Promise.all([
    ...cards.map((card) => act(card, "relocate", { position: spot(0), address: "" })),
    send(cap({ identifier: "at-once" })),
  ]);
  expect(all).toHaveLength(7);
  for (const { id } of cards) expect((await opening(id)).card.severity).toBe("severe");
  await send(cap({ type: "Cancel", references: named("at-once") }));
});

test("an exercise and a test are kept and shown, and raise nothing", async () => {
  const card = await reported(0);
  for (const status of ["Exercise", "Test"]) {
    const { body } = await send(cap({ status, identifier: status }));
    expect(body).toMatchObject({ isNew: true, raisedCases: 0 });
  }
  expect((await inForce()).map((each) => [each.status, each.floor])).toEqual(
    expect.arrayContaining([
      ["exercise", null],
      ["test", null],
    ]),
  );
  expect((await opening(card.id)).card.version).toBe(card.version);
  expect((await reported(0)).severity).toBe("minor");
});

test("what reaches beyond the sender's part raises only what lies within it", async () => {
  const [mine, theirs] = [await reported(1), await reported(2)];
  const { body } = await send(cap({ polygon: box(westOf(0) - 1, westOf(3) + 1) }));
  expect(body.raisedCases).toBeGreaterThan(0);
  expect((await opening(mine.id)).card.severity).toBe("severe");
  // The second street is not the key's.
  expect((await opening(theirs.id)).card.severity).toBe("minor");
  expect((await reported(2)).severity).toBe("minor");
});

test("lines that cross are put right, and areas that lie over each other count once", async () => {
  const [west, east] = [westOf(0) + 0.001, westOf(1) - 0.001];
  const bow = `${SOUTH},${west} ${SOUTH + 0.01},${east} ${SOUTH + 0.01},${west} ${SOUTH},${east} ${SOUTH},${west}`;
  const xml = cap({ polygon: bow }).replace(
    "</polygon>",
    `</polygon><circle>${SOUTH + 0.005},${westOf(0) + 0.005} 0.2</circle><geocode><valueName>区划代码</valueName><value>620302001002</value></geocode>`,
  );
  const { status, body } = await send(xml);
  expect([status, body.isNew]).toEqual([200, true]);
  const shape = (await inForce()).find(({ id }) => id === body.id)?.geometry.coordinates ?? [];
  // The circle joins both halves of the bow; the community by its code stands beside them.
  expect(shape).toHaveLength(2);
  expect((await reported(0)).severity).toBe("severe");
});

test("what is no message is refused with a code and words, and nothing is kept", async () => {
  const before = (await inForce()).length;
  const entity = `<?xml version="1.0"?><!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>&x;</identifier></alert>`;
  const laughs = `<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>`;
  const many = Array.from({ length: 100_000 }, (_, each) => `38.5,${102 + each / 1e6}`).join(" ");
  const cases: readonly (readonly [string, number, string])[] = [
    [entity, 400, "dispatch.warning-xml"],
    [laughs, 400, "dispatch.warning-xml"],
    ["", 400, "dispatch.warning-xml"],
    ["not xml", 400, "dispatch.warning-xml"],
    [cap().replace("</info>", ""), 400, "dispatch.warning-xml"],
    [cap().replace("&amp;", "&nbsp;"), 400, "dispatch.warning-xml"],
    [cap().replace("cap:1.2", "cap:9"), 400, "dispatch.warning-xml"],
    ["<a xmlns='urn:oasis:names:tc:emergency:cap:1.2'>".repeat(40), 400, "dispatch.warning-xml"],
    [cap({ severity: "Red" }), 422, "dispatch.warning-element"],
    [cap({ type: "Ack" }), 422, "dispatch.warning-kind"],
    [cap({ status: "Draft" }), 422, "dispatch.warning-kind"],
    [cap({ polygon: many }), 422, "dispatch.warning-area-large"],
    // Longitude first, and far away.
    [
      cap({ polygon: "102.1,38.5 102.2,38.5 102.2,38.6 102.1,38.5" }),
      422,
      "dispatch.warning-element",
    ],
    [cap({ polygon: box(10, 11) }), 422, "dispatch.warning-elsewhere"],
    // The second street is not the key's; nor is a line an area.
    [cap({ polygon: box(westOf(2) + 0.001, westOf(3)) }), 422, "dispatch.warning-elsewhere"],
    [
      cap({ polygon: "38.5,102.1 38.505,102.105 38.5,102.1 38.5,102.1" }),
      422,
      "dispatch.warning-elsewhere",
    ],
    [cap({ expires: at(-1) }), 422, "dispatch.warning-element"],
  ];
  for (const [xml, status, code] of cases) {
    const { status: given, body } = await send(xml);
    expect([xml.slice(0, 300), given, body.code]).toEqual([xml.slice(0, 300), status, code]);
    expect(body.detail?.length ?? 0).toBeGreaterThan(5);
  }
  const person = cap({ headline: "联系 11010519491231002X" });
  expect((await send(person)).status).toBe(422);
  expect((await send(cap(), reader)).body.code).toBe("access.forbidden");
  const huge = await send(cap({ headline: "x".repeat(5_000_000) }));
  expect(huge.status).toBe(413);
  expect(await inForce()).toHaveLength(before);
});

test("what is practised a warning leaves alone, until it is made real", async () => {
  const areaId = (await areaIdsOf(db)).get(STREETS[0]) ?? "";
  const url = `/api/emergency/plan?areaId=${areaId}`;
  const { groups } = (await desk<PlanReply>("GET", url)).body;
  await desk("PUT", "/api/emergency/plan", { areaId, expectedVersion: 0, groups });
  const { body: exercise } = await desk<{ id: string }>("POST", "/api/emergency/activations", {
    ...{ idempotencyKey: "exercise-in-a-storm", areaId, expectedVersion: 1, kind: "exercise" },
    ...{ name: "演练", target: { areaIds: [areaId] } },
  });
  expect((await send(cap())).body.isNew).toBe(true);
  const drill = await reported(0);
  expect(drill).toMatchObject({ severity: "minor", emergency: { isRehearsal: true } });
  const { body } = await desk<CaseReply>(
    "POST",
    `/api/cases/${drill.id}/commands`,
    commandFor(drill, "make_real", { reason: "really-so" }),
  );
  expect(body.card).toMatchObject({ severity: "severe", emergency: { isRehearsal: false } });
  await desk("POST", `/api/emergency/activations/${exercise.id}/stand-down`);
});
