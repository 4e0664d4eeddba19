import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { HandedKey } from "@onegrid/core/access/contract";
import type { CaseReply } from "@onegrid/core/dispatch/contract";
import type { PlanReply } from "@onegrid/core/dispatch/emergency-contract";
import type {
  DeliveriesReply,
  HandedWebhook,
  WebhooksReply,
} from "@onegrid/core/dispatch/webhooks-contract";
import type { Db } from "@onegrid/db";
import { listDeliveries } from "@onegrid/db/dispatch";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { signedInBrowser, type Ask } from "../../../test/browser.ts";
import { newReport } from "../../../test/cases.ts";
import { openApp, type OpenedApp } from "../../../test/open-app.ts";
import { areaIdsOf, openSmallTown, SOUTH, STREETS, westOf } from "../../../test/small-town.ts";
import { openSecretBox } from "../../access/secret-box.ts";
import { deliverDue } from "./deliver.ts";
import { signedHeaders } from "./post-signed.ts";
import { mayReach, readReceiver } from "./receiver-address.ts";
import { tellWebhooks } from "./tell-webhooks.ts";

let clock = Date.parse("2026-11-16T08:00:00+08:00");
const now = (): Date => new Date(clock);
const box = openSecretBox(new Uint8Array(32).fill(7));
let db: Db;
let opened: OpenedApp;
let admin: Ask;
let dispatcher: Ask;
let keyId: string;

interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
let receiver: Server;
let url: string;
let got: Got[] = [];
/** What the receiver answers next; 0: it hangs up. */
let answers: number[] = [];

beforeAll(async () => {
  db = await openSmallTown(now);
  opened = await openApp(db, { now, secretBox: box });
  admin = await signedInBrowser(opened.app, "admin");
  dispatcher = await signedInBrowser(opened.app, "dispatcher");
  const areaIds = [(await areaIdsOf(db)).get(STREETS[0]) ?? ""];
  const { body } = await admin<HandedKey>("POST", "/api/access/keys", {
    ...{ name: "12345 热线", purpose: "转办工单", permissions: ["case.read"], areaIds },
    ...{ categories: [], addresses: [], perMinute: 200 },
  });
  keyId = body.key.id;
  receiver = createServer((request, response) => {
    let text = "";
    request.on("data", (piece: Buffer) => (text += piece.toString()));
    request.on("end", () => {
      got.push({ headers: request.headers, body: text });
      const status = answers.shift() ?? 200;
      if (status === 0) request.socket.destroy();
      else response.writeHead(status).end("thanks");
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const address = receiver.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/hook`;
}, 60_000);
afterAll(async () => {
  receiver.close();
  await opened.close();
  await db.destroy();
});
beforeEach(() => {
  got = [];
  answers = [];
});

const make = (changes: object = {}) =>
  admin<HandedWebhook & { code?: string; reason?: string }>("POST", "/api/webhooks", {
    ...{ name: "市级平台", url: "https://example.org/hook", keyId },
    ...changes,
  });
/** A receiver on this machine: the page refuses it, so its address is changed behind the page. */
async function connect(): Promise<HandedWebhook> {
  const { status, body } = await make();
  expect(status).toBe(201);
  await db.updateTable("webhook").set({ url }).where("id", "=", body.webhook.id).execute();
  return body;
}
const report = async (street: number): Promise<CaseReply["card"]> => {
  const position = [westOf(street) + 0.005, SOUTH + 0.005] as const;
  const { status, body } = await dispatcher<CaseReply>("POST", "/api/cases", newReport(position));
  expect(status).toBe(201);
  return body.card;
};
/** One round of the sender: what happened is put on its way, and what is due is sent. */
async function round(): Promise<number> {
  await tellWebhooks(db, now());
  return deliverDue({ db, now, box, mayReach: () => true });
}
const deliveries = async (id: string) =>
  (await admin<DeliveriesReply>("GET", `/api/webhooks/${id}/deliveries`)).body.deliveries;
const end = (id: string) => admin("POST", `/api/webhooks/${id}/end`);

test("a receiver is told of its part and of nothing else, signed, and once", async () => {
  await report(0); // before it was connected
  const { webhook, secret } = await connect();
  const mine = await report(0);
  await report(3);
  expect(await round()).toBe(1);
  expect(await round()).toBe(0);
  const [message] = got;
  if (!message) throw new Error("nothing came");
  const told: { type: string; data: { position: number; request: object } } = JSON.parse(
    message.body,
  );
  expect(told).toMatchObject({
    type: "case.changed",
    data: { case_id: mine.id, version: mine.version, verb: "report" },
  });
  expect(told.data.request).toMatchObject({ service_request_id: mine.number, status: "open" });
  const id = `${webhook.id}.${told.data.position}`;
  const at = new Date(Number(message.headers["webhook-timestamp"]) * 1000);
  expect(message.headers).toMatchObject(signedHeaders({ id, secret, body: message.body, at }));
  expect(await deliveries(webhook.id)).toMatchObject([
    { caseId: mine.id, state: "delivered", attempts: 1, lastStatus: 200, nextAt: null },
  ]);
  await end(webhook.id);
});

test("what is practised is told to nobody; made real, the case is told of as a whole", async () => {
  const areaId = (await areaIdsOf(db)).get(STREETS[0]) ?? "";
  const { groups } = (await dispatcher<PlanReply>("GET", `/api/emergency/plan?areaId=${areaId}`))
    .body;
  await dispatcher("PUT", "/api/emergency/plan", { areaId, expectedVersion: 0, groups });
  const exercise = await dispatcher<{ id: string }>("POST", "/api/emergency/activations", {
    ...{ idempotencyKey: "exercise-for-hooks", areaId, expectedVersion: 1, kind: "exercise" },
    ...{ name: "演练", target: { areaIds: [areaId] } },
  });
  const { webhook } = await connect();
  const { id, number, version } = await report(0);
  await dispatcher("POST", `/api/emergency/activations/${exercise.body.id}/stand-down`);
  expect(await round()).toBe(0);
  const made = await dispatcher("POST", `/api/cases/${id}/commands`, {
    ...{ verb: "make_real", expectedVersion: version, idempotencyKey: `real-${id}` },
    ...{ reason: "really-so", fields: {} },
  });
  expect(made.status).toBe(200);
  expect(await round()).toBe(1);
  expect(JSON.parse(got[0]?.body ?? "")).toMatchObject({
    data: { case_id: id, verb: "make_real", request: { service_request_id: number } },
  });
  await end(webhook.id);
});

test("what fails is tried again, later each time, then lies until somebody looks", async () => {
  const { webhook } = await connect();
  await report(0);
  answers = Array.from({ length: 9 }, (_, index) => [500, 302, 0][index % 3] ?? 500);
  const waits: number[] = [];
  for (let tried = 0; tried < 9; tried++) {
    expect(await round()).toBe(1);
    expect(await round()).toBe(0);
    const [delivery] = await listDeliveries(db, webhook.id, { state: "waiting", limit: 2 });
    const next = delivery?.nextAt.getTime() ?? NaN;
    waits.push(next - clock);
    clock = next;
  }
  // Three days have gone by: nobody stays signed in that long.
  admin = await signedInBrowser(opened.app, "admin");
  dispatcher = await signedInBrowser(opened.app, "dispatcher");
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  answers = [503];
  expect(await round()).toBe(1);
  expect(await deliveries(webhook.id)).toMatchObject([
    { state: "dead", attempts: 10, lastStatus: 503, nextAt: null },
  ]);
  // Each try has the same number: whoever has it already passes it over.
  expect(new Set(got.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect((await admin<WebhooksReply>("GET", "/api/webhooks")).body.webhooks).toContainEqual(
    expect.objectContaining({ id: webhook.id, dead: 1, waiting: 0 }),
  );

  const retry = await admin("POST", `/api/webhooks/${webhook.id}/retry`, {});
  expect(retry.body).toEqual({ retried: 1 });
  expect(await round()).toBe(1);
  expect(await deliveries(webhook.id)).toMatchObject([{ state: "delivered" }]);
  await end(webhook.id);
});

test("of two processes at once each event is sent once", async () => {
  const { webhook } = await connect();
  for (let index = 0; index < 5; index++) await report(0);
  const sent = await Promise.all([round(), round(), round()]);
  const late = await round();
  expect(sent.reduce((sum, count) => sum + count, late)).toBe(5);
  expect(new Set(got.map(({ headers }) => headers["webhook-id"])).size).toBe(5);
  expect(got).toHaveLength(5);
  await end(webhook.id);
});

test("a key that ends ends what was on its way, and a receiver that ended hears nothing", async () => {
  const { webhook } = await connect();
  await report(0);
  await tellWebhooks(db, now());
  await end(webhook.id);
  expect(await deliveries(webhook.id)).toEqual([]);
  const other = await connect();
  await report(0);
  await tellWebhooks(db, now());
  const ended = now();
  await db.updateTable("api_key").set({ revoked_at: ended }).where("id", "=", keyId).execute();
  expect(await round()).toBe(1);
  expect(got).toEqual([]);
  expect(await deliveries(other.webhook.id)).toMatchObject([
    { state: "dead", lastStatus: null, lastFault: "key-ended" },
  ]);
  expect((await make()).body).toMatchObject({ code: "dispatch.webhook-key" });
  await db.updateTable("api_key").set({ revoked_at: null }).where("id", "=", keyId).execute();
});

test.each([
  ["ftp://example.org/", "protocol"],
  ["https://user:secret@example.org/", "password-in-address"],
  ["http://93.184.216.34/", "refused-address"],
  ["https://127.0.0.1/", "refused-address"],
  ["https://[::1]/", "refused-address"],
  ["https://[::ffff:127.0.0.1]/", "refused-address"],
  ["https://0x7f.1/", "refused-address"],
  ["https://169.254.169.254/latest", "refused-address"],
  ["hello world", "not-an-address"],
])("%s is refused: %s", async (bad, reason) => {
  expect(await make({ url: bad })).toMatchObject({
    status: 422,
    body: { code: "dispatch.webhook-address", reason },
  });
});

test("private networks are reached in clear, the rest only encrypted", () => {
  expect(readReceiver("http://10.20.30.40:8080/x?y=1").href).toBe("http://10.20.30.40:8080/x?y=1");
  expect(mayReach("93.184.216.34", false)).toBe(true);
  expect(mayReach("2606:2800:220:1::1", false)).toBe(true);
  expect(mayReach("fd00::1", true)).toBe(true);
  expect(mayReach("192.168.1.1", true)).toBe(true);
  expect(mayReach("64:ff9b::7f00:1", false)).toBe(false);
});

test("a name that leads to this machine is not followed", async () => {
  const { status, body } = await make({ url: "https://localhost:1/" });
  expect(status).toBe(201);
  const answer = await admin("POST", `/api/webhooks/${body.webhook.id}/test`);
  expect(answer.body).toMatchObject({ ok: false, status: null, fault: "refused-address" });
});
