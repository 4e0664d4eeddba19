import { mkdtemp, rm, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { connect, type Db } from "../connect.ts";
import { DatabaseUnavailable } from "../database-unavailable.ts";
import { startLocalDatabase, type DatabaseStatus, type LocalDatabase } from "./index.ts";

let folder: string;
let local: LocalDatabase;
let db: Db;
const statuses: DatabaseStatus[] = [];
const lines: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "watchdog-"));
  const started = await startLocalDatabase(folder, {
    limits: { pingEveryMs: 200, idleSilenceMs: 600, idleInTransactionMs: 300, steadyMs: 0 },
    onStatus: (status) => statuses.push(status),
    log: (line) => lines.push(line),
  });
  if (!started.ok) throw new Error(started.error.code);
  local = started.value;
  db = connect(local.url, { onLost: () => undefined });
  await sql`create table kept (number int primary key)`.execute(db);
}, 60_000);

afterAll(async () => {
  await db.destroy();
  await local.stop();
  await rm(folder, { recursive: true });
});

const kill = (signal: NodeJS.Signals): void => {
  const pid = local.pid();
  if (pid !== undefined) process.kill(pid, signal);
};
const backUp = (): Promise<void> =>
  vi.waitFor(() => expect(statuses.slice(-2)).toEqual(["restarting", "up"]), 60_000);
const count = async (): Promise<unknown> =>
  (await sql`select count(*) as rows from kept`.execute(db)).rows[0];

test("a database that is killed is started again, and nothing acknowledged is lost", async () => {
  // Each round is cut off somewhere else; a longer series is asked for by the environment.
  const rounds = Number(process.env["ONEGRID_KILL_ROUNDS"] ?? 3);
  let acknowledged = 0;
  for (let round = 0; round < rounds; round += 1) {
    statuses.length = 0;
    setTimeout(() => kill("SIGKILL"), 50 + ((round * 137) % 400));
    const failure = await writeUntilItFails((number) => (acknowledged = number), acknowledged);
    expect(failure).toBeInstanceOf(DatabaseUnavailable);
    expect(failure).toMatchObject({ code: "db.restarting" });
    await backUp();
    const { rows } = await sql<{ last: number; rows: number }>`
      select max(number) as last, count(*) as rows from kept`.execute(db);
    const [found] = rows;
    // One more than acknowledged may be there: its answer was on the way.
    expect(found?.last).toBeGreaterThanOrEqual(acknowledged);
    expect(found?.rows).toBe(found?.last);
    acknowledged = found?.last ?? 0;
  }
  expect(acknowledged).toBeGreaterThan(rounds);
}, 600_000);

async function writeUntilItFails(
  onStored: (number: number) => void,
  after: number,
): Promise<unknown> {
  for (let number = after + 1; ; number += 1)
    try {
      await sql`insert into kept values (${number})`.execute(db);
      onStored(number);
    } catch (error) {
      return error;
    }
}

test("a database that hangs is killed and started again", async () => {
  statuses.length = 0;
  const before = local.pid();
  const open = db.transaction().execute(async (trx) => {
    await sql`insert into kept values (-1)`.execute(trx);
    kill("SIGSTOP");
    await sql`select 1`.execute(trx);
  });
  await expect(open).rejects.toMatchObject({ code: "db.restarting", mayHaveCommitted: false });
  await backUp();
  expect(local.pid()).not.toBe(before);
  expect(lines.at(-1)).toMatch(/did not answer for \d+ ms/);
  const { rows } = await sql`select number from kept where number < 0`.execute(db);
  expect(rows).toEqual([]);
}, 90_000);

test("a database that works hard is left alone", async () => {
  statuses.length = 0;
  await sql`select count(*) from generate_series(1, 6000000)`.execute(db);
  expect(statuses).toEqual([]);
}, 90_000);

test("while the server itself is busy, the database is not blamed for what it could not hear", async () => {
  statuses.length = 0;
  for (let turn = 0; turn < 12; turn += 1) {
    const until = performance.now() + 700;
    while (performance.now() < until);
    await new Promise((resolve) => void setImmediate(resolve));
  }
  await count();
  expect(statuses).toEqual([]);
}, 90_000);

test("a database whose socket was swept away is started again", async () => {
  statuses.length = 0;
  const socketDir = new URL(local.url).searchParams.get("host") ?? "";
  await unlink(join(socketDir, ".s.PGSQL.5432"));
  await backUp();
  expect(await count()).toBeDefined();
}, 90_000);

test("who sits on an open transaction while others wait is thrown out", async () => {
  const sitting = db.transaction().execute(async (trx) => {
    await sql`insert into kept values (-2)`.execute(trx);
    await new Promise((resolve) => void setTimeout(resolve, 1_500));
    await sql`select 1`.execute(trx);
  });
  const other = connect(local.url, { onLost: () => undefined });
  await new Promise((resolve) => void setTimeout(resolve, 100));
  const { rows } = await sql`select number from kept where number < 0`.execute(other);
  expect(rows).toEqual([]);
  await expect(sitting).rejects.toBeInstanceOf(DatabaseUnavailable);
  await other.destroy();
}, 90_000);
