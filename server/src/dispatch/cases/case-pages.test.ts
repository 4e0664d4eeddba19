import type { CaseCard, CaseListReply } from "@onegrid/core/dispatch/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandFor, newReport, type Place } from "../../../test/cases.ts";
import { openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";

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
async function pages(between: (page: CaseListReply) => Promise<void> = async () => undefined) {
  const read: CaseCard[][] = [];
  let next: string | null = "";
  while (next !== null) {
    const page: CaseListReply = await list(`limit=${PAGE}${next === "" ? "" : `&after=${next}`}`);
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
