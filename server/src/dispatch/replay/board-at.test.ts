import {
  boardFactsOf,
  caseAt,
  OPEN_STATES,
  spansOf,
  type BoardFacts,
  type Case,
  type CaseEvent,
} from "@onegrid/core/dispatch";
import type { CaseCard, CaseListReply, CaseReply } from "@onegrid/core/dispatch/contract";
import {
  decodePastBoard,
  type PastBoard,
  type PastCase,
} from "@onegrid/core/dispatch/replay-contract";
import type { RosterReply } from "@onegrid/core/dispatch/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandFor, newReport, type Place } from "../../../test/cases.ts";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";
import { rulesOf, type Rules } from "../rules/rules-in-force.ts";
import { makeMissingSpans } from "./make-spans.ts";

const DAY_MS = 86_400_000;
let town: DemoTown;
let leader: Asker;
let rules: Rules;
let dispatcher: Asker;
let center: Place;
let logs: ReadonlyMap<string, readonly CaseEvent[]>;

beforeAll(async () => {
  town = await openDemoTown();
  rules = await rulesOf(town.db);
  leader = await town.as("leader");
  dispatcher = await town.as("dispatcher");
  await workOnCases();
  logs = await readLogs();
}, 120_000);
afterAll(() => town.close());

/** Steps of every kind that the board shows: filed, moved, another class, held, at its end. */
async function workOnCases(): Promise<void> {
  const { cards } = (await dispatcher.get<CaseListReply>("/api/cases?limit=40")).body;
  const { areas } = (await leader.get<{ areas: { kind: string; center: Place }[] }>("/api/areas"))
    .body;
  const community = areas.find(({ kind }) => kind === "community");
  if (!community) throw new Error("the demo has no community");
  ({ center } = community);
  const steps: readonly (readonly [string, object])[] = [
    ["reclassify", { fields: { categoryId: "event.01-10", severity: "severe" } }],
    ["relocate", { fields: { position: center } }],
    ["file", { fields: { standardMet: true } }],
    ["escalate", { fields: { toLevel: "street" }, reason: "above-power" }],
    ["reject", { fields: {}, reason: "not-a-problem" }],
  ];
  for (const [at, old] of cards.entries()) {
    let card: CaseCard = old;
    for (const [verb, more] of steps.slice(at % 3)) {
      const url = `/api/cases/${card.id}/commands`;
      card =
        (await dispatcher.post<CaseReply>(url, commandFor(card, verb, more))).body.card ?? card;
    }
  }
}

async function readLogs(): Promise<Map<string, CaseEvent[]>> {
  const rows = await town.db
    .selectFrom("case_event")
    .select(["case_id", "event"])
    .$narrowType<{ event: CaseEvent }>()
    .orderBy("case_id")
    .orderBy("version")
    .execute();
  const read = new Map<string, CaseEvent[]>();
  for (const { case_id: id, event } of rows) read.set(id, [...(read.get(id) ?? []), event]);
  return read;
}

const boardAt = async (instant: number, asker = leader): Promise<PastBoard> => {
  const { statusCode, rawPayload } = await asker.raw(`/api/cases/at?instant=${instant}`);
  expect(statusCode).toBe(200);
  return decodePastBoard(rawPayload, (bytes) => Buffer.from(bytes).toString());
};

/** A board tells places to the centimetre. */
const inParts = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

type Shown = BoardFacts & Pick<Case, "id" | "reportedAt"> & Pick<PastCase, "place">;

const placeOf = ({ place: { position, address, communityId } }: Case): PastCase["place"] => ({
  position: position && [inParts(position[0]), inParts(position[1])],
  address,
  communityId,
});

/** The board as the raw log has it, folded case by case. */
function folded(instant: number): Shown[] {
  return [...logs.values()].flatMap((events) => {
    const then = caseAt(events, instant);
    const facts = then && boardFactsOf(then, rules.book);
    return then && facts
      ? [{ ...facts, id: then.id, place: placeOf(then), reportedAt: then.reportedAt }]
      : [];
  });
}

const shown = (one: PastCase): Shown => {
  const { id, state, step, level, categoryId, severity, assignee, place, reportedAt } = one;
  const { isRunning, yellowAt, dueAt } = one;
  return {
    ...{ state, step, level, categoryId, severity, assignee, isRunning, yellowAt, dueAt },
    ...{ id, place, reportedAt },
  };
};

const byId = (list: readonly Shown[]) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** Spread over three months without a pattern, and the instants of events themselves. */
function someInstants(count: number): number[] {
  const spread = Array.from({ length: count }, (_, at) => {
    const share = (at * 0.618_033_988_75) % 1;
    return NOW.getTime() - Math.floor(share * share * 90 * DAY_MS);
  });
  const [events = []] = [...logs.values()].filter((each) => each.length > 4);
  return [...spread, ...events.flatMap(({ at }) => [at - 1, at]), NOW.getTime()];
}

test("the board of any instant is the fold of the log until then", async () => {
  let cases = 0;
  for (const instant of someInstants(25)) {
    const { cases: found, pending, hasMore } = await boardAt(instant);
    expect({ instant, pending, hasMore }).toEqual({ instant, pending: 0, hasMore: false });
    expect(byId(found.map(shown))).toEqual(byId(folded(instant)));
    cases += found.length;
  }
  expect(cases).toBeGreaterThan(100);
});

test("now, it is the list of open cases", async () => {
  const { cases } = await boardAt(NOW.getTime());
  const states = OPEN_STATES.map((state) => `states=${state}`).join("&");
  const list = (await leader.get<CaseListReply>(`/api/cases?limit=500&${states}`)).body;
  const numbers = (all: readonly { readonly number: string }[]) =>
    all.map(({ number }) => number).toSorted();
  expect(numbers(cases)).toEqual(numbers(list.cards));
  const [card] = list.cards.filter(({ assigneeName }) => assigneeName !== null);
  expect(cases.find(({ id }) => id === card?.id)?.assigneeName).toBe(card?.assigneeName);
});

test("the spans that commands left are those of the whole log, and can be made of it again", async () => {
  const stored = () =>
    town.db.selectFrom("case_span").selectAll().orderBy("case_id").orderBy("version").execute();
  const before = await stored();
  const versions = new Map<string, number[]>();
  for (const { case_id: id, version } of before)
    versions.set(id, [...(versions.get(id) ?? []), version]);
  for (const [id, events] of logs)
    expect(versions.get(id)).toEqual(spansOf(events, rules.book).map(({ version }) => version));

  // Some cases as from before there was a replay.
  const card = await reportOne();
  const ids = [...[...logs.keys()].slice(0, 150), card.id];
  await town.db.deleteFrom("case_span").where("case_id", "in", ids).execute();
  const without = { has_spans: false };
  await town.db.updateTable("dispatch_case").set(without).where("id", "in", ids).execute();
  expect(await boardAt(NOW.getTime())).toMatchObject({ pending: ids.length });
  // A step meanwhile writes nothing by itself: its case will be read with the others.
  const given = commandFor(card, "file", { fields: { standardMet: true } });
  expect((await dispatcher.post(`/api/cases/${card.id}/commands`, given)).status).toBe(200);
  expect((await stored()).filter((span) => ids.includes(span.case_id))).toEqual([]);
  expect(await makeMissingSpans(town.db)).toBe(ids.length);
  const others = (all: typeof before) => all.filter((span) => span.case_id !== card.id);
  expect(others(await stored())).toEqual(others(before));
  expect((await stored()).find((span) => span.case_id === card.id)?.state).toBe("filed");
  expect(await makeMissingSpans(town.db)).toBe(0);
});

async function reportOne(): Promise<CaseCard> {
  const { body } = await dispatcher.post<CaseReply>("/api/cases", newReport(center));
  return body.card;
}

test("who was on duty is told to whoever makes rosters, by the hours of that moment", async () => {
  const areas = (await leader.get<{ areas: { id: string; kind: string }[] }>("/api/areas")).body;
  const area = areas.areas.find(({ kind }) => kind === "community")?.id ?? "";
  const admin = await town.as("admin");
  const { members } = (await admin.get<RosterReply>(`/api/roster?areaId=${area}`)).body;
  const { onDuty } = await boardAt(NOW.getTime(), dispatcher);
  expect(onDuty?.filter(({ areaId }) => areaId === area).map(({ dutyId }) => dutyId)).toEqual(
    members.filter(({ isOnDuty }) => isOnDuty).map(({ dutyId }) => dutyId),
  );
  const night = Date.parse("2026-11-20T03:30:00+08:00");
  expect((await boardAt(night, dispatcher)).onDuty?.length).toBeLessThan(onDuty?.length ?? 0);
  expect((await boardAt(night, await town.as("gridworker"))).onDuty).toBeNull();
});

test("an instant to come is refused with a sentence, one before everything is an empty board", async () => {
  const ahead = await leader.get(`/api/cases/at?instant=${NOW.getTime() + 1}`);
  expect(ahead).toMatchObject({ status: 422, body: { code: "dispatch.instant-ahead" } });
  expect((await boardAt(0)).cases).toEqual([]);
});

test("a rehearsal is told from what has happened", async () => {
  const card = await reportOne();
  await town.db
    .updateTable("dispatch_case")
    .set({ is_rehearsal: true })
    .where("id", "=", card.id)
    .execute();
  const { cases } = await boardAt(NOW.getTime());
  expect(cases.filter(({ isRehearsal }) => isRehearsal).map(({ id }) => id)).toEqual([card.id]);
});
