import { sql, type Kysely } from "kysely";

/**
 * Grids are asked for by code whatever their day (duties, recommendations, the page behind a notice
 * board's code) and by plan; no code has no successor, which is known without asking.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create index grid_version_code on grid_version (code, valid_from)`,
  `create index grid_version_plan on grid_version (plan_id)`,
  `alter function grid_code_on(text, date) strict`,
];
