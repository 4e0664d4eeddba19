import { fileURLToPath } from "node:url";
import {
  boardFactsOf,
  caseAt,
  factsOf,
  figuresOf,
  foldCase,
  parkedOf,
  type BoardFacts,
  type Case,
  type CaseEvent,
} from "@onegrid/core/dispatch";
import type { FiguresReply } from "@onegrid/core/dispatch/figures-contract";
import {
  decodePastBoard,
  type PastBoard,
  type PastCase,
} from "@onegrid/core/dispatch/replay-contract";
import { connect, type Db } from "@onegrid/db";
import { readConfig, seedFirstAccounts, serve } from "@onegrid/server";
import { sql } from "kysely";
import { say } from "../terminal.ts";
import { FIRST_WEEK, RULES, WEEK_MS } from "./case-templates.ts";
import { fillCaseYear, WEEKS, YEAR_END } from "./case-year.ts";
import { quantile } from "./city.ts";
import { randomOf } from "./made-city.ts";
import { signIn, type Ask } from "./sign-in.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const SIZE = { cases: 1_000_000, boards: 60, checked: 1000, communities: 20 };
const DAY_MS = 86_400_000;

/**
 * The board of any instant of twelve months with a million cases, and the figures of a month, over HTTP
 * and behind both walls; a thousand random instants are compared with the fold of the raw log.
 * `DATABASE_URL` names a PostGIS database to fill (a superuser's); `CASES=100000` and
 * `CHECKED=100`, `BOARDS=10` take fewer.
 */
export async function benchReplay(): Promise<void> {
  const databaseUrl = process.env["DATABASE_URL"];
  if (!databaseUrl) throw new Error("this needs DATABASE_URL: a PostGIS database to fill");
  const filling = connect(databaseUrl, { queryTimeoutMs: 60 * 60_000 });
  await fillCaseYear(filling, Number(process.env["CASES"] ?? SIZE.cases));
  const { config } = readConfig({ PORT: "0", ...process.env }, ROOT);
  const started = await serve({
    config,
    now: () => new Date(YEAR_END),
    prepare: async ({ db }) => seedFirstAccounts(db),
  });
  if (!started.ok) throw new Error(started.error.code);
  const { address, close } = started.value;
  try {
    const ask = await signIn(address, "leader");
    await tellSizes(filling);
    await measureBoards("leader", ask);
    await measureBoards("street", await signIn(address, "street"));
    await measureFigures(ask);
    await compareWithLog(filling, ask);
  } finally {
    await close();
    await filling.destroy();
  }
}

const random = randomOf(11);
/** Any millisecond of the twelve months. */
const someInstant = (): number => FIRST_WEEK + Math.floor(random() * WEEKS * WEEK_MS);

const readBoard = (bytes: Buffer): PastBoard =>
  decodePastBoard(bytes, (text) => Buffer.from(text).toString());

async function tellSizes(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string; rows: number; mb: number }>`
    select relname as name, reltuples::float8 as rows,
      round(pg_total_relation_size(oid) / 1e6)::float8 as mb
    from pg_class where relname in ('dispatch_case', 'case_event', 'case_span')`.execute(db);
  console.table(rows);
}

async function measureBoards(login: string, ask: Ask): Promise<void> {
  const [times, cases, megabytes]: number[][] = [[], [], []];
  const boards = Number(process.env["BOARDS"] ?? SIZE.boards);
  for (let round = 0; round < boards; round += 1) {
    const start = performance.now();
    const bytes = await ask(`/api/cases/at?instant=${someInstant()}`);
    times?.push(performance.now() - start);
    cases?.push(readBoard(bytes).cases.length);
    megabytes?.push(bytes.length / 1e6);
  }
  const [p50, p95, most] = [0.5, 0.95, 1].map((part) => Math.round(quantile(times ?? [], part)));
  console.table([
    {
      board: login,
      p50,
      p95,
      most,
      cases: quantile(cases ?? [], 0.5),
      MB: quantile(megabytes ?? [], 0.5),
    },
  ]);
}

const dayOf = (instant: number): string =>
  new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);

const MIDDLE = FIRST_WEEK + 26 * WEEK_MS;
const PERIODS = [
  { period: "month", from: MIDDLE, to: MIDDLE + 30 * DAY_MS },
  { period: "year", from: FIRST_WEEK, to: FIRST_WEEK + 365 * DAY_MS },
  // Of a year that is over everything has come to its end.
  { period: "year, to today", from: YEAR_END - 364 * DAY_MS, to: YEAR_END + DAY_MS },
] as const;
const BEHIND = ["closed_on_time", "satisfied", "reworked"] as const;

async function measureFigures(ask: Ask): Promise<void> {
  const rows = [];
  for (const { period, from, to } of PERIODS)
    for (const by of ["area", "class"]) {
      const query = `from=${dayOf(from)}&to=${dayOf(to)}&by=${by}`;
      const times: number[] = [];
      for (let round = 0; round < 5; round += 1)
        times.push(await timed(() => ask(`/api/cases/figures?${query}`)));
      const behind: number[] = [];
      for (const figure of BEHIND)
        behind.push(await timed(() => ask(`/api/cases/figures/${figure}/cases?${query}`)));
      rows.push({
        period,
        by,
        first: Math.round(times[0] ?? 0),
        p50: Math.round(quantile(times, 0.5)),
        "its cases": Math.round(Math.max(...behind)),
      });
    }
  console.table(rows);
}

async function timed(ask: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await ask();
  return performance.now() - start;
}

/** Boards of random instants against the raw logs of some communities, folded case by case. */
async function compareWithLog(db: Db, ask: Ask): Promise<void> {
  const { rows: communities } = await sql<{ id: string }>`
    select id from area where kind = 'community' order by md5(id) limit ${SIZE.communities}`.execute(
    db,
  );
  const logs = await readLogs(
    db,
    communities.map(({ id }) => id),
  );
  await compareFigures(ask, logs);
  const folded = new Map([...logs].map(([id, events]) => [id, { events, end: foldCase(events) }]));
  let [cases, wrong] = [0, 0];
  const checked = Number(process.env["CHECKED"] ?? SIZE.checked);
  for (let round = 0; round < checked; round += 1) {
    const instant = someInstant();
    const board = readBoard(await ask(`/api/cases/at?instant=${instant}`));
    const found = board.cases.filter(({ id }) => logs.has(id)).map(shownOf);
    const then = [...folded].flatMap(([id, log]) => foldedAt(id, log, instant));
    const isSame = JSON.stringify(found.toSorted()) === JSON.stringify(then.toSorted());
    if (!isSame) wrong += 1;
    cases += then.length;
  }
  say(
    `${checked} 个随机时刻与原始日志比对（${logs.size} 件案件，共 ${cases} 行）：${wrong} 处不同`,
    `${checked} random instants compared with the raw log of ${logs.size} cases (${cases} rows): ${wrong} differ`,
  );
  if (wrong > 0) process.exitCode = 1;
}

/** Figures of communities against the facts of each of their cases, folded from the raw log. */
async function compareFigures(
  ask: Ask,
  logs: ReadonlyMap<string, readonly CaseEvent[]>,
): Promise<void> {
  const byArea = new Map<string, (readonly CaseEvent[])[]>();
  for (const events of logs.values()) {
    const area = foldCase(events)?.place.communityId ?? "";
    byArea.set(area, [...(byArea.get(area) ?? []), events]);
  }
  let [compared, wrong] = [0, 0];
  for (const { from, to } of PERIODS)
    for (const [area, cases] of byArea) {
      const query = `from=${dayOf(from)}&to=${dayOf(to)}&areaId=${area}&by=class`;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the server's own schema writes
      const { total } = JSON.parse(
        String(await ask(`/api/cases/figures?${query}`)),
      ) as FiguresReply;
      const tallies = cases.flatMap((events) => {
        const then = foldCase(events.filter(({ at }) => at < to));
        return then ? [{ code: factsOf(then, { from, to }, RULES), count: 1 }] : [];
      });
      const folded = { figures: figuresOf(tallies), parked: parkedOf(tallies) };
      compared += folded.figures.length + 1;
      if (JSON.stringify(total) !== JSON.stringify(folded)) wrong += 1;
    }
  say(
    `${compared} 个数字与原始日志比对（${byArea.size} 个社区）：${wrong} 处不同`,
    `${compared} figures of ${byArea.size} communities compared with the raw log: ${wrong} sets differ`,
  );
  if (wrong > 0) process.exitCode = 1;
}

async function readLogs(db: Db, communities: readonly string[]): Promise<Map<string, CaseEvent[]>> {
  const { rows } = await sql<{ id: string; events: CaseEvent[] }>`
    select c.id, jsonb_agg(e.event order by e.version) as events
    from dispatch_case c join case_event e on e.case_id = c.id
    where c.community_id = any(${[...communities]}::text[]) group by c.id`.execute(db);
  return new Map(rows.map(({ id, events }) => [id, events]));
}

/** A log with the case as it stands after all of it. */
interface FoldedLog {
  readonly events: readonly CaseEvent[];
  readonly end: Case | null;
}

const shownOf = ({ place, ...one }: PastCase): string => lineOf({ ...one, address: place.address });

/** A case is folded to the instant; one whose last step lies before it stands as that step left it. */
function foldedAt(id: string, { events, end }: FoldedLog, instant: number): string[] {
  const [first] = events;
  if (!first || first.at > instant) return [];
  const then = end && instant >= end.updatedAt ? end : caseAt(events, instant);
  const facts = then && boardFactsOf(then, RULES);
  if (!then || !facts) return [];
  return [lineOf({ ...facts, id, address: then.place.address, reportedAt: then.reportedAt })];
}

/** All that a board shows of a case, to be compared. */
function lineOf(
  shown: BoardFacts & {
    readonly id: string;
    readonly address: string;
    readonly reportedAt: number;
  },
): string {
  const { id, address, reportedAt, state, step, level, categoryId, severity } = shown;
  const { isRunning, yellowAt, dueAt, assignee } = shown;
  const unitId = assignee?.unitId ?? null;
  const standing = { state, step, level, categoryId, severity, isRunning, yellowAt, dueAt };
  return JSON.stringify({ id, address, reportedAt, unitId, ...standing });
}
