import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import { keepRows, putBackRows } from "../../test/kept-rows.ts";
import { appendAudit, verifyAudit } from "../access/index.ts";
import { connect, type Db } from "../connect.ts";
import { append } from "../events/index.ts";
import { startLocalDatabase, type LocalDatabase } from "../local-database/index.ts";
import { migrate } from "../migrate.ts";
import { backUp, restore } from "./index.ts";

const NOW = new Date("2026-11-20T10:00:00+08:00");
const AREAS = 1_500;
let source: Db;
let whole: string[];
const opened: { readonly db: Db; readonly local: LocalDatabase }[] = [];

const ENTRY = {
  ...{ accountId: "p", role: null, onBehalfOf: null, source: "10.0.0.1" },
  ...{ action: "access.sign-in", object: "wang", detail: { n: 1 } },
};

async function linesOf(db: Db): Promise<string[]> {
  let text = "";
  await backUp(db, {
    now: NOW,
    write: async (piece) => {
      text += piece;
    },
  });
  return text.trimEnd().split("\n");
}

/** An empty store of another kind: whatever the source lives in, this one is embedded. */
async function emptyStore(): Promise<Db> {
  const local = await startLocalDatabase("memory://");
  if (!local.ok) throw new Error(local.error.code);
  const db = connect(local.value.url);
  opened.push({ db, local: local.value });
  return db;
}

async function* stream(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

/** Something of every type: shapes, arrays, documents, bytes, moments, days, numbers of all kinds. */
async function fillStore(db: Db): Promise<void> {
  await sql`insert into area (id, source_id, kind, code, name, path, geom)
    values ('root', 'r', 'district', '620302000000', '金川区 "e" \\ \n', '{root}',
      ST_Multi(ST_MakeEnvelope(102, 38, 103, 39, 4326)))`.execute(db);
  // Children before and after their parents in the table's order.
  await sql`insert into area (id, source_id, kind, code, name, parent_id, path, geom)
    select 'a' || n, 's' || n, 'community', lpad(n::text, 12, '0'), '社区' || n, 'root',
      array['root', 'a' || n], ST_Multi(ST_MakeEnvelope(102 + n * 1e-4, 38.1, 102.1 + n * 1e-4, 38.2, 4326))
    from generate_series(1, ${AREAS}::int) n`.execute(db);
  await sql`insert into account (id, login, display_name, password_hash, waiting_roles)
    values ('p', 'wang', '王', '$argon2id$x', '{planner,"with,comma"}')`.execute(db);
  await sql`insert into duty (id, account_id, role, area_id, display_name, categories, post)
    values ('d', 'p', 'planner', 'a7', '王', '{event.01}', ST_SetSRID(ST_MakePoint(102.1234567890123, 38.1), 4326))
    `.execute(db);
  await sql`insert into photo (hash, account_id, taken_in_at, bytes)
    values (${"ab".repeat(32)}, 'p', '2026-11-20 10:00:00.123456+08', '\\x00ff0a22')`.execute(db);
  await sql`insert into dispatch_case (id, number, version, state, category, level, severity, channel,
      scope_path, reported_at, card)
    values ('c', 'n', 1, 'filed', 'event.01-02', 'grid', 'minor', 'desk', '{root,a7}', now(),
      '{"n": 1.50, "s": "é\\u0001", "list": [null, true]}')`.execute(db);
  await sql`select setval('case_number', 41)`.execute(db);
  await db.transaction().execute(async (trx) => {
    await appendAudit(trx, ENTRY);
    await append(trx, [
      { kind: "layers.changed", subject: "x", scopePath: ["root"], payload: { a: [1] } },
    ]);
  });
  await sql`insert into session (token_hash, account_id, expires_at)
    values ('token-of-a-session', 'p', now() + interval '1 day')`.execute(db);
  await sql`insert into sign_in_step (token_hash, account_id, via, expires_at)
    values ('token-of-a-step', 'p', 'password', now() + interval '1 day')`.execute(db);
  await sql`insert into account_factor (account_id, secret, confirmed_at, recovery_salt)
    values ('p', '\\x00ff', now(), '\\x00112233445566778899aabbccddeeff')`.execute(db);
  await sql`insert into recovery_code (account_id, hash) values ('p', '\\x0a')`.execute(db);
}

beforeAll(async () => {
  source = await openTestDatabase();
  await fillStore(source);
  whole = await linesOf(source);
}, 60_000);
afterAll(async () => {
  await source.destroy();
  for (const { db, local } of opened) {
    await db.destroy();
    await local.stop();
  }
});

const refusalOf = async (db: Db, lines: readonly string[]): Promise<string> => {
  const outcome = await restore(db, stream(lines));
  return outcome.ok ? "restored" : outcome.error.code;
};

test("what is restored is what was there, to the last bit, and goes on working", async () => {
  expect(whole.length).toBeGreaterThan(AREAS);
  const db = await emptyStore();
  expect(await restore(db, stream(whole))).toMatchObject({
    ok: true,
    value: { at: NOW.toISOString() },
  });
  expect(await linesOf(db)).toEqual(whole);
  expect(await verifyAudit(db)).toMatchObject({ entries: 1, broken: null });

  // Numbers go on where they were, what is computed is computed, and the keys hold again.
  const { rows } = await sql<{ next: string; twins: string }>`
    select nextval('case_number')::text as next,
      (select count(geom_3857)::text from area) as twins`.execute(db);
  expect(rows).toEqual([{ next: "42", twins: String(AREAS + 1) }]);
  await expect(
    sql`insert into duty (id, role, area_id, display_name) values ('x', 'leader', 'nowhere', 'x')`.execute(
      db,
    ),
  ).rejects.toThrow("foreign key");
}, 60_000);

test("what test files are given a copy of is the store that was kept, and goes on working", async () => {
  await keepRows(source, "backed-up");
  await sql`delete from duty`.execute(source);
  await sql`update area set name = 'changed' where id = 'a7'`.execute(source);
  await sql`select nextval('case_number')`.execute(source);
  expect(await linesOf(source)).not.toEqual(whole);
  await putBackRows(source, "backed-up");
  expect(await linesOf(source)).toEqual(whole);
  await source.transaction().execute((trx) => appendAudit(trx, ENTRY));
  await putBackRows(source, "backed-up");
  expect(await linesOf(source)).toEqual(whole);
});

test("nobody is signed in after it, and no import is half-way", () => {
  expect(whole.join("\n")).not.toContain("token-of-a");
  const tables = whole.filter((line) => line.startsWith('{"table"')).join("\n");
  expect(tables).toContain('"account"');
  expect(tables).not.toMatch(/"table":"(session|import_row|import_reject)"/);
});

test("what is cut off, changed, newer or no backup is refused, and the store stays empty", async () => {
  const db = await emptyStore();
  const at = Math.floor(whole.length / 2);
  const swapped = whole.with(at, whole[at + 1] ?? "").with(at + 1, whole[at] ?? "");
  expect(await refusalOf(db, ["<html>"])).toBe("backup.not-a-backup");
  expect(await refusalOf(db, [])).toBe("backup.not-a-backup");
  expect(await refusalOf(db, whole.slice(0, -1))).toBe("backup.cut-off");
  expect(await refusalOf(db, whole.toSpliced(at, 1))).toBe("backup.damaged");
  expect(await refusalOf(db, swapped)).toBe("backup.damaged");
  expect(await refusalOf(db, whole.with(at, '{"what":1}'))).toBe("backup.damaged");
  const newer = whole[0]?.replace('"migrations":[', '"migrations":["2999-01-01",') ?? "";
  expect(await refusalOf(db, whole.with(0, newer))).toBe("backup.newer");
  const { rows } = await sql`select count(*)::int as areas from area`.execute(db);
  expect(rows).toEqual([{ areas: 0 }]);
  expect(await refusalOf(db, whole)).toBe("restored");
  expect(await refusalOf(db, whole)).toBe("backup.store-not-empty");
}, 60_000);

test("a backup of an older schema is restored and brought up to date", async () => {
  const old = await emptyStore();
  await migrate(old, "2026-11-22-0930-dispatch-clockwork");
  await sql`insert into account (id, login, display_name, password_hash)
    values ('a', 'old', 'Old', 'h')`.execute(old);
  const lines = await linesOf(old);
  expect(lines[0]).not.toContain("0940");
  const db = await emptyStore();
  expect(await refusalOf(db, lines)).toBe("restored");
  const { rows } = await sql`select login, must_change_password from account`.execute(db);
  expect(rows).toEqual([{ login: "old", must_change_password: false }]);
}, 60_000);
