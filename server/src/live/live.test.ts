import { sightOf, type Level, type Reachable } from "@onegrid/core/access";
import { setTimeout as wait } from "node:timers/promises";
import type { Db } from "@onegrid/db";
import { append, head, type NewEvent } from "@onegrid/db/events";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { headersOf, openApp, type OpenedApp } from "../../test/open-app.ts";
import { COMMUNITIES, DISTRICT, openSmallTown, STREETS } from "../../test/small-town.ts";
import { openLiveHub, type LiveClient } from "./hub.ts";

let clock = Date.parse("2026-11-20T10:00:00+08:00");
const now = (): Date => new Date(clock);
let db: Db;
let opened: OpenedApp;
let address: string;

beforeAll(async () => {
  db = await openSmallTown(now);
});
beforeEach(async () => {
  opened = await openApp(db, { now });
  address = await opened.app.listen({ port: 0, host: "127.0.0.1" });
});
afterEach(() => opened.close());
afterAll(() => db.destroy());

interface Message {
  readonly id: string;
  readonly event: string;
  readonly data: { readonly position: number; readonly payload: { readonly n: number } };
}

interface Listener {
  readonly messages: Message[];
  /** Numbers of the events so far, in the order in which they came. */
  readonly numbers: () => number[];
  readonly lastId: () => string;
  readonly leave: () => void;
  /** Resolves when the server ends the stream. */
  readonly ended: Promise<void>;
}

async function listen(login: string, lastId?: string): Promise<Listener> {
  const { cookie } = await headersOf(opened.app, login);
  const controller = new AbortController();
  const response = await fetch(`${address}/api/stream`, {
    headers: { cookie, ...(lastId === undefined ? {} : { "last-event-id": lastId }) },
    signal: controller.signal,
  });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const messages: Message[] = [];
  const ended = readMessages(response, messages);
  return {
    messages,
    numbers: () => messages.flatMap(({ data }) => data.payload?.n ?? []),
    lastId: () => messages.findLast(({ id }) => id !== "")?.id ?? "",
    leave: () => controller.abort(),
    ended,
  };
}

const parse: (text: string) => Message["data"] = JSON.parse;

/** Without the name of what is seen: `<epoch>:<position>`. */
const plain = (id: string): string => id.replace(/\.\w+:/, ":");

/** Comments and the like have no data. */
function parseBlock(block: string): Message[] {
  const field = (name: string): string => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1] ?? "";
  const data = field("data");
  return data === "" ? [] : [{ id: field("id"), event: field("event"), data: parse(data) }];
}

async function readMessages(response: Response, messages: Message[]): Promise<void> {
  let text = "";
  try {
    for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (text + piece).split("\n\n");
      text = blocks.pop() ?? "";
      messages.push(...blocks.flatMap(parseBlock));
    }
  } catch {
    // Cut off by either side.
  }
}

let number = 0;
const happens = ({ payload, ...more }: Partial<NewEvent> = {}): Promise<number> =>
  db.transaction().execute((trx) =>
    append(trx, [
      {
        kind: "layers.changed",
        subject: "x",
        scopePath: [],
        payload: payload ?? { n: ++number },
        ...more,
      },
    ]),
  );
/** Something happens to a case there, which is of a level now and was of another before. */
const happensTo = (
  path: string[],
  level: Level,
  wasLevel: Level | null = null,
): Promise<number> => {
  const reach = (of: Level): Reachable => ({
    path,
    categoryId: "event.01-02",
    level: of,
    assigneeId: null,
  });
  return happens({
    kind: "dispatch.case-changed",
    scopePath: path,
    payload: {
      n: ++number,
      caseId: `case-${number}`,
      version: 2,
      reach: reach(level),
      was: wasLevel && reach(wasLevel),
    },
  });
};
const upTo = (from: number): number[] =>
  Array.from({ length: number - from }, (_, index) => from + 1 + index);

test("a screen hears everything that happens, in order, numbered", async () => {
  const before = number;
  const screen = await listen("planner");
  await vi.waitFor(() => expect(screen.messages[0]?.event).toBe("reset"));
  for (let index = 0; index < 30; index += 1) await happens();
  await vi.waitFor(() => expect(screen.numbers()).toEqual(upTo(before)));
  const { epoch, position } = await head(db);
  expect(plain(screen.lastId())).toBe(`${epoch}:${position}`);
  expect(screen.messages.at(-1)).toMatchObject({
    event: "layers",
    data: { kind: "layers.changed", position },
  });
  screen.leave();
});

test("whoever comes back while things happen misses nothing and hears nothing twice", async () => {
  const before = number;
  let screen = await listen("planner");
  await vi.waitFor(() => expect(screen.messages).toHaveLength(1));
  const heard: number[] = [];
  const writing = (async () => {
    for (let index = 0; index < 150; index += 1) await happens();
  })();
  let last = screen.lastId();
  while (heard.length + screen.numbers().length < 150) {
    await wait(15);
    screen.leave();
    await screen.ended;
    heard.push(...screen.numbers());
    last = screen.lastId() || last;
    screen = await listen("planner", last);
    await wait(25);
  }
  await writing;
  heard.push(...screen.numbers());
  expect(heard).toEqual(upTo(before));
  expect(screen.messages.every(({ event }) => event !== "reset")).toBe(true);
  screen.leave();
}, 30_000);

/** A screen that sees what everybody sees, and keeps what it hears. */
const hearing = (heard: string[]): LiveClient => ({
  scope: [],
  plans: [],
  cases: { reaches: [], ownIds: [] },
  sight: sightOf([], []),
  send: (message) => heard.push(message) > 0,
  drop: () => undefined,
  end: () => undefined,
});
const numbersIn = (heard: readonly string[]): number[] =>
  heard.flatMap((message) => {
    const n = /"n":(\d+)/.exec(message)?.[1];
    return n === undefined ? [] : [Number(n)];
  });

test.each([
  ["out of what is kept", 1_000_000],
  ["out of the log", 200],
])("a screen that joins between two reads hears each event once, %s", async (_from, kept) => {
  const hub = await openLiveHub(db, {
    pollMs: 5,
    mostKeptSigns: kept,
    onError: () => undefined,
  });
  const from = await head(db);
  const first = number;
  const heard: string[][] = [];
  const writing = Promise.all(Array.from({ length: 60 }, () => happens()));
  const joins: Promise<() => void>[] = [];
  for (let index = 0; index < 40; index += 1) {
    const mine: string[] = [];
    heard.push(mine);
    joins.push(hub.join(hearing(mine), from));
    hub.wake();
    await wait(1);
  }
  await Promise.all([writing, ...joins]);
  await vi.waitFor(() => expect(heard.every((mine) => mine.length === 60)).toBe(true));
  for (const mine of heard.map(numbersIn)) {
    expect(mine.toSorted((a, b) => a - b)).toEqual(upTo(first));
    expect(mine).toEqual(numbersIn(heard[0] ?? []));
  }
  await hub.close();
});

test("whoever comes to a process that knows less than they do goes on there, without a gap", async () => {
  // It looks once a minute: what happens now it learns of from whoever comes.
  const slow = await openLiveHub(db, { pollMs: 60_000, onError: () => undefined });
  const before = number;
  for (let index = 0; index < 5; index += 1) await happens();
  const heard: string[] = [];
  await slow.join(hearing(heard), await head(db));
  expect(heard).toEqual([]);
  await happens();
  slow.wake();
  await vi.waitFor(() => expect(numbersIn(heard)).toEqual([before + 6]));
  await slow.close();
});

test("whoever comes back and may see other things than before starts afresh", async () => {
  const screen = await listen("street");
  await vi.waitFor(() => expect(screen.messages).toHaveLength(1));
  screen.leave();
  const same = await listen("street", screen.lastId());
  await happens();
  await vi.waitFor(() => expect(same.messages.map(({ event }) => event)).toEqual(["layers"]));
  same.leave();
  const other = await listen("community", same.lastId());
  await vi.waitFor(() => expect(other.messages.map(({ event }) => event)).toEqual(["reset"]));
  other.leave();
});

test("a quiet screen is told how far the log is, so that it need not begin afresh later", async () => {
  const hub = await openLiveHub(db, { pollMs: 5, onError: () => undefined });
  const heard: string[] = [];
  const client = hearing(heard);
  hub.beat(client);
  expect(heard.splice(0)).toEqual([": \n\n"]);
  await hub.join(client, undefined);
  // Of a plan it hears nothing.
  const position = await happens({ kind: "division.changed", scopePath: [DISTRICT] });
  await vi.waitFor(() => expect(hub.state().position).toBe(position));
  hub.beat(client);
  expect(heard.at(-1)).toMatch(new RegExp(`^id: \\w+\\.\\w+:${position}\nevent: head\n`));
  expect(heard).toHaveLength(2);
  await hub.close();
});

test("a position in another log starts afresh, and so does one that was never reached", async () => {
  const { epoch, position } = await head(db);
  for (const lastId of [`${"0".repeat(32)}:1`, `${epoch}:${position + 9}`, "nonsense"]) {
    const screen = await listen("planner", lastId);
    await vi.waitFor(() => expect(screen.messages).toHaveLength(1));
    expect(screen.messages[0]).toMatchObject({ event: "reset", data: { position } });
    expect(plain(screen.lastId())).toBe(`${epoch}:${position}`);
    screen.leave();
  }
});

test("when the log itself is exchanged, every open screen starts afresh", async () => {
  const screen = await listen("planner");
  await vi.waitFor(() => expect(screen.messages).toHaveLength(1));
  await db.updateTable("event_head").set({ epoch: "exchanged" }).execute();
  await vi.waitFor(() => expect(screen.messages).toHaveLength(2));
  expect(screen.messages[1]).toMatchObject({ event: "reset" });
  expect(plain(screen.lastId())).toMatch(/^exchanged:\d+$/);
  screen.leave();
});

test("a screen hears only of its own part, and of cases only where it may read them", async () => {
  const path = (community: string, street: string): string[] => [DISTRICT, street, community];
  const desk = await listen("community"); // the first community
  const admin = await listen("admin"); // the whole district, but no cases
  const planner = await listen("planner");
  await vi.waitFor(() => expect([desk, admin, planner].every((s) => s.messages.length)).toBe(true));
  const before = number;
  await happens({ scopePath: path(COMMUNITIES[0], STREETS[0]) });
  await happens({ scopePath: path(COMMUNITIES[1], STREETS[0]) });
  await happensTo(path(COMMUNITIES[0], STREETS[0]), "community");
  await happensTo(path(COMMUNITIES[2], STREETS[1]), "community");
  // Of a plan hears whoever reads plans there: a desk that dispatches, the planner, no administrator.
  await happens({ kind: "division.changed", scopePath: path(COMMUNITIES[1], STREETS[0]) });
  await happens();
  const [own, other, ownCase, , plan, everybody] = upTo(before);
  await vi.waitFor(() => expect(admin.numbers()).toEqual([own, other, everybody]));
  await vi.waitFor(() => expect(planner.numbers()).toEqual([own, other, plan, everybody]));
  await vi.waitFor(() => expect(desk.numbers()).toEqual([own, ownCase, everybody]));
  expect(desk.messages.find(({ data }) => data.payload?.n === ownCase)?.event).toBe("case");
  [desk, admin, planner].forEach((screen) => screen.leave());
});

test("a case that leaves somebody's reach is gone for them: its number and nothing else", async () => {
  const path = [DISTRICT, STREETS[0], COMMUNITIES[0]];
  const desk = await listen("community");
  const street = await listen("street");
  await vi.waitFor(() => expect([desk, street].every((s) => s.messages.length)).toBe(true));
  const before = number;
  // Raised to the street: the community's desk had it until now.
  await happensTo(path, "street", "community");
  // From a log that did not say yet where its cases lie: nobody's.
  const unsaid = { caseId: "older", version: 1 };
  await happens({ kind: "dispatch.case-changed", scopePath: path, payload: unsaid });
  // Of the street from the beginning: the community never had it.
  await happensTo(path, "street", "street");
  const [raised, own] = upTo(before);
  await vi.waitFor(() => expect(street.numbers()).toEqual([raised, own]));
  await wait(60);
  expect(desk.messages.filter(({ event }) => event === "case").map(({ data }) => data)).toEqual([
    expect.objectContaining({
      kind: "dispatch.case-gone",
      payload: { caseId: `case-${raised}`, version: 2 },
    }),
  ]);
  expect(JSON.stringify(street.messages)).not.toMatch(/"reach"|"was"|older/);
  [desk, street].forEach((screen) => screen.leave());
});

test("whoever signs out or loses a duty hears no more", async () => {
  await opened.close();
  opened = await openApp(db, { now, heartbeatMs: 20 });
  address = await opened.app.listen({ port: 0, host: "127.0.0.1" });
  const screen = await listen("street");
  await wait(60);
  clock += 9 * 3_600_000; // idle for longer than a session lasts: an open stream is no use of it
  await expect(screen.ended).resolves.toBeUndefined();

  const other = await listen("street");
  await db
    .updateTable("duty")
    .set({ valid_to: "2026-11-20" })
    .where("id", "=", "demo-street-street_desk")
    .execute();
  await expect(other.ended).resolves.toBeUndefined();
});

test("closing ends every stream at once", async () => {
  const screen = await listen("planner");
  const started = performance.now();
  await opened.close();
  await screen.ended;
  expect(performance.now() - started).toBeLessThan(900);
  opened = await openApp(db, { now });
});

test("a screen that does not keep up is dropped, and its line stays harmless", async () => {
  const sent: string[] = [];
  const dropped: string[] = [];
  const client = (name: string, keepsUp: boolean): LiveClient => ({
    scope: [],
    plans: [],
    cases: { reaches: [], ownIds: [] },
    sight: sightOf([], []),
    send: () => (sent.push(name), keepsUp),
    drop: () => dropped.push(name),
    end: () => undefined,
  });
  await opened.hub.join(client("quick", true), undefined);
  await opened.hub.join(client("slow", false), undefined);
  expect(dropped).toEqual(["slow"]);
  await happens();
  await vi.waitFor(() => expect(sent.filter((name) => name === "quick")).toHaveLength(2));
  await opened.hub.join(client("late", false), { ...(await head(db)), position: 0 });
  expect(dropped).toEqual(["slow", "late"]);
  await happens();
  await vi.waitFor(() => expect(sent.filter((name) => name === "quick")).toHaveLength(3));
  expect(sent.filter((name) => name === "slow")).toHaveLength(1);
});

test("a stalled line is cut off with what it did not take, and the server goes on", async () => {
  await opened.close();
  opened = await openApp(db, { now, heartbeatMs: 20 });
  address = await opened.app.listen({ port: 0, host: "127.0.0.1" });
  const { cookie } = await headersOf(opened.app, "planner");
  const stalled = await fetch(`${address}/api/stream`, { headers: { cookie } });
  const reader = stalled.body?.getReader();
  const large = "x".repeat(500_000);
  for (let index = 0; index < 24; index += 1) opened.hub.announce("database", { large });
  await wait(100); // several heartbeats after the cut: a write to it would end the process
  const read = async (): Promise<string> => {
    for (;;) if ((await reader?.read())?.done !== false) return "ended";
  };
  await expect(read()).rejects.toThrow("terminated");
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
});

test("a read that fails is tried again, though nothing more happens", async () => {
  let failures = 2;
  const flaky = new Proxy(db, {
    get: (target, key) => {
      if (key !== "selectFrom") return Reflect.get(target, key, target) as unknown;
      return (table: "event_log" | "event_head") => {
        if (table === "event_log" && failures < 2) {
          failures += 1;
          throw new Error("the database restarts");
        }
        return target.selectFrom(table);
      };
    },
  });
  const errors: unknown[] = [];
  const hub = await openLiveHub(flaky, { pollMs: 10, onError: (error) => errors.push(error) });
  const heard: string[] = [];
  await hub.join(hearing(heard), undefined);
  failures = 0;
  await happens();
  await vi.waitFor(() => expect(heard).toHaveLength(2));
  expect(errors).toHaveLength(2);
  await hub.close();
});
