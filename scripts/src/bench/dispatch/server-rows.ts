import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CATEGORIES } from "@onegrid/core/dispatch";
import type { CaseReply, RecommendationReply } from "@onegrid/core/dispatch/contract";
import { DEMO_PASSWORD, readConfig, serve } from "@onegrid/server";
import type { Row } from "../coverage/table.ts";
import { short } from "../coverage/timing.ts";
import { randomOf } from "../made-city.ts";
import { fillBusyDistrict, type BusySize } from "./busy-district.ts";

export interface ServerLoad extends BusySize {
  readonly minutes: number;
  readonly perMinute: number;
  readonly burst: number;
  /** Cases that somebody has in hand before it begins. */
  readonly inHand: number;
}

/** A Friday at ten, whenever it runs: most are on shift. */
const TEN_O_CLOCK = Date.parse("2026-11-20T10:00:00+08:00");
const [WANTED_P50, WANTED_P99] = [150, 400];

/**
 * From a report to the recommendation, over HTTP: what the desk waits for. Server and the one who asks
 * share a process. `DATABASE_URL` names an empty PostGIS database; without it an embedded one goes
 * after the run.
 */
export async function serverRows(load: ServerLoad): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "onegrid-bench-"));
  const { config } = readConfig({ ...process.env, PORT: "0", ONEGRID_DATA: folder }, folder);
  const offset = TEN_O_CLOCK - Date.now();
  const now = (): Date => new Date(Date.now() + offset);
  const started = await serve({
    config,
    now,
    prepare: ({ db }) => fillBusyDistrict(db, load, now),
  });
  if (!started.ok) throw new Error(started.error.code);
  const { address, close } = started.value;
  try {
    const desk = await signIn(address, load.side);
    const made = await workUp(desk, load);
    const steady = await onProcessor(() => pacedReports(desk, load));
    const burst = await onProcessor(() =>
      Promise.all(Array.from({ length: load.burst }, () => reportOne(desk))),
    );
    const kind = config.databaseUrl === undefined ? "embedded store" : "PostGIS server";
    return [
      ...rowsOf(`${load.perMinute} a minute for ${load.minutes} min, ${kind}`, steady),
      ...rowsOf(`burst of ${load.burst} at once, ${kind}`, burst),
      completeRow([...made, ...steady.asked, ...burst.asked]),
    ];
  } finally {
    await close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Desk {
  readonly ask: <T>(path: string, body?: object) => Promise<T>;
  readonly random: () => number;
  readonly side: number;
}

interface Asked {
  readonly milliseconds: number;
  readonly card: CaseReply["card"];
  readonly advice: RecommendationReply;
}

async function signIn(address: string, side: number): Promise<Desk> {
  const headers: Record<string, string> = { "x-onegrid": "1", "content-type": "application/json" };
  const send = (path: string, body?: object) =>
    fetch(`${address}${path}`, {
      headers,
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
  const account = { login: "dispatcher", password: DEMO_PASSWORD };
  const reply = await send("/api/access/sign-in", account);
  headers["cookie"] = reply.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return {
    side,
    random: randomOf(99),
    ask: async <T>(path: string, body?: object) => {
      const answer = await send(path, body);
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the server's own schema writes
      return (await answer.json()) as T;
    },
  };
}

interface Loaded {
  readonly asked: readonly Asked[];
  /** Milliseconds of the processor for each, of server and asker together; the database has its own. */
  readonly processorMillis: number;
}

/** On a busy machine the clock tells of the others too. */
async function onProcessor(work: () => Promise<Asked[]>): Promise<Loaded> {
  const before = process.cpuUsage();
  const asked = await work();
  const { user, system } = process.cpuUsage(before);
  return { asked, processorMillis: (user + system) / 1000 / Math.max(1, asked.length) };
}

/** Within the made city of so many cells, away from its border. */
const placeIn = (side: number, random: () => number) => [
  115.5 + ((0.05 + 0.9 * random()) * side * 50) / 97_700,
  28.4 + ((0.05 + 0.9 * random()) * side * 50) / 110_800,
];

async function reportOne({ ask, random, side }: Desk): Promise<Asked> {
  const category = CATEGORIES[Math.floor(random() * CATEGORIES.length)];
  const body = {
    idempotencyKey: randomUUID(),
    position: placeIn(side, random),
    categoryId: category?.id,
    description: `${category?.name.zh}，请尽快处理`,
    channel: "hotline",
  };
  const start = performance.now();
  const { card } = await ask<CaseReply>("/api/cases", body);
  const advice = await ask<RecommendationReply>(`/api/cases/${card.id}/recommendation`);
  return { milliseconds: performance.now() - start, card, advice };
}

/** Gives cases to people, so that some set out from a job; the first of them builds the network. */
async function workUp(desk: Desk, { inHand }: ServerLoad): Promise<Asked[]> {
  const made: Asked[] = [];
  for (let at = 0; at < inHand; at++) {
    const asked = await reportOne(desk);
    const { id, version } = asked.card;
    const [first] = asked.advice.ranked;
    const command = (verb: string, expectedVersion: number, fields: object) =>
      desk.ask<CaseReply>(`/api/cases/${id}/commands`, {
        verb,
        expectedVersion,
        idempotencyKey: randomUUID(),
        fields,
      });
    const filed = await command("file", version, { standardMet: true });
    const assignee = { unitId: null, memberId: first?.candidateId ?? "" };
    const { recommendationId } = asked.advice;
    await command("dispatch", filed.card.version, {
      assignee,
      recommendationId,
      overrideReason: null,
    });
    made.push(asked);
  }
  return made;
}

async function pacedReports(desk: Desk, { minutes, perMinute }: ServerLoad): Promise<Asked[]> {
  const every = 60_000 / perMinute;
  const start = performance.now();
  const asked: Promise<Asked>[] = [];
  for (let at = 0; at < minutes * perMinute; at++) {
    await sleep(Math.max(0, start + at * every - performance.now()));
    asked.push(reportOne(desk));
  }
  return Promise.all(asked);
}

function rowsOf(load: string, { asked, processorMillis }: Loaded): Row[] {
  const sorted = asked.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  const [p50, p99] = [at(0.5), at(0.99)];
  return [
    {
      figure: `report → recommendation, ${load}`,
      wanted: `p50 ≤ ${WANTED_P50} ms, p99 ≤ ${WANTED_P99} ms`,
      ours: `p50 ${short(p50)} ms, p99 ${short(p99)} ms, longest ${short(at(1))} ms`,
      checked: `${asked.length} reports, ${short(processorMillis)} ms of the processor each`,
      isMet: p50 <= WANTED_P50 && p99 <= WANTED_P99,
    },
  ];
}

/** Every answer names a unit, and everybody who works in the street stands in it. */
function completeRow(asked: readonly Asked[]): Row {
  const people = asked.map(({ advice }) => advice.ranked.length + advice.excluded.length);
  const owned = asked.filter(({ advice }) => advice.unit.unitId !== null).length;
  const five = asked.filter(({ advice }) => advice.ranked.length >= 5).length;
  return {
    figure: "answers with a unit, and everybody with a rank or a reason",
    wanted: "all",
    ours: `${owned} of ${asked.length}`,
    checked: `${Math.min(...people)}–${Math.max(...people)} people in an answer; ${five} with five to choose from`,
    isMet: owned === asked.length && Math.min(...people) > 0,
  };
}
