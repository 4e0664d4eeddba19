import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { randomFor } from "@onegrid/core/demo";
import type { CaseCard, CaseReply } from "@onegrid/core/dispatch/contract";
import {
  openNamedStore,
  openOwnServerStore,
  startRunner,
  type Runner,
  type Store,
} from "../chaos/fleet.ts";
import { readTown, type Person, type Town } from "../chaos/made-town.ts";
import { quantile } from "./city.ts";
import { measurePeople } from "./stream-people.ts";
import { tellReturn, until } from "./stream-return.ts";
import { makeScreens, type BenchScreens } from "./stream-screens.ts";

/** 200 scopes: a district, 14 streets, 185 communities and more. */
const SIZE = { streets: 14, communitiesEach: 13, desks: 4 };
const PEOPLE_SCREENS = 200;
const OPTIONS = {
  screens: { type: "string", default: "1000" },
  seconds: { type: "string", default: "60" },
  "per-second": { type: "string", default: "50" },
  people: { type: "string", default: "2000" },
  /** Only the part about where people are. */
  "only-people": { type: "boolean", default: false },
} as const;

interface Wanted {
  readonly screens: number;
  readonly seconds: number;
  readonly perSecond: number;
}

/**
 * Real streams on one server process: how long from commit to every screen that may see it, what a
 * connection holds, and how soon all are current that come back at once; then where people are.
 */
export async function benchStream(): Promise<void> {
  const { values } = parseArgs({ args: process.argv.slice(3), options: OPTIONS });
  const wanted = {
    screens: Number(values.screens),
    seconds: Number(values.seconds),
    perSecond: Number(values["per-second"]),
  };
  const url = process.env["DATABASE_URL"];
  const store = url ? await openNamedStore(url, 1) : await openOwnServerStore(1);
  if (!store) throw new Error("no PostgreSQL: name an empty database with DATABASE_URL");
  const runner = await startRunner(store, { began: Date.now(), speed: 1, size: SIZE });
  try {
    if (!values["only-people"]) await measure(store, runner, wanted);
    const town = await store.read((db) => readTown(db, SIZE));
    const viewers = viewersOf(town, PEOPLE_SCREENS);
    await measurePeople(store, runner, { town, viewers, count: Number(values.people) });
  } finally {
    await runner.stop();
    await store.close();
  }
}

async function measure(store: Store, runner: Runner, wanted: Wanted): Promise<void> {
  const town = await store.read((db) => readTown(db, SIZE));
  const cases = await openCases(runner.directDoor, town);
  const before = await runner.memory();
  const rig = makeScreens(runner.directDoor, viewersOf(town, wanted.screens));
  rig.open();
  await until(() => rig.screens.every(({ lastId }) => lastId !== ""), 120_000);
  await wait(2_000);
  const after = await runner.memory();
  const each = (bytes: number): string => (bytes / rig.screens.length / 1024).toFixed(1);
  tell(
    "screens",
    `${rig.screens.length} in ${SIZE.streets * (SIZE.communitiesEach + 1) + 1} scopes`,
  );
  tell(
    "KB a connection (resident / heap and buffers)",
    `${each(after.rss - before.rss)} / ${each(after.heapUsed + after.external - before.heapUsed - before.external)}`,
  );

  const from = await headOf(store);
  const sent = await drive(runner.directDoor, { town, cases, ...wanted });
  await wait(2_000);
  await tellDelays(store, rig, from);
  tell("commands a second", (sent / wanted.seconds).toFixed(1));
  const happen = (): Promise<number> =>
    drive(runner.directDoor, { town, cases, ...wanted, seconds: 3 });
  await tellReturn(store, rig, { happen, tell });
}

const tell = (name: string, value: string): void =>
  void process.stdout.write(`| ${name} | ${value} |\n`);

/** A fifth of the screens sees the district, a fifth a street each, the others a community. */
function viewersOf({ desks, locals }: Town, count: number): Person[] {
  const streets = locals.filter(({ login }) => login.startsWith("street"));
  const communities = locals.filter(({ login }) => login.startsWith("community"));
  const parts = [desks, streets, communities, communities, communities];
  return Array.from({ length: count }, (_, index) => {
    const part = parts[index % parts.length] ?? desks;
    const person = part[Math.floor(index / parts.length) % part.length];
    if (!person) throw new Error("nobody to look");
    return person;
  });
}

const POST_HEADERS = { "x-onegrid": "1", "content-type": "application/json" };

async function post(door: string, path: string, by: Person, body: object): Promise<CaseReply> {
  const response = await fetch(`${door}${path}`, {
    method: "POST",
    headers: { ...POST_HEADERS, cookie: by.cookie },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract of the route
  return (await response.json()) as CaseReply;
}

/** One case in every community. */
async function openCases(door: string, { desks, places }: Town): Promise<CaseCard[]> {
  const [by] = desks;
  if (!by) throw new Error("no desk");
  const cards: CaseCard[] = [];
  for (const [index, position] of places.entries()) {
    const report = {
      idempotencyKey: `bench-case-${index}`,
      categoryId: "community.10-01",
      description: "楼上漏水，邻里纠纷",
      channel: "desk",
    };
    cards.push((await post(door, "/api/cases", by, { ...report, position })).card);
  }
  return cards;
}

let keys = 0;

/** Comments at an even pace, whatever the answers take; how many were answered. */
async function drive(
  door: string,
  { town, cases, seconds, perSecond }: Wanted & { town: Town; cases: CaseCard[] },
): Promise<number> {
  const random = randomFor(1);
  const busy = new Set<number>();
  let answered = 0;
  const running: Promise<void>[] = [];
  const began = performance.now();
  for (let count = 0; count < seconds * perSecond; count += 1) {
    await wait(Math.max(0, began + (count * 1000) / perSecond - performance.now()));
    const index = random.whole(0, cases.length - 1);
    const card = cases[index];
    if (!card || busy.has(index)) continue;
    busy.add(index);
    const asked = {
      verb: "comment",
      fields: { photos: [] },
      note: "已联系",
      expectedVersion: card.version,
      idempotencyKey: `bench-comment-${(keys += 1)}`,
    };
    running.push(
      post(door, `/api/cases/${card.id}/commands`, random.pick(town.desks), asked)
        .then((reply) => {
          cases[index] = reply.card;
          answered += 1;
        })
        .finally(() => busy.delete(index)),
    );
  }
  await Promise.all(running);
  return answered;
}

const headOf = (store: Store): Promise<number> =>
  store.read(async (db) => {
    const row = await db.selectFrom("event_head").select("position").executeTakeFirstOrThrow();
    return row.position;
  });

/** From the moment at which an event was written, just before its commit, to each screen. */
async function tellDelays(store: Store, rig: BenchScreens, from: number): Promise<void> {
  const rows = await store.read((db) =>
    db.selectFrom("event_log").select(["position", "at"]).where("position", ">", from).execute(),
  );
  const writtenAt = new Map(rows.map(({ position, at }) => [position, at.getTime()]));
  const delays = rig.received.positions.flatMap((position, index) => {
    const written = writtenAt.get(position);
    return written === undefined ? [] : [(rig.received.at[index] ?? 0) - written];
  });
  const at = (part: number): string => quantile(delays, part).toFixed(0);
  tell("events, and times that they reached a screen", `${rows.length}, ${delays.length}`);
  tell("ms from commit to a screen, p50 / p99 / most", `${at(0.5)} / ${at(0.99)} / ${at(1)}`);
}
