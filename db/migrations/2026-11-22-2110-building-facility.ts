import { sql, type Kysely } from "kysely";

/** What a building without dwellings is for (公共建筑类别), where its source says so. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const ids = (key: string): string => `(select sight_ids('${key}'))::text[]`;

const STATEMENTS = [
  `alter table building add column facility text check (facility in ('community', 'culture',
    'health', 'education', 'commerce', 'office', 'industry', 'auxiliary', 'other'))`,
  `create or replace view seen.building as select building.id, building.source_id, building.name,
      building.pinyin, building.initials, building.geom, building.geom_3857, address, storeys,
      building_use, community_id, place,
      case when held.id is not null then household_count end as household_count,
      case when held.id is not null then household_source end as household_source,
      case when held.id is not null then compound_id end as compound_id,
      facility
    from building left join area as held on held.id = community_id and held.path && ${ids("map")}`,
];
