import { contactPurgeAt, DEFAULT_CONTACT_KEEPING } from "@onegrid/core/access";
import type { ContactReply, ContactStateReply } from "@onegrid/core/dispatch/contact-contract";
import type { CaseCard, CaseReply } from "@onegrid/core/dispatch/contract";
import { listAudit, saveDuties } from "@onegrid/db/access";
import { backUp } from "@onegrid/db/backup";
import { loadContact, saveContact } from "@onegrid/db/dispatch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandFor, newReport, type Place } from "../../../test/cases.ts";
import { TEST_SECRET_BOX } from "../../../test/secret-box.ts";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";
import { openSecretBox } from "../../access/secret-box.ts";
import { purgeDueContacts } from "./purge-contacts.ts";
import { countUnreadableContacts } from "./unreadable-contacts.ts";

const CONTACT = { name: "张女士", phone: "138 0013 8000", agreed: true };
const DAY_MS = 86_400_000;
const keeping = DEFAULT_CONTACT_KEEPING;

let town: DemoTown;
let dispatcher: Asker;
let place: Place;

beforeAll(async () => {
  town = await openDemoTown();
  dispatcher = await town.as("dispatcher");
  const worker = await town.as("gridworker");
  const { body } = await worker.get<{ areas: { kind: string; center: Place }[] }>("/api/areas");
  place = body.areas.find(({ kind }) => kind === "community")?.center ?? [0, 0];
}, 120_000);
afterAll(() => town.close());

async function report(asker: Asker): Promise<CaseReply> {
  const { status, body } = await asker.post<CaseReply>("/api/cases", newReport(place));
  expect({ status, body }).toMatchObject({ status: 201 });
  return body;
}

async function note(asker: Asker, { id }: Pick<CaseCard, "id">, contact: object = CONTACT) {
  const reply = await town.app.inject({
    method: "PUT",
    url: `/api/cases/${id}/contact`,
    headers: asker.headers,
    payload: contact,
  });
  return { status: reply.statusCode, body: reply.json<ContactStateReply & { code: string }>() };
}

const read = (asker: Asker, { id }: Pick<CaseCard, "id">) =>
  asker.get<ContactReply & { code: string }>(`/api/cases/${id}/contact`);

async function act(asker: Asker, card: CaseCard, verb: string, more: object = {}) {
  const command = commandFor(card, verb, more);
  const { status, body } = await asker.post<CaseReply>(`/api/cases/${card.id}/commands`, command);
  expect({ verb, status, body }).toMatchObject({ status: 200 });
  return body;
}

async function sendTo(login: string, reported: CaseCard): Promise<CaseCard> {
  const me = (await (await town.as(login)).get<{ id: string }>("/api/access/me")).body;
  const { card } = await act(dispatcher, reported, "file", { fields: { standardMet: true } });
  const assignee = { unitId: null, memberId: me.id };
  const fields = { assignee, recommendationId: null, overrideReason: null };
  return (await act(dispatcher, card, "dispatch", { fields })).card;
}

const deedsOn = async (caseId: string): Promise<string[]> => {
  const query = {
    of: null,
    person: null,
    action: "contact.",
    object: caseId,
    from: null,
    to: null,
  };
  const entries = await listAudit(town.db, { ...query, before: null, limit: 50 });
  return entries
    .toReversed()
    .map(({ action, login, role }) => `${login ?? "server"} ${role ?? "-"} ${action}`);
};

test("a contact is sealed, read by whoever may, and each reading and writing is in the log", async () => {
  const reported = await report(dispatcher);
  expect(reported.contact).toBe("empty");
  expect(await note(dispatcher, reported.card)).toMatchObject({ body: { contact: "readable" } });
  const sealed = await loadContact(town.db, reported.card.id);
  expect(sealed?.sealed.toString("latin1")).not.toContain("8000");

  const { status, body } = await read(dispatcher, reported.card);
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      ...{ name: CONTACT.name, phone: CONTACT.phone },
      agreedAt: NOW.getTime(),
      purgeAt: NOW.getTime() + 180 * DAY_MS,
    },
  });
  await note(dispatcher, reported.card, { ...CONTACT, name: "李先生" });
  await read(dispatcher, reported.card);
  expect((await dispatcher.delete(`/api/cases/${reported.card.id}/contact`)).status).toBe(200);
  expect((await read(dispatcher, reported.card)).body.code).toBe("dispatch.no-contact");
  expect(await deedsOn(reported.card.id)).toEqual([
    "dispatcher command_desk contact.note",
    "dispatcher command_desk contact.read",
    "dispatcher command_desk contact.note",
    "dispatcher command_desk contact.read",
    "dispatcher command_desk contact.withdraw",
  ]);
});

test("whoever took it down replaces and withdraws it, and cannot read it again", async () => {
  const desk = await town.as("community");
  const { card, contact } = await report(desk);
  expect(contact).toBe("empty");
  expect(await note(desk, card)).toMatchObject({ status: 200, body: { contact: "kept" } });
  expect((await read(desk, card)).body.code).toBe("access.forbidden");
  // A colleague of another desk has no business with it at all.
  const street = await town.as("street");
  expect((await street.get<CaseReply>(`/api/cases/${card.id}`)).body.contact).toBe("none");
  expect((await note(street, card)).body.code).toBe("dispatch.not-found");
  expect((await street.delete(`/api/cases/${card.id}/contact`)).status).toBe(404);
  expect((await desk.delete(`/api/cases/${card.id}/contact`)).status).toBe(200);
});

test("whoever goes out reads it while the case is in hand and open, before and after not", async () => {
  const worker = await town.as("gridworker");
  const { card: reported } = await report(dispatcher);
  await note(dispatcher, reported);
  expect((await read(worker, reported)).body.code).toBe("dispatch.not-found");
  let card = await sendTo("gridworker", reported);
  expect((await worker.get<CaseReply>(`/api/cases/${card.id}`)).body.contact).toBe("readable");
  expect((await read(worker, card)).body.phone).toBe(CONTACT.phone);
  ({ card } = await act(dispatcher, card, "recall", { reason: "wrong-choice" }));
  expect((await read(worker, card)).status).toBe(404);
  card = (await act(await town.as("supervisor"), card, "cancel", { reason: "duplicate" })).card;
  expect((await note(dispatcher, card)).body.code).toBe("dispatch.contact-too-late");
  expect((await read(dispatcher, card)).body.purgeAt).toBe(NOW.getTime() + 30 * DAY_MS);
});

test("a desk of another area does not reach it", async () => {
  const { body } = await dispatcher.get<{ areas: { id: string; kind: string; center: Place }[] }>(
    "/api/areas",
  );
  const other = body.areas.findLast(({ kind }) => kind === "community");
  const auditor = (await (await town.as("auditor")).get<{ id: string }>("/api/access/me")).body;
  await saveDuties(town.db, [
    {
      ...{ id: "elsewhere", accountId: auditor.id, role: "command_desk", areaId: other?.id ?? "" },
      ...{ displayName: "x", categories: [], shift: "", maxOpenCases: 1, post: null },
    },
  ]);
  const { card } = await report(dispatcher);
  await note(dispatcher, card);
  expect((await read(await town.as("auditor"), card)).status).toBe(404);
});

test("no agreement, numbers of other kinds and words with numbers are refused, and nothing is kept", async () => {
  const { card } = await report(dispatcher);
  const bad: readonly object[] = [
    { ...CONTACT, agreed: false },
    { name: CONTACT.name, phone: CONTACT.phone },
    { ...CONTACT, phone: "11010519491231002X" },
    { ...CONTACT, phone: "110105194912310020" },
    { ...CONTACT, phone: "6222 0212 3456 7890" },
    { ...CONTACT, phone: "1234" },
    { ...CONTACT, name: "" },
    { ...CONTACT, name: "x".repeat(41) },
  ];
  for (const contact of bad)
    expect([contact, (await note(dispatcher, card, contact)).status]).toEqual([contact, 400]);
  const { status, body } = await note(dispatcher, card, { ...CONTACT, name: "张 13800138000" });
  expect([status, body.code]).toEqual([422, "access.personal-text"]);
  expect(await loadContact(town.db, card.id)).toBeUndefined();
});

test("sealed bytes that were moved to another case are not opened there", async () => {
  const [one, two] = [(await report(dispatcher)).card, (await report(dispatcher)).card];
  await note(dispatcher, one);
  const sealed = await loadContact(town.db, one.id);
  if (!sealed) throw new Error("nothing was kept");
  await saveContact(town.db, { ...sealed, caseId: two.id });
  expect((await read(dispatcher, two)).body.code).toBe("access.secret-unreadable");
});

test("what is due is purged, exactly when the rule says, and the log says whose case it was", async () => {
  await town.db.deleteFrom("reporter_contact").execute();
  const days = [0, 1, 29, 30, 31, 100, 149, 150, 151, 179, 180, 181];
  const wanted = new Map<string, number>();
  for (const [at, day] of days.entries()) {
    const { card } = await report(dispatcher);
    await note(dispatcher, card);
    // One in two has ended, `day` days after its report.
    const endedAt = at % 2 === 0 ? null : NOW.getTime() + day * DAY_MS;
    if (endedAt !== null)
      await town.db
        .updateTable("dispatch_case")
        .set({ state: "closed", closed_at: new Date(endedAt) })
        .where("id", "=", card.id)
        .execute();
    wanted.set(card.id, contactPurgeAt({ reportedAt: NOW.getTime(), endedAt }, keeping));
  }
  let purged = 0;
  for (const instant of [...new Set(wanted.values())].toSorted((a, b) => a - b)) {
    const due = [...wanted].filter(([, at]) => at === instant).map(([id]) => id);
    const early = { now: () => new Date(instant - 1), keeping };
    expect(await purgeDueContacts(town.db, early)).toBe(0);
    expect(await purgeDueContacts(town.db, { now: () => new Date(instant), keeping })).toBe(
      due.length,
    );
    for (const id of due) expect((await deedsOn(id)).at(-1)).toBe("server - contact.purge");
    purged += due.length;
  }
  expect(purged).toBe(days.length);
});

test("a backup carries the sealed bytes, and whoever restores it with another key is told", async () => {
  await town.db.deleteFrom("reporter_contact").execute();
  const { card } = await report(dispatcher);
  await note(dispatcher, card);
  let text = "";
  await backUp(town.db, {
    now: NOW,
    write: (piece) => {
      text += piece;
      return Promise.resolve();
    },
  });
  const sealed = await loadContact(town.db, card.id);
  expect(text).toContain(sealed?.sealed.toString("hex"));
  expect(text).not.toMatch(/张女士|0013 8000/);
  expect(await countUnreadableContacts(town.db, TEST_SECRET_BOX)).toEqual({
    kept: 1,
    unreadable: 0,
  });
  const other = openSecretBox(new Uint8Array(32).fill(9));
  expect(await countUnreadableContacts(town.db, other)).toEqual({ kept: 1, unreadable: 1 });
});
