import { request, type ClientRequest } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { PeopleMessage } from "@onegrid/core/dispatch/position-contract";
import type { Position } from "@onegrid/core/geometry";
import { createStreamReader } from "@onegrid/core/live";
import type { Db } from "@onegrid/db";
import { insertAccounts, saveDuties } from "@onegrid/db/access";
import { keepStaffPosition } from "@onegrid/db/dispatch";
import type { Runner, Store } from "../chaos/fleet.ts";
import { middleOf, type Person, type Town } from "../chaos/made-town.ts";
import { quantile } from "./city.ts";

const EVERY_MS = 10_000;
const MEASURED_MS = 60_000;
/** About 10 m: each place is another, so that a screen's word says which one it has. */
const STEP = 0.0001;
/** Degrees that a screen of a community shows to each side. */
const REACH = 0.012;

interface Asked {
  readonly town: Town;
  readonly viewers: readonly Person[];
  readonly count: number;
}

/**
 * People on shift who are somewhere else every ten seconds, as another process takes it from their phones, and
 * screens on this one: how long from the store to a screen, how many bytes, and how much of a processor.
 */
export async function measurePeople(store: Store, runner: Runner, asked: Asked): Promise<void> {
  await store.read((db) => hire(db, asked));
  const { heard, close } = openScreens(runner.directDoor, asked);
  await store.read(async (db) => {
    const walking = walk(db, asked, heard.writtenAt, EVERY_MS + 2_000 + MEASURED_MS);
    await wait(EVERY_MS + 2_000);
    const before = { ...(await runner.memory()), bytes: heard.bytes };
    heard.delays.length = 0;
    await wait(MEASURED_MS);
    const after = { ...(await runner.memory()), bytes: heard.bytes };
    close();
    const late = await walking;
    const at = (part: number): string => quantile(heard.delays, part).toFixed(0);
    const perScreen = (after.bytes - before.bytes) / asked.viewers.length / (MEASURED_MS / 1000);
    tell("people, screens, positions a second", [
      asked.count,
      asked.viewers.length,
      (asked.count * 1000) / EVERY_MS,
    ]);
    tell("positions that reached a screen", [heard.delays.length]);
    tell("ms from the store to a screen, p50 / p99 / most", [at(0.5), at(0.99), at(1)]);
    tell("KB a second and screen", [(perScreen / 1024).toFixed(2)]);
    tell("processor of the server, %", [
      (((after.cpuMs - before.cpuMs) / MEASURED_MS) * 100).toFixed(1),
    ]);
    tell("ms that the walkers were late, most", [late.toFixed(0)]);
    tell("answers that were no stream", [heard.refusals]);
  });
}

const tell = (name: string, values: readonly (string | number)[]): void =>
  void process.stdout.write(`| ${name} | ${values.join(" / ")} |\n`);

const idOf = (index: number): string => `walker-${index}`;

/** Somebody on shift round the clock, so many in all communities together. */
async function hire(db: Db, { town, count }: Asked): Promise<void> {
  const areas = [...town.staff.keys()];
  const ids = Array.from({ length: count }, (_, index) => idOf(index));
  const rest = { passwordHash: "none", isDemo: false, waitingRoles: [] };
  await insertAccounts(
    db,
    ids.map((id) => ({ id, login: id, displayName: id, ...rest })),
  );
  await saveDuties(
    db,
    ids.map((id, index) => ({
      id,
      accountId: id,
      role: "team_member" as const,
      displayName: id,
      categories: [],
      areaId: areas[index % areas.length] ?? "",
      shift: "24/7",
      maxOpenCases: 9,
      post: null,
    })),
  );
}

/** Where a community is, or the middle of a street, by the code in the name. */
const placeOf = ({ login }: Person): Position =>
  middleOf((login.split("-")[1] ?? "").replace(/000$/, "007"));

const wordOf = (id: string, lng: number): string => `${id} ${lng.toFixed(5)}`;

/** Everybody in turn, at an even pace; answers by how much it fell behind at most. */
async function walk(
  db: Db,
  { town, count }: Asked,
  writtenAt: Map<string, number>,
  forMs: number,
): Promise<number> {
  const homes = [...town.staff.values()].map(placeOf);
  const began = performance.now();
  let late = 0;
  const running: Promise<unknown>[] = [];
  for (let nth = 0; (nth * EVERY_MS) / count < forMs; nth += 1) {
    const due = began + (nth * EVERY_MS) / count;
    await wait(Math.max(0, due - performance.now()));
    late = Math.max(late, performance.now() - due);
    const index = nth % count;
    const [lng, lat] = homes[index % homes.length] ?? [0, 0];
    const there = lng + (((nth / count) | 0) % 20) * STEP + ((index % 9) - 4) * 1e-5;
    const now = new Date();
    const row = { accountId: idOf(index), position: [there, lat] as const, accuracyMetres: 5 };
    const moment = { measuredAt: now, receivedAt: now };
    running.push(
      keepStaffPosition(db, { ...row, ...moment }, 0).then(() =>
        writtenAt.set(wordOf(row.accountId, there), Date.now()),
      ),
    );
  }
  await Promise.all(running);
  return late;
}

interface Heard {
  readonly writtenAt: Map<string, number>;
  readonly delays: number[];
  bytes: number;
  refusals: number;
}

function openScreens(door: string, { viewers }: Pick<Asked, "viewers">) {
  const heard: Heard = { writtenAt: new Map(), delays: [], bytes: 0, refusals: 0 };
  const lines = viewers.map((person) => openScreen(door, person, heard));
  return {
    heard,
    close: () => {
      for (const line of lines) line.destroy();
    },
  };
}

function openScreen(door: string, person: Person, heard: Heard): ClientRequest {
  const read = reader(heard);
  const line = request(`${door}/api/positions/stream?box=${boxOf(person)}`, {
    agent: false,
    headers: { cookie: person.cookie },
  });
  line.on("response", (response) => {
    if (response.statusCode !== 200) heard.refusals += 1;
    response.on("error", () => undefined);
    response.setEncoding("utf8");
    response.on("data", (piece: string) => {
      heard.bytes += piece.length;
      read(piece);
    });
  });
  line.on("error", () => undefined);
  line.end();
  return line;
}

/** How long each position took to come; those that were there at the start took no time. */
function reader({ writtenAt, delays }: Heard): (piece: string) => void {
  const ids = new Map<number, string>();
  return createStreamReader(({ type, data }) => {
    if (type !== "people") return;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract of the stream
    const message = data as PeopleMessage;
    const now = Date.now();
    for (const { key, id } of message.who) ids.set(key, id);
    if (message.isWhole) return;
    for (const [key, lng] of message.moved) {
      const written = writtenAt.get(wordOf(ids.get(key) ?? "", lng));
      if (written !== undefined) delays.push(now - written);
    }
  });
}

/** The whole district on its desks, a street or a community with its neighbours on the others. */
function boxOf(person: Person): string {
  if (person.login.startsWith("desk")) return "101,37,104,40";
  const [lng, lat] = placeOf(person);
  const reach = person.login.startsWith("street") ? 10 * REACH : REACH;
  const sides = [lng - reach, lat - reach, lng + reach, lat + reach];
  return sides.map((each) => each.toFixed(6)).join(",");
}
