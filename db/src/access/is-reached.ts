import { LEVELS, levelRank, type Jurisdiction, type Reach } from "@onegrid/core/access";
import { sql, type RawBuilder } from "kysely";
import { classPatterns } from "../like-pattern.ts";

/** Names of the columns that the rule looks at; `path` is a `text[]`. */
export interface ReachColumns {
  readonly path: string;
  readonly category: string;
  readonly level: string;
  readonly assignee: string;
  /** A `text[]`. */
  readonly helpers: string;
}

/** Those of a stored case. */
export const CASE_COLUMNS: ReachColumns = {
  path: "scope_path",
  category: "category",
  level: "level",
  assignee: "assignee_id",
  helpers: "helper_ids",
};

/**
 * Whether a row lies in a jurisdiction (管辖范围): the same rule as `isReached` of core/access, as a
 * condition. Without anything to reach it is false.
 */
export function isReachedSql(
  columns: ReachColumns,
  { reaches, ownIds }: Jurisdiction,
): RawBuilder<boolean> {
  const ways = reaches.map((reach) => reachSql(columns, reach));
  if (ownIds.length > 0) {
    const own = sql`${[...ownIds]}::text[]`;
    ways.push(sql`${sql.ref(columns.assignee)} = any(${own})`);
    ways.push(sql`${sql.ref(columns.helpers)} && ${own}`);
  }
  if (ways.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(ways, sql` or `)})`;
}

function reachSql(columns: ReachColumns, { areaIds, categories, maxLevel }: Reach) {
  const levels = LEVELS.filter((level) => levelRank(level) <= levelRank(maxLevel));
  const bounds = [sql`${sql.ref(columns.path)} && ${[...areaIds]}::text[]`];
  if (categories !== null) bounds.push(categorySql(columns.category, categories));
  // The highest level bounds nothing.
  if (levels.length < LEVELS.length)
    bounds.push(sql`${sql.ref(columns.level)} = any(${levels}::text[])`);
  return sql`(${sql.join(bounds, sql` and `)})`;
}

const categorySql = (column: string, categories: readonly string[]): RawBuilder<unknown> =>
  sql`${sql.ref(column)} like any(${classPatterns(categories)}::text[])`;
