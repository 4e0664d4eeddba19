import { sql } from "kysely";
import type { Db } from "../connect.ts";

export interface BackupTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/**
 * Left out: what the store keeps by itself of each case (`case_standing`), rows of imports that are under way, who has a plan open, where people on shift are, sessions, sign-ins half done, interface keys and
 * what hangs on them. A restored store must not let anybody in who was signed out since, nor a system whose key was revoked.
 */
const LEFT_OUT = [
  "case_cell",
  "case_standing",
  "import_row",
  "import_reject",
  "plan_presence",
  "case_presence",
  "staff_position",
  "session",
  "sign_in_step",
  "sso_attempt",
  "api_key",
  "webhook",
  "webhook_delivery",
];

/** Our tables with the columns that hold something: generated ones follow by themselves. */
export async function listTables(db: Db): Promise<BackupTable[]> {
  const { rows } = await sql<BackupTable>`
    select c.relname as name, json_agg(json_build_object('name', a.attname,
      'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and c.relname not like 'kysely%' and c.relname <> all(${LEFT_OUT}::text[])
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by c.relname order by c.relname`.execute(db);
  return rows;
}

export const listMigrations = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
};
