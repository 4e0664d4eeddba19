import {
  CATEGORIES,
  OPEN_STATES,
  SEED_BOOK,
  type Case,
  type CaseEvent,
  type RuleChange,
} from "@onegrid/core/dispatch";
import type { CaseReply } from "@onegrid/core/dispatch/contract";
import type {
  RuleBookReply,
  RuleEditionsReply,
  RulePreviewReply,
  RuleSavedReply,
} from "@onegrid/core/dispatch/rules-contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandFor, newReport, type Place } from "../../../test/cases.ts";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";
import { timesOf } from "../cases/case-card.ts";
import { sweepClocks } from "../clocks/sweep-clocks.ts";
import { rulesOf } from "./rules-in-force.ts";

const fail = (words: string): never => {
  throw new Error(words);
};

const LATER = new Date(NOW.getTime() + 5 * 3_600_000);
let town: DemoTown;
let admin: Asker;
let dispatcher: Asker;
let center: Place;

beforeAll(async () => {
  town = await openDemoTown();
  admin = await town.as("admin");
  dispatcher = await town.as("dispatcher");
  const { body: map } = await dispatcher.get<{ areas: { kind: string; center: Place }[] }>(
    "/api/areas",
  );
  center = map.areas.find(({ kind }) => kind === "community")?.center ?? fail("no community");
  // Due in working time after the weekend, or before it with colours raised by then.
  for (const categoryId of ["event.05-08", "event.01-02", "community.10-01"])
    await dispatcher.post("/api/cases", newReport(center, { categoryId }));
  await sweepClocks(town.db, LATER);
}, 120_000);
afterAll(() => town.close());

const bookNow = async (): Promise<RuleBookReply> =>
  (await dispatcher.get<RuleBookReply>("/api/rules")).body;

/** The calendar with the coming Saturday as a day of work (调休), as if it had been told late. */
async function workOnSaturday(): Promise<RuleChange> {
  const { id, version: _version, ...rule } = (await bookNow()).calendar;
  const days = { ...rule.days, "2026-11-21": "workday" as const };
  return { kind: "calendar", id, validFrom: "2000-01-01", rule: { ...rule, days } };
}

const body = async (changes: readonly RuleChange[], note = "") => ({
  expectedEdition: (await bookNow()).edition,
  note,
  changes,
});

const openCases = () =>
  town.db
    .selectFrom("dispatch_case")
    .select(["id", "due_at", "alarm_at", "total_due_at", "facts", "version", "card as case"])
    .$narrowType<{ case: Case }>()
    .where("state", "in", [...OPEN_STATES])
    .orderBy("id")
    .execute();

test("a fresh store has the seed as its first edition, and everybody reads it", async () => {
  const book = await bookNow();
  expect(book).toEqual(JSON.parse(JSON.stringify({ ...SEED_BOOK, calendar: book.calendar })));
  expect(book.calendar.days).toEqual(SEED_BOOK.calendar.days);
});

test("rules are changed by administrators of the whole district alone", async () => {
  const asked = await body([await workOnSaturday()]);
  for (const login of ["dispatcher", "leader"]) {
    const { status } = await (await town.as(login)).post("/api/rules/changes", asked);
    expect({ login, status }).toEqual({ login, status: 403 });
  }
});

test("a corrected calendar is shown on the cases first, then recomputes every open case", async () => {
  const before = await openCases();
  const asked = await body([await workOnSaturday()], "国务院办公厅通知");
  const preview = await admin.post<RulePreviewReply>("/api/rules/preview", asked);
  expect(preview).toMatchObject({ status: 200, body: { openCases: before.length } });
  expect(preview.body.changedCases).toBeGreaterThan(0);
  const [first] = preview.body.cases;
  expect(first?.newDueAt).toBeLessThan(first?.dueAt ?? 0);
  expect(await openCases()).toEqual(before);

  const saved = await admin.post<RuleSavedReply>("/api/rules/changes", asked);
  expect(saved).toMatchObject({ status: 200, body: { edition: 2 } });
  const { book } = await rulesOf(town.db);
  expect(book.calendar.days["2026-11-21"]).toBe("workday");
  const after = await openCases();
  for (const [at, row] of after.entries()) {
    const scratch = timesOf(row.case, book);
    expect(row.due_at?.getTime() ?? null).toBe(scratch.dueAt);
    expect(row.alarm_at?.getTime() ?? null).toBe(scratch.alarmAt);
    expect(row.total_due_at?.getTime() ?? null).toBe(scratch.totalDueAt);
    expect(row.version).toBe(before[at]?.version);
  }
  expect(saved.body.changedCases).toBe(preview.body.changedCases);
  const spans = await town.db
    .selectFrom("case_span")
    .innerJoin("dispatch_case", "dispatch_case.id", "case_span.case_id")
    .select(["case_span.due_at as shown", "dispatch_case.due_at as kept"])
    .where("case_span.to_at", "is", null)
    .execute();
  expect(spans.filter(({ shown, kept }) => shown?.getTime() !== kept?.getTime())).toEqual([]);
});

test("colours that were raised before are not raised again", async () => {
  await sweepClocks(town.db, LATER);
  const logged = await town.db
    .selectFrom("case_event")
    .select(["case_id as caseId", "event"])
    .$narrowType<{ event: CaseEvent }>()
    .execute();
  const raised = logged.flatMap(({ caseId, event: { verb, fields } }) =>
    verb.startsWith("clock_") ? [JSON.stringify([caseId, verb, { ...fields, dueAt: 0 }])] : [],
  );
  expect(raised.length).toBeGreaterThan(0);
  expect(new Set(raised).size).toBe(raised.length);
});

test("whoever looked at an older edition is told, and the log of editions is not rewritten", async () => {
  const asked = { ...(await body([await workOnSaturday()])), expectedEdition: 1 };
  const { status, body: problem } = await admin.post("/api/rules/changes", asked);
  expect({ status, problem }).toMatchObject({
    status: 409,
    problem: { code: "dispatch.rules-stale", edition: 2 },
  });
  const { editions } = (await admin.get<RuleEditionsReply>("/api/rules/editions")).body;
  expect(editions.map(({ edition, note }) => [edition, note])).toEqual([
    [2, "国务院办公厅通知"],
    [1, ""],
  ]);
  expect(editions[0]?.by).not.toBeNull();
  for (const rewritten of [
    town.db.updateTable("rule_version").set({ edition: 1 }).where("edition", "=", 2),
    town.db.deleteFrom("rule_edition").where("edition", "=", 2),
  ])
    await expect(rewritten.execute()).rejects.toThrow("append-only");
});

test("what is wrong is named by rule and field, and nothing of it is saved", async () => {
  const id = "default.handle.any";
  const limit = SEED_BOOK.limits.find((each) => each.id === id) ?? fail("no limit");
  const { id: _id, validFrom: _from, validTo: _to, ...rule } = limit;
  const asked = await body([
    { kind: "limit", id: "default.handle.minor", validFrom: "2026-02-30", rule: null },
    { kind: "limit", id, validFrom: "2026-12-01", rule: null },
    {
      kind: "limit",
      id: "x",
      validFrom: "2026-12-01",
      rule: { ...rule, categories: ["event.77"] },
    },
    { kind: "category", id: "event.77-01", validFrom: "2026-12-01", rule: null },
  ]);
  const { status, body: problem } = await admin.post("/api/rules/changes", asked);
  expect({ status, code: problem["code"], faults: problem["faults"] }).toEqual({
    status: 422,
    code: "dispatch.rules-refused",
    faults: [
      {
        ...{ kind: "limit", id: "default.handle.minor", field: "validFrom" },
        ...{ fault: "no-such-day", value: "2026-02-30" },
      },
      { kind: "limit", id, field: "clock", fault: "last-limit", value: "handle" },
      { kind: "limit", id: "x", field: "categories", fault: "unknown-class", value: "event.77" },
      {
        ...{ kind: "category", id: "event.77-01", field: "id" },
        ...{ fault: "unknown-rule", value: "event.77-01" },
      },
    ],
  });
  expect((await bookNow()).edition).toBe(2);
});

test("a class abolished today is refused with what to choose; its cases go on as they were", async () => {
  const earlier = await dispatcher.post<CaseReply>("/api/cases", newReport(center));
  const litter = CATEGORIES.find(({ id }) => id === "event.01-02");
  const retire = {
    kind: "category",
    id: "event.01-02",
    validFrom: "2026-11-20",
    rule: null,
  } as const;
  const saved = await admin.post("/api/rules/changes", await body([retire]));
  expect(saved.status).toBe(200);

  const refused = await dispatcher.post<{ instead: { id: string }[] }>(
    "/api/cases",
    newReport(center),
  );
  expect(refused).toMatchObject({
    status: 422,
    body: { code: "dispatch.category-abolished", validTo: "2026-11-20" },
  });
  const { instead } = refused.body;
  expect(instead).toHaveLength(3);
  for (const { id } of instead) {
    const family = CATEGORIES.find((each) => each.id === id)?.family;
    expect(family).toBe(litter?.family);
  }
  const [chosen] = instead;
  const kept = await dispatcher.post("/api/cases", newReport(center, { categoryId: chosen?.id }));
  expect(kept.status).toBe(201);
  const { card } = earlier.body;
  const comment = commandFor(card, "comment", { note: "照常办理", fields: { photos: [] } });
  expect((await dispatcher.post(`/api/cases/${card.id}/commands`, comment)).status).toBe(200);
  const services = await admin.raw("/open311/v2/services.json");
  expect(services.body).not.toContain('"event.01-02"');
});

test("a report that waited on a phone goes by the classes of the day on which it was written", async () => {
  const yesterday = NOW.getTime() - 24 * 3_600_000;
  const written = async (device: object): Promise<number> =>
    (await dispatcher.post("/api/cases", newReport(center, device))).status;
  expect(await written({ deviceAt: yesterday })).toBe(201);
  // The phone's clock was two days behind, or ahead: what counts is the server's.
  const twoDays = 48 * 3_600_000;
  expect(await written({ deviceAt: yesterday - twoDays, clockOffsetMs: twoDays })).toBe(201);
  expect(await written({ deviceAt: yesterday, clockOffsetMs: twoDays })).toBe(422);
  expect(await written({ deviceAt: NOW.getTime() })).toBe(422);
  expect(await written({ deviceAt: NOW.getTime() - 73 * 3_600_000 })).toBe(422);
});

test("a command that runs beside a change of the rules is stored under one of both editions", async () => {
  const change = { kind: "category", id: "event.01-02", validFrom: "2026-11-20" } as const;
  const litter = CATEGORIES.find(({ id }) => id === "event.01-02") ?? fail("no class");
  const { id: _id, validFrom: _from, validTo: _to, ...rule } = litter;
  const asked = await body([{ ...change, rule }]);
  const noise = { categoryId: "event.05-08" };
  const answers = await Promise.all([
    ...Array.from({ length: 4 }, () => dispatcher.post("/api/cases", newReport(center, noise))),
    admin.post("/api/rules/changes", asked),
    ...Array.from({ length: 4 }, () => dispatcher.post("/api/cases", newReport(center, noise))),
  ]);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(8);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const { book } = await rulesOf(town.db);
  for (const row of await openCases())
    expect(row.due_at?.getTime() ?? null).toBe(timesOf(row.case, book).dueAt);
});
