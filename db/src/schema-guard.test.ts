import { personalWordIn } from "@onegrid/core/access";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "../test/database.ts";
import type { Db } from "./connect.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.destroy());

/** Tables that are about people at work, and every column of theirs. A new one fails until it stands here. */
const ABOUT_PEOPLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  account: {
    id: "key",
    login: "signs in with it",
    display_name: "who acted, in logs",
    password_hash: "argon2id",
    locale: "language of the page",
    is_demo: "made up",
    closed_at: "out of use",
    must_change_password: "given by somebody else",
    waiting_roles: "what for, once there is an area",
    is_machine: "of an interface key, not of a person",
  },
  duty: {
    id: "key",
    account_id: "whose",
    role: "what for",
    area_id: "where",
    grid_code: "where",
    display_name: "the role's name on the map",
    categories: "what for",
    shift: "when",
    max_open_cases: "how much",
    post: "where the holder starts from, on shift",
    valid_from: "since when",
    valid_to: "until when",
    unit_id: "body that the duty is held in",
  },
  roster_line: {
    id: "key",
    duty_id: "whose",
    weekday: "when",
    day: "when",
    start_minute: "from when",
    end_minute: "until when",
    rests_on_holidays: "when not",
  },
  delegation: {
    id: "key",
    duty_id: "what is lent",
    receiver_id: "to whom",
    area_ids: "where",
    categories: "what for",
    valid_from: "since when",
    valid_to: "until when",
    made_at: "when it was handed over",
    ended_at: "before its time",
  },
  staff_position: {
    account_id: "whose, while on shift",
    place: "where they are now; one row a person, gone within hours",
    accuracy_metres: "how sure",
    measured_at: "when",
    received_at: "when it was told",
  },
  case_presence: {
    page_id: "an open page",
    account_id: "whose page, while it has a case open",
    case_id: "which case; one row a page, gone within a minute",
    role: "the duty by which they see it",
    is_writing: "whether a step is being filled in",
    seen_at: "when the page was last heard of",
  },
  reporter_contact: {
    case_id: "whose report",
    sealed: "what to call back by, encrypted",
    agreed_at: "since when it may be kept",
    written_by: "who took it down",
  },
};

interface Column {
  readonly table: string;
  readonly column: string;
  /** Its comment, its table's, and the values its checks allow. */
  readonly words: string;
}

async function readColumns(on: Db): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select c.table_name as table, c.column_name as column,
      concat_ws(' ', col_description(t.oid, c.ordinal_position), obj_description(t.oid),
        (select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k
          where k.conrelid = t.oid and k.contype = 'c' and c.ordinal_position = any(k.conkey)))
        as words
    from information_schema.columns c
      join pg_class t on t.oid = format('%I.%I', c.table_schema, c.table_name)::regclass
    where c.table_schema in ('public', 'planted') and c.table_name not like 'kysely%'
      and not exists (select 1 from pg_depend d where d.objid = t.oid and d.deptype = 'e')
    order by 1, c.ordinal_position`.execute(on);
  return rows;
}

/** `table.column: word` of every column that speaks of a person where none may be kept. */
const findPersonal = (columns: readonly Column[]): string[] =>
  columns.flatMap(({ table, column, words }) => {
    const known = ABOUT_PEOPLE[table];
    if (known) return column in known ? [] : [`${table}.${column}: not on the list`];
    const word =
      personalWordIn(table) ?? personalWordIn(column) ?? words.split("'").reduce(firstWord, null);
    return word === null ? [] : [`${table}.${column}: ${word}`];
  });

const firstWord = (found: string | null, text: string): string | null =>
  found ?? personalWordIn(text);

test("the store has no place for anything about a person but accounts and duties", async () => {
  const columns = await readColumns(db);
  expect(columns.length).toBeGreaterThan(150);
  expect(findPersonal(columns)).toEqual([]);
  for (const [table, listed] of Object.entries(ABOUT_PEOPLE)) {
    const present = columns.filter((one) => one.table === table).map(({ column }) => column);
    expect(Object.keys(listed).toSorted()).toEqual(present.toSorted());
  }
});

const PLANTED_NAMES = (
  "id_card idcard id_number identity_no birth birth_date date_of_birth birthday ethnic ethnicity " +
  "nationality marital marital_status householder mobile mobile_no phone telephone cell_phone tel " +
  "email religion political_status plate plate_no licence_plate vaccine surname full_name wechat " +
  "gender passport xingming sfzh shenfenzheng shouji lxdh dianhua minzu hunyin huzhu csrq cph zzmm " +
  "户主姓名 身份证号 手机 出生日期 民族 车牌号"
).split(" ");

test("planted columns, comments, tables and values are found, every one of them", async () => {
  expect(PLANTED_NAMES).toHaveLength(50);
  await db.transaction().execute(async (trx) => {
    await sql`create schema planted`.execute(trx);
    const columns = PLANTED_NAMES.map((name) => sql`${sql.ref(name)} text`);
    await sql`create table planted.dossier (${sql.join(columns)})`.execute(trx);
    await sql`create table planted.plain (remark text, kind text check (kind in ('grid', '党员信息')),
      code text)`.execute(trx);
    await sql`comment on column planted.plain.remark is '联系人及电话'`.execute(trx);
    await sql`create table planted.resident_name (value text)`.execute(trx);
    await sql`alter table duty add column note text`.execute(trx);
    await sql`alter table reporter_contact add column phone text`.execute(trx);
    const found = findPersonal(await readColumns(trx)).map((one) => one.split(":")[0] ?? "");
    expect(found.filter((one) => one.startsWith("dossier."))).toEqual(
      PLANTED_NAMES.map((name) => `dossier.${name}`),
    );
    expect(found.filter((one) => !one.startsWith("dossier."))).toEqual([
      "duty.note",
      "plain.remark",
      "plain.kind",
      "reporter_contact.phone",
      "resident_name.value",
    ]);
    // Nothing of it stays: the tests after this one have the store as it is.
    await sql`drop schema planted cascade`.execute(trx);
    await sql`alter table duty drop column note`.execute(trx);
    await sql`alter table reporter_contact drop column phone`.execute(trx);
  });
});
