import { createHash } from "node:crypto";
import { backUp } from "@onegrid/db/backup";
import { verifyAudit } from "@onegrid/db/access";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { newReport, somePhoto, type Place } from "../../test/cases.ts";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";
import { makeRequest, targetsOf, type FuzzRequest, type Target } from "../../test/fuzz-requests.ts";
import { faultOf } from "../../test/fuzz-judge.ts";
import { chanceFrom, type Chance } from "../../test/fuzz-values.ts";
import { makeVisitors, VICTIMS, type Visitor } from "../../test/fuzz-visitors.ts";
import { apiDocument } from "./api-document.ts";

const SEED = 20261120;
const [REFUSED_REQUESTS, ALLOWED_REQUESTS] = inject("isLongRun") ? [8_000, 13_000] : [1_500, 2_700];
const AT_ONCE = 12;

let town: DemoTown;
let targets: readonly Target[];
let visitors: readonly Visitor[];
const known = new Map<string, string[]>();
const tally = {
  requests: 0,
  statuses: new Map<number, number>(),
  kinds: new Map<string, number>(),
};
const reached = new Set<string>();
const loose: unknown[] = [];
const noteLoose = (reason: unknown): void => void loose.push(reason);

beforeAll(async () => {
  process.on("unhandledRejection", noteLoose);
  town = await openDemoTown();
  await town.app.ready();
  targets = targetsOf(apiDocument(town.app));
  const { areas } = (await (await town.as("dispatcher")).get<Areas>("/api/areas")).body;
  const first = (kind: string): string => areas.find((area) => area.kind === kind)?.id ?? "";
  visitors = await makeVisitors(town, [first("district"), first("community")]);
  await fillStore(areas);
}, 180_000);
afterAll(async () => {
  process.off("unhandledRejection", noteLoose);
  await town.close();
});

interface Areas {
  readonly areas: readonly { readonly id: string; readonly kind: string; readonly center: Place }[];
}

interface Plans {
  readonly plans: readonly {
    readonly id: string;
    readonly divisions: readonly { readonly id: string; readonly baseId: string }[];
  }[];
}

const learn = (name: string, value: string): void => {
  const values = known.get(name) ?? [];
  if (!values.includes(value) && values.length < 40) known.set(name, [...values, value]);
};

/** Remembers every short text of an answer under the name of its field, for requests to use. */
function learnFrom(value: unknown, name: string, near: string): void {
  if (typeof value === "string" && value.length < 100 && value !== "") {
    learn(name, value);
    learn(`${near}.${name}`, value);
  } else if (Array.isArray(value)) {
    for (const inner of value.slice(0, 40)) learnFrom(inner, name.replace(/s$/, ""), near);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) learnFrom(inner, key, near);
  }
}

/** Something of every kind, so that fitting requests find what they ask for. */
async function fillStore(areas: Areas["areas"]): Promise<void> {
  const communities = areas.filter(({ kind }) => kind === "community");
  const planner = await town.as("planner");
  const dispatcher = await town.as("dispatcher");
  const admin = await town.as("admin");
  for (const { center } of communities.slice(0, 6))
    await dispatcher.post("/api/cases", newReport(center));
  await planner.post("/api/plans", { name: "x", communityIds: [communities[0]?.id ?? ""] });
  const line = '{"type":"FeatureCollection","features":[]}';
  const { body } = await admin.upload<{ id: string }>("/api/imports", { "a.geojson": line });
  for (const asker of [dispatcher, planner, admin]) await readLists(asker);
  learnTiles();
  learn("imports.id", body.id);
  learn("cases.hash", await somePhoto(town, "dispatcher"));
  for (const name of ["ways", "buildings", "stations"]) learn("objects.layer", name);
  for (const { id } of communities) learn("communities.id", id);
  for (const number of known.get("service_request_id") ?? []) learn("open311.id", number);
  learn("open311.code", "event.01-02");
  known.set("access.id", VICTIMS);
  const { body: listed } = await planner.get<Plans>("/api/plans");
  known.set(
    "plans.id",
    listed.plans.map(({ id }) => id),
  );
  for (const division of listed.plans.flatMap(({ divisions }) => divisions)) {
    learn("divisions.id", division.id);
    learn("bases.id", division.baseId);
  }
}

/** Learns from everything that can be read without knowing an id. */
async function readLists(asker: Asker): Promise<void> {
  const lists = targets.filter(({ path, method }) => method === "GET" && !path.includes("{"));
  for (const { path } of lists) {
    if (path === "/api/stream" || path === "/api/openapi.json") continue;
    const near = path.split("/")[2] ?? "";
    const reply = await asker.raw(`${path}${ASKED[path] ?? ""}`);
    const isJson = String(reply.headers["content-type"]).includes("application/json");
    if (reply.statusCode === 200 && isJson) learnFrom(reply.json(), near, near);
  }
}

/** What a list cannot be asked without. */
const ASKED: Readonly<Record<string, string>> = {
  "/api/search": "?q=a",
  "/api/addresses": "?q=a",
  "/api/coverage": "?basis=distance",
};

/** Tiles are found by their whole address. */
function learnTiles(): void {
  for (const address of known.get("tiles") ?? known.get("tile") ?? []) {
    const [, layer = "", revision = ""] = /\/tiles\/([^/]+)\/([^/]+)/.exec(address) ?? [];
    learn("tiles.layer", layer);
    learn("tiles.revision", revision);
    learn("layer", layer);
    const scope = /scope=([^&]+)/.exec(address)?.[1];
    if (scope) learn("scope", decodeURIComponent(scope));
  }
}

interface Sent {
  readonly request: FuzzRequest;
  readonly visitor: Visitor;
  readonly remoteAddress: string;
}

async function send({ request, visitor, remoteAddress }: Sent): Promise<string> {
  const { method, url, payload, target } = request;
  const isStream = target.path.endsWith("/stream");
  const reply = await town.app.inject({
    method,
    url,
    remoteAddress,
    headers: { ...visitor.headers(), ...request.headers },
    ...(payload !== undefined && { payload }),
    ...(isStream && { payloadAsStream: true as const }),
  });
  note(request, reply.statusCode);
  if (isStream) {
    reply.stream().destroy();
    return reply.statusCode >= 500 ? `a fault of the server: ${url}` : "";
  }
  const isJson = String(reply.headers["content-type"]).startsWith("application/json");
  if (reply.statusCode === 201 && isJson) learnMade(target, reply.json<{ id?: string }>().id);
  if (reply.statusCode === 401 || /sign-out|sessions|password/.test(url)) await visitor.renew();
  const fault = faultOf(request, reply);
  if (fault === "") return "";
  const said = `${request.kind}: ${visitor.name} ${method} ${url.slice(0, 300)}`;
  const sent = String(payload ?? "").slice(0, 300);
  return `${fault}: ${said} ${sent}\n  ${reply.statusCode} ${reply.body.slice(0, 400)}`;
}

function note({ kind, method, target }: FuzzRequest, status: number): void {
  tally.requests += 1;
  tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
  tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + 1);
  if (status < 300 && method === target.method) reached.add(target.name);
}

/** What a request has made can be asked for by the next ones. */
function learnMade({ path }: Target, id: string | undefined): void {
  const name = `${path.split("/")[2] ?? ""}.id`;
  if (id !== undefined) known.set(name, [id, ...(known.get(name) ?? [])].slice(0, 40));
}

/** Sends so many requests, each operation as often as the others, and answers what went wrong. */
async function fuzz(count: number, chance: Chance, isLetIn: boolean): Promise<string[]> {
  const pairs = targets
    .map((target) => ({
      target,
      who: visitors.filter((one) => one.isLetIn(target.operation["x-onegrid-rule"]) === isLetIn),
    }))
    .filter(({ who }) => who.length > 0);
  const faults: string[] = [];
  let at = 0;
  const work = async (): Promise<void> => {
    for (; at < count;) {
      const { target, who } = pairs[at % pairs.length] ?? { who: [] };
      at += 1;
      const visitor = chance.oneOf(who);
      if (!target || !visitor) continue;
      const request = makeRequest(target, chance, (name) => known.get(name) ?? []);
      const remoteAddress = `10.0.${chance.int(3)}.${chance.int(200)}`;
      const fault = await send({ request, visitor, remoteAddress });
      if (fault !== "") faults.push(fault);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return faults;
}

/** A fingerprint of the rows of every table, but of the moment somebody was last seen. */
async function fingerprints(): Promise<Map<string, string>> {
  let text = "";
  await backUp(town.db, { now: NOW, write: async (part) => void (text += part) });
  const found = new Map<string, string[]>();
  let rows: string[] = [];
  for (const line of text.split("\n")) {
    const table = /^\{"table":"(\w+)"/.exec(line)?.[1];
    if (table) found.set(table, (rows = []));
    else if (line.startsWith("[")) rows.push(line);
  }
  const hash = (lines: string[]): string =>
    createHash("sha256").update(lines.toSorted().join("\n")).digest("hex");
  return new Map([...found].map(([name, lines]) => [name, hash(lines)]));
}

const changed = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...before.keys()].filter((name) => before.get(name) !== after.get(name)).toSorted();

const kindsOf = (faults: readonly string[]): string[] => [
  ...new Map(faults.map((fault) => [fault.slice(0, 60).replaceAll(/\d+/g, "0"), fault])).values(),
];

/**
 * What no single request moves: it takes a file, or a plan that comes into force. A station is not among
 * them: who may import corrects its card.
 */
const GROUND = [
  ...["area", "compound", "gate", "building", "entrance", "way", "barrier", "ready_unit"],
  ...["ready_unit", "base_unit", "unit_building", "grid_version", "grid_building"],
];

test("whoever may not call a route gets a refusal, and nothing in the store moves", async () => {
  const before = await fingerprints();
  const faults = await fuzz(REFUSED_REQUESTS, chanceFrom(SEED), false);
  expect(kindsOf(faults)).toEqual([]);
  // The refusals themselves are written down.
  expect(changed(before, await fingerprints())).toEqual(["audit", "audit_head"]);
}, 600_000);

test("whoever may call a route breaks nothing with it", async () => {
  const before = await fingerprints();
  const faults = await fuzz(ALLOWED_REQUESTS, chanceFrom(SEED + 1), true);
  expect(kindsOf(faults)).toEqual([]);
  const moved = changed(before, await fingerprints());
  expect(moved).toContain("case_event");
  expect(moved.filter((name) => GROUND.includes(name))).toEqual([]);
}, 600_000);

test("after all of it the server answers, and the audit log is whole", async () => {
  expect(loose).toEqual([]);
  expect({}).not.toHaveProperty("isAdmin");
  expect((await verifyAudit(town.db)).broken).toBeNull();
  const asker = await town.as("dispatcher");
  expect((await asker.get("/api/cases")).status).toBe(200);
  const sorted = (counts: Map<number | string, number>): string =>
    [...counts]
      .toSorted(([, a], [, b]) => b - a)
      .map(([key, count]) => `${key}: ${count}`)
      .join(", ");
  const missed = targets.filter(({ name }) => !reached.has(name)).map(({ name }) => name);
  console.info(
    `${tally.requests} requests to ${targets.length} operations by ${visitors.length} visitors\n` +
      `answers ${sorted(tally.statuses)}\nkinds ${sorted(tally.kinds)}\n` +
      `never answered with success: ${missed.join(", ") || "none"}`,
  );
  expect(tally.requests).toBe(REFUSED_REQUESTS + ALLOWED_REQUESTS);
});
