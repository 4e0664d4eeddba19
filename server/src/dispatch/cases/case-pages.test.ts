import type { CaseCard, CaseListReply, CaseReply } from "@onegrid/core/dispatch/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandFor, newReport, type Place } from "../../../test/cases.ts";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";

const PAGE = 4;
let town: DemoTown;
let dispatcher: Asker;

beforeAll(async () => {
  town = await openDemoTown();
  dispatcher = await town.as("dispatcher");
  const { body } = await dispatcher.get<{ areas: { kind: string; center: Place }[] }>("/api/areas");
  const place = body.areas.find(({ kind }) => kind === "community")?.center;
  if (!place) throw new Error("the demo has no community");
  for (let nth = 0; nth < 4 * PAGE + 1; nth += 1)
    await dispatcher.post("/api/cases", newReport(place, { description: `第 ${nth} 件` }));
}, 120_000);
afterAll(() => town.close());

const list = async (query: string): Promise<CaseListReply> => {
  const { status, body } = await dispatcher.get<CaseListReply>(`/api/cases?${query}`);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
};

/** Every page in turn; `between` happens after each. */
async function pages(
  between: (page: CaseListReply) => Promise<void> = async () => undefined,
  asked = "",
) {
  const read: CaseCard[][] = [];
  let next: string | null = "";
  while (next !== null) {
    const page: CaseListReply = await list(
      `${asked}limit=${PAGE}${next === "" ? "" : `&after=${next}`}`,
    );
    read.push(page.cards);
    await between(page);
    ({ next } = page);
  }
  return read;
}

const idsOf = (cards: readonly CaseCard[]): string[] => cards.map(({ id }) => id);

test("pages after one another are the whole list, in its order", async () => {
  const whole = await list("limit=500");
  const read = await pages();
  expect(idsOf(read.flat())).toEqual(idsOf(whole.cards));
  expect(read.slice(0, -1).every(({ length }) => length === PAGE)).toBe(true);
  expect(whole.total).toBe(whole.cards.length);
  expect(read.length).toBeGreaterThan(3);
});

test("cases without any due time stand behind the others, and are in the pages as well", async () => {
  const [some] = await pages();
  const ids = idsOf(some ?? []);
  await town.db.updateTable("dispatch_case").set({ due_at: null }).where("id", "in", ids).execute();
  const read = (await pages()).flat();
  expect(read).toHaveLength((await list("limit=500")).total);
  expect(idsOf(read.slice(-PAGE)).toSorted()).toEqual(ids.toSorted());
});

test("a case that ends between two pages hides no other", async () => {
  const before = idsOf((await list("limit=500")).cards);
  const ended: string[] = [];
  const read = await pages(async ({ cards }) => {
    const [card] = cards;
    if (!card) return;
    const given = commandFor(card, "reject", { fields: {}, reason: "not-a-problem" });
    const { status } = await dispatcher.post(`/api/cases/${card.id}/commands`, given);
    if (status === 200) ended.push(card.id);
  });
  expect(ended.length).toBeGreaterThan(1);
  expect(idsOf(read.flat())).toEqual(before);
});

test("a list is in the order that is asked for, page after page", async () => {
  // Not all at one moment.
  const { cards } = await list("limit=500");
  for (const [at, { id }] of cards.entries())
    await town.db
      .updateTable("dispatch_case")
      .set({
        reported_at: new Date(NOW.getTime() - at * 7_919_000),
        updated_at: new Date(NOW.getTime() - (cards.length - at) * 60_000),
        // Some have run out, some warn, some do neither.
        due_at: new Date(NOW.getTime() + (at % 3 === 0 ? -1 : 1 + at) * 3_600_000),
        soon_at: new Date(NOW.getTime() + (at % 3 === 1 ? -1 : at % 3) * 3_600_000),
      })
      .where("id", "=", id)
      .execute();
  const stored = await town.db
    .selectFrom("dispatch_case")
    .select(["id", "reported_at as reported", "updated_at as updated", "due_at as due"])
    .execute();
  const timesOf = new Map(stored.map(({ id, ...row }) => [id, row]));
  for (const order of ["due", "reported", "updated"] as const) {
    const whole = idsOf((await list(`limit=500&order=${order}`)).cards);
    const ranks = whole.map((id) => timesOf.get(id)?.[order]?.getTime() ?? NaN);
    const sorted = ranks.toSorted((a, b) => (order === "due" ? a - b : b - a));
    expect([order, ranks]).toEqual([order, sorted]);
    const read = (await pages(undefined, `order=${order}&`)).flat();
    expect([order, idsOf(read)]).toEqual([order, whole]);
  }
  const [first, last] = [await list("order=reported"), await list("order=updated")];
  expect(idsOf(first.cards)).not.toEqual(idsOf(last.cards));
});

/** A case that a unit has in hand. */
async function handedToUnit(card: CaseCard | undefined): Promise<CaseCard> {
  const commands = `/api/cases/${card?.id}/commands`;
  if (!card) throw new Error("no case");
  const file = commandFor(card, "file", { fields: { standardMet: true } });
  const filed = (await dispatcher.post<CaseReply>(commands, file)).body.card;
  const fields = {
    assignee: { unitId: "demo-market", memberId: null },
    recommendationId: null,
    overrideReason: "人手已到现场",
  };
  const reply = await dispatcher.post<CaseReply>(
    commands,
    commandFor(filed, "dispatch", { fields }),
  );
  expect([reply.status, reply.body]).toEqual([200, reply.body]);
  return reply.body.card;
}

test("every filter counts: since when and until when, by whom, in which colour and where", async () => {
  const given = [await handedToUnit((await list("limit=1")).cards[0])];
  const all = (await list("limit=500")).cards;
  const from = NOW.getTime() - 60_000_000;
  const stored = await town.db
    .selectFrom("dispatch_case")
    .select(["id", "reported_at", "due_at", "soon_at"])
    .execute();
  const times = new Map(stored.map((row) => [row.id, row]));
  const some = async (query: string): Promise<Set<string>> =>
    new Set(idsOf((await list(`limit=500&${query}`)).cards));
  const those = (isIn: (card: CaseCard) => boolean) => new Set(idsOf(all.filter(isIn)));
  const reportedAt = ({ id }: CaseCard) => times.get(id)?.reported_at.getTime() ?? 0;
  const since = await some(`reportedFrom=${from}`);
  expect(since).toEqual(those((card) => reportedAt(card) >= from));
  const until = await some(`reportedTo=${from}`);
  expect(until).toEqual(those((card) => reportedAt(card) < from));
  expect(since.size * until.size).toBeGreaterThan(0);
  const [one] = all.filter((card) => reportedAt(card) >= from);
  const at = one ? reportedAt(one) : 0;
  expect(await some(`reportedFrom=${at}&reportedTo=${at + 1}`)).toEqual(
    those((card) => reportedAt(card) === at),
  );

  const red = await some("colour=red");
  const yellow = await some("colour=yellow");
  const isDue = ({ id }: CaseCard) => {
    const due = times.get(id)?.due_at?.getTime() ?? Infinity;
    const soon = times.get(id)?.soon_at?.getTime() ?? Infinity;
    return due <= NOW.getTime() ? "red" : soon <= NOW.getTime() ? "yellow" : null;
  };
  expect(red).toEqual(those((card) => isDue(card) === "red"));
  expect(yellow).toEqual(those((card) => isDue(card) === "yellow"));
  expect(red.size * yellow.size).toBeGreaterThan(0);

  const units = given.flatMap(({ assignee }) => assignee?.unitId ?? []);
  const [unitId] = units;
  expect(await some(`unitId=${unitId}`)).toEqual(new Set(idsOf(given)));
  expect(await some("unitId=somebody-else")).toEqual(new Set());
  expect(units.length).toBeGreaterThan(0);

  const [lng = 0, lat = 0] = all.find(({ place }) => place.position)?.place.position ?? [];
  const near = await some(`bbox=${lng - 1e-4},${lat - 1e-4},${lng + 1e-4},${lat + 1e-4}`);
  expect(near).toEqual(
    those(({ place: { position } }) =>
      position === null
        ? false
        : Math.abs(position[0] - lng) <= 1e-4 && Math.abs(position[1] - lat) <= 1e-4,
    ),
  );
  expect(near.size).toBeGreaterThan(0);
  expect(await some("bbox=0,0,1,1")).toEqual(new Set());
});

test("what a list does not know, or cannot be, is refused and not passed over", async () => {
  const ask = (url: string) => dispatcher.get<{ code: string; place: string }>(url);
  for (const [url, place] of [
    ["/api/cases?oder=due", "querystring/oder"],
    ["/api/cases?limit=3&reported_from=1", "querystring/reported_from"],
    ["/api/cases/ended?order=due", "querystring/order"],
    ["/api/cases/handed-up?limit=3", "querystring/limit"],
    ["/api/cases/open?level=grid", "querystring/level"],
    ["/api/duty-list?day=2026-11-20", "querystring/day"],
    ["/api/alerts?limit=1", "querystring/limit"],
    ["/api/cases?order=newest", "querystring/order"],
    ["/api/cases?reportedFrom=5&reportedTo=5", "querystring/reportedTo"],
    ["/api/cases?bbox=3,2,1,4", "querystring/bbox"],
    ["/api/cases?bbox=1,2,3,400", "querystring/bbox"],
  ] as const) {
    const { status, body } = await ask(url);
    expect([url, status, body.code, body.place]).toEqual([url, 400, "request.invalid", place]);
  }
});
