import { sql, type RawBuilder } from "kysely";

/**
 * Whether a row's community lies in a scope (管辖范围); a row outside every community belongs to
 * nobody's part. The same rule as `isInScope` of core/access.
 */
export const inScope = (column: string, scope: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} in (select id from area where path && ${[...scope]}::text[])`;
