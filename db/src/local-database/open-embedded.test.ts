import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase, type OpenedDatabase, type OpenOptions } from "../open-database.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "open-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function open(options: Partial<OpenOptions> = {}): Promise<OpenedDatabase> {
  const opened = await openDatabase({ dataDir: folder, ...options });
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

test("a folder has one owner; a second is told its address, a command joins it", async () => {
  const first = await open();
  await first.announce("http://localhost:3000");
  await sql`create table note (text text)`.execute(first.db);

  expect(await openDatabase({ dataDir: folder })).toMatchObject({
    ok: false,
    error: { code: "db.folder-in-use", owner: { address: "http://localhost:3000" } },
  });
  const joined = await open({ ifInUse: "join" });
  await sql`insert into note values ('written by a command')`.execute(joined.db);
  await joined.close();

  const { rows } = await sql`select text from note`.execute(first.db);
  expect(rows).toEqual([{ text: "written by a command" }]);
  expect(first.status()).toBe("up");
  await first.close();

  const again = await open({ ifInUse: "join" });
  expect((await sql`select text from note`.execute(again.db)).rows).toHaveLength(1);
  await again.close();
  expect(await readdir(folder)).toEqual(["cluster"]);
}, 120_000);

test("a server that is killed loses nothing it was told is stored, and its folder can be opened at once", async () => {
  const script = fileURLToPath(new URL("../../test/writing-process.ts", import.meta.url));
  const dataDir = join(folder, "killed");
  const writer = spawn(process.execPath, [script, dataDir], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  let printed = "";
  writer.stdout.on("data", (data: Buffer) => {
    printed += data.toString();
    if (printed.length > 200) writer.kill("SIGKILL");
  });
  await once(writer, "close");
  const stored = Number(printed.trim().split("\n").at(-1));
  expect(stored).toBeGreaterThan(1);

  const after = await open({ dataDir });
  const { rows } = await sql<{ last: number; rows: number }>`
    select max(number) as last, count(*) as rows from stored`.execute(after.db);
  expect(rows[0]?.last).toBeGreaterThanOrEqual(stored);
  expect(rows[0]?.rows).toBe(rows[0]?.last);
  await after.close();
}, 120_000);

test("a folder that another PostgreSQL made, or that is damaged, is refused and left as it is", async () => {
  const other = join(folder, "other");
  await mkdir(join(other, "cluster"), { recursive: true });
  await writeFile(join(other, "cluster", "PG_VERSION"), "17\n");
  expect(await openDatabase({ dataDir: other })).toMatchObject({
    error: { code: "db.folder-version", detail: "made by PostgreSQL 17" },
  });
  await rm(join(other, "cluster", "PG_VERSION"));
  expect(await openDatabase({ dataDir: other })).toMatchObject({
    error: { code: "db.folder-corrupt" },
  });
  await truncate(join(folder, "cluster", "global", "pg_control"), 100);
  expect(await openDatabase({ dataDir: folder })).toMatchObject({
    error: { code: "db.folder-corrupt" },
  });
}, 120_000);

test("a folder that cannot be written is refused", async () => {
  const file = join(folder, "a-file");
  await writeFile(file, "");
  await chmod(file, 0o400);
  expect(await openDatabase({ dataDir: join(file, "data") })).toMatchObject({
    error: { code: "db.folder-unreadable" },
  });
});
