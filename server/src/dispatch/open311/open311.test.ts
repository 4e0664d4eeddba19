import type { AuditListReply, HandedKey } from "@onegrid/core/access/contract";
import { CATEGORIES } from "@onegrid/core/dispatch";
import type { CaseListReply, CaseReply } from "@onegrid/core/dispatch/contract";
import type { Open311Request } from "@onegrid/core/dispatch/open311-contract";
import type { Db } from "@onegrid/db";
import { SaxesParser } from "saxes";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedInBrowser, type Ask } from "../../../test/browser.ts";
import { newReport } from "../../../test/cases.ts";
import { openApp, type OpenedApp } from "../../../test/open-app.ts";
import { areaIdsOf, openSmallTown, SOUTH, STREETS, westOf } from "../../../test/small-town.ts";

const HOUR_MS = 3_600_000;
let clock = Date.parse("2026-11-16T08:00:00+08:00");
const now = (): Date => new Date(clock);
let db: Db;
let opened: OpenedApp;
let admin: Ask;
let dispatcher: Ask;
/** A key for the first street, and one for the whole district that may only read. */
let token: string;
let reader: string;

beforeAll(async () => {
  db = await openSmallTown(now);
  opened = await openApp(db, { now });
  admin = await signedInBrowser(opened.app, "admin");
  dispatcher = await signedInBrowser(opened.app, "dispatcher");
  token = await makeKey(STREETS[0], ["case.read", "case.report"]);
  reader = await makeKey(STREETS[1], ["case.read"]);
}, 60_000);
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

async function makeKey(code: string, permissions: readonly string[]): Promise<string> {
  const areaIds = [(await areaIdsOf(db)).get(code) ?? ""];
  const { status, body } = await admin<HandedKey>("POST", "/api/access/keys", {
    ...{ name: "12345 热线", purpose: "转办工单", permissions, areaIds },
    ...{ categories: [], addresses: [], perMinute: 200 },
  });
  expect(status).toBe(201);
  return body.token;
}

interface Told {
  readonly status: number;
  readonly media: string;
  readonly text: string;
}

const told = (reply: { statusCode: number; headers: object; body: string }): Told => ({
  status: reply.statusCode,
  media: String(new Map(Object.entries(reply.headers)).get("content-type")),
  text: reply.body,
});

const read = async (path: string, key = token): Promise<Told> =>
  told(
    await opened.app.inject({
      url: `/open311/v2/${path}`,
      headers: { "accept-language": "en", ...(key !== "" && { authorization: `Bearer ${key}` }) },
    }),
  );

/** Sends a form as the standard has it: the key is one of its fields. */
const send = async (
  fields: Readonly<Record<string, string>>,
  format: "json" | "xml" = "json",
  headers: Readonly<Record<string, string>> = {},
): Promise<Told> =>
  told(
    await opened.app.inject({
      method: "POST",
      url: `/open311/v2/requests.${format}`,
      headers: {
        "content-type": "application/x-www-form-urlencoded; charset=utf-8",
        "accept-language": "en",
        ...headers,
      },
      payload: new URLSearchParams(fields).toString(),
    }),
  );

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what an answer holds is the test's to say
const json = <T>({ media, text }: Told): T => {
  expect(media).toBe("application/json; charset=utf-8");
  return JSON.parse(text);
};

/** Paths of the elements with their texts, as a strict reader of XML finds them. */
function xml({ media, text }: Told): [path: string, text: string][] {
  expect(media).toBe("text/xml; charset=utf-8");
  expect(text.startsWith('<?xml version="1.0" encoding="utf-8"?>')).toBe(true);
  const found: [string, string][] = [];
  const open: string[] = [];
  let words = "";
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    expect(attributes).toEqual({});
    open.push(name);
    words = "";
  });
  parser.on("text", (part) => (words += part));
  parser.on("closetag", () => {
    found.push([open.join("/"), words]);
    words = "";
    open.pop();
  });
  parser.write(text).close();
  return found;
}

const at = (index: number) => ({
  lat: String(SOUTH + 0.005),
  long: String(westOf(index) + 0.005),
});
const report = (more: object = {}): Record<string, string> => ({
  ...{ api_key: token, service_code: "event.01-02", description: "Litter", ...at(0), ...more },
});
type Created = [{ service_request_id: string; service_notice: string | null; account_id: null }];
const created = async (more: object = {}): Promise<Created[0]> => {
  const reply = await send(report(more));
  expect(reply).toMatchObject({ status: 201 });
  return json<Created>(reply)[0];
};

/** The fields of the published example answers, in any order. */
const REQUEST_FIELDS = [
  ...["service_request_id", "status", "status_notes", "service_name", "service_code"],
  ...["description", "agency_responsible", "service_notice", "requested_datetime"],
  ...["updated_datetime", "expected_datetime", "address", "address_id", "zipcode"],
  ...["lat", "long", "media_url"],
];
const SERVICE_FIELDS = [
  ...["service_code", "service_name", "description", "metadata", "type", "keywords", "group"],
];

test("discovery and services need no key and have the fields of the standard, in both forms", async () => {
  const discovery = json<{ endpoints: object[] }>(await read("discovery.json", ""));
  expect(discovery.endpoints).toMatchObject([
    {
      specification: "http://wiki.open311.org/GeoReport_v2",
      url: "http://localhost:80/open311/v2",
      type: "production",
      formats: ["text/xml", "application/json"],
    },
  ]);
  const paths = xml(await read("discovery.xml", "")).map(([path]) => path);
  expect(paths).toContain("discovery/endpoints/endpoint/formats/format");

  const services = json<object[]>(await read("services.json", ""));
  expect(services).toHaveLength(CATEGORIES.length);
  for (const service of services)
    expect(Object.keys(service).toSorted()).toEqual(SERVICE_FIELDS.toSorted());
  const elements = xml(await read("services.xml", ""));
  expect(elements.filter(([path]) => path === "services/service")).toHaveLength(CATEGORIES.length);
  expect(elements).toContainEqual(["services/service/service_code", "event.01-02"]);

  const definition = { service_code: "event.01-02", attributes: [] };
  expect(json(await read("services/event.01-02.json", ""))).toEqual(definition);
  expect(xml(await read("services/event.01-02.xml", ""))).toEqual([
    ["service_definition/service_code", "event.01-02"],
    ["service_definition/attributes", ""],
    ["service_definition", ""],
  ]);
  expect(await read("services/event.99-99.json", "")).toMatchObject({ status: 404 });
});

test("a report by form is a case that the desk sees, and is read back by its number", async () => {
  const { service_request_id: id, ...others } = await created({ description: "Bin <full> & open" });
  expect(others).toEqual({ service_notice: null, account_id: null });
  const { body } = await dispatcher<CaseListReply>("GET", `/api/cases?text=${id}`);
  expect(body.cards).toMatchObject([
    { number: id, channel: "public", description: "Bin <full> & open", state: "reported" },
  ]);

  const [request] = json<Open311Request[]>(await read(`requests/${id}.json`));
  expect(Object.keys(request ?? {}).toSorted()).toEqual(REQUEST_FIELDS.toSorted());
  expect(request).toMatchObject({
    ...{ service_request_id: id, status: "open", status_notes: "reported", media_url: null },
    ...{ lat: SOUTH + 0.005, long: westOf(0) + 0.005, requested_datetime: "2026-11-16T00:00:00Z" },
  });
  expect(Date.parse(request?.expected_datetime ?? "")).toBeGreaterThan(clock);

  const elements = xml(await read(`requests/${id}.xml`));
  expect(elements.slice(0, -2).map(([path]) => path)).toEqual(
    REQUEST_FIELDS.map((name) => `service_requests/request/${name}`),
  );
  expect(elements).toContainEqual(["service_requests/request/description", "Bin <full> & open"]);
  expect(json(await read(`tokens/${id}.json`))).toEqual([{ service_request_id: id, token: id }]);
  expect(xml(await read(`tokens/${id}.xml`))[0]).toEqual([
    "service_requests/request/service_request_id",
    id,
  ]);
  const inXml = await send(report(), "xml");
  expect(xml(inXml).map(([path]) => path)).toEqual([
    ...["service_request_id", "service_notice", "account_id"].map(
      (name) => `service_requests/request/${name}`,
    ),
    ...["service_requests/request", "service_requests"],
  ]);
});

test("the same key of a try answers with the report that the first one made", async () => {
  const again = { idempotency_key: "retry-0001" };
  expect(await created(again)).toEqual(await created(again));
  const other = await send(report({ ...again, description: "another" }));
  expect(other).toMatchObject({ status: 409 });
});

test("who reports is left outside, and the answer says so", async () => {
  const person = {
    ...{ email: "canary@example.org", phone: "13912345678", first_name: "Canary" },
    ...{ media_url: "https://example.org/a.jpg", "attribute[x]": "13912345678" },
  };
  const { service_request_id: id, service_notice: notice } = await created(person);
  expect(notice).toMatch(/^Not kept: email, phone, first_name, media_url, attribute\. /);
  const { rows } = await db
    .selectFrom("dispatch_case")
    .select("card")
    .where("number", "=", id)
    .execute()
    .then((found) => ({ rows: JSON.stringify(found) }));
  for (const canary of ["canary", "13912345678", "Canary", "example.org"])
    expect(rows).not.toContain(canary);
  const inText = await send(report({ description: "call 13912345678" }));
  expect(inText.status).toBe(400);
  expect(inText.text).toContain("access.personal-text");
  expect(inText.text).not.toContain("13912345678");
});

test("a key reads and reports in its areas; what lies elsewhere does not exist", async () => {
  const { service_request_id: id } = await created();
  expect(await read(`requests/${id}.json`, reader)).toMatchObject({ status: 404 });
  expect(await read(`tokens/${id}.xml`, reader)).toMatchObject({ status: 404 });
  expect(json(await read("requests.json", reader))).toEqual([]);
  expect(json(await read(`requests.json?service_request_id=${id}`, reader))).toEqual([]);
  expect(json(await read(`requests.json?service_request_id=${id},x`))).toHaveLength(1);
  expect(await send(report(at(2)))).toMatchObject({ status: 403 });
  expect(await send(report({ api_key: reader }))).toMatchObject({ status: 403 });
});

test("a list is narrowed as the standard says, the newest first", async () => {
  const first = await created({ service_code: "event.01-10" });
  clock += HOUR_MS;
  const second = await created({ service_code: "event.02-01" });
  const ids = async (query: string): Promise<string[]> =>
    json<Open311Request[]>(await read(`requests.json?${query}`)).map(
      (one) => one.service_request_id,
    );
  const [a, b] = [first.service_request_id, second.service_request_id];
  expect((await ids(""))[0]).toBe(b);
  expect(await ids("service_code=event.01-10,event.02-01")).toEqual([b, a]);
  expect(await ids("service_code=event.02-01&status=open&start_date=")).toEqual([b]);
  expect(await ids("status=closed")).toEqual([]);
  expect(await ids("service_code=event.01-10&start_date=2026-11-16T08:30:00%2B08:00")).toEqual([]);
  expect(await ids("end_date=2026-11-16T08:30:00%2B08:00&service_code=event.01-10")).toEqual([a]);
  expect(await ids("service_code=event.01-10,event.02-01&page_size=1&page=2")).toEqual([a]);
  const wide = await read(
    "requests.json?start_date=2026-01-01T00:00:00Z&end_date=2026-11-17T00:00:00Z",
  );
  expect(wide).toMatchObject({ status: 400 });
  expect(wide.text).toContain("end_date: at most 90 days");
});

test("a case that is at its end is closed, with its true state beside it", async () => {
  const { body } = await dispatcher<CaseReply>(
    "POST",
    "/api/cases",
    newReport([westOf(0) + 0.005, SOUTH + 0.005]),
  );
  const { id, version, number } = body.card;
  const rejected = await dispatcher("POST", `/api/cases/${id}/commands`, {
    ...{ verb: "reject", expectedVersion: version, idempotencyKey: "reject-0001" },
    ...{ reason: "not-true", fields: {} },
  });
  expect(rejected).toMatchObject({ status: 200 });
  const [request] = json<Open311Request[]>(await read(`requests/${number}.json`));
  expect(request).toMatchObject({ status: "closed", status_notes: "rejected" });
});

test("refusals are a list of code and sentence, in the form that was asked for", async () => {
  const refused = async (reply: Told, status: number, code: string): Promise<void> => {
    expect(reply.status).toBe(status);
    const [first] = json<{ code: number; description: string }[]>(reply);
    expect(first).toEqual({ code: status, description: expect.stringContaining(`[${code}]`) });
  };
  const { api_key: _, ...keyless } = report();
  await refused(await send(keyless), 403, "access.signed-out");
  await refused(await send(report({ api_key: "nonsense" })), 403, "access.bad-key");
  await refused(await read("requests.json", ""), 403, "access.signed-out");
  await refused(await read(`requests.json?api_key=${token}`), 400, "access.key-in-address");
  await refused(await send(report({ service_code: "x" })), 404, "dispatch.unknown-category");
  await refused(await send(report({ service_code: "" })), 400, "request.invalid");
  await refused(await send(report({ long: "" })), 400, "request.invalid");
  await refused(await send(report({ lat: "91" })), 400, "request.invalid");
  await refused(await send(report({ lat: "", long: "" })), 400, "dispatch.no-place");
  await refused(await read("requests/20260101-999999.json"), 404, "dispatch.not-found");
  const asXml = await read("requests/%3Cb%3E.xml");
  expect(asXml.status).toBe(404);
  expect(xml(asXml)).toContainEqual(["errors/error/code", "404"]);
  const bare = await opened.app.inject({ url: "/open311/v2/nothing.json" });
  expect(bare.statusCode).toBe(404);
});

test("a cookie does not open the form of another site", async () => {
  const { cookie = "" } = await admin("GET", "/api/access/me");
  const { api_key: _, ...keyless } = report();
  expect(await send(keyless, "json", { cookie })).toMatchObject({ status: 403 });
  // With a key of its own it is the other system, whoever is signed in in that browser.
  expect(await send(report(), "json", { cookie })).toMatchObject({ status: 201 });
  expect(await send(keyless, "json", { authorization: `Bearer ${token}` })).toMatchObject({
    status: 201,
  });
});

test("a key in a form is counted against its own limit, and a wrong one is written down", async () => {
  const wrong = `${token.slice(0, -4)}0000`;
  await send(report({ api_key: wrong }));
  const { body } = await admin<AuditListReply>("GET", "/api/access/audit?action=access.refuse-key");
  expect(JSON.stringify(body)).toContain("bad-key");
  let status = 201;
  for (let turn = 0; turn < 250 && status !== 429; turn += 1)
    ({ status } = await send(report({ lat: "" })));
  expect(status).toBe(429);
});
