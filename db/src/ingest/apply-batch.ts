import type { LayerName } from "@onegrid/core/ingest";
import { sql, type RawBuilder } from "kysely";
import type { Db } from "../connect.ts";
import { asMultiPolygon, holds, isValid, pointInside } from "../postgis.ts";

/** A layer's table and how a staged record becomes its columns. */
interface Target {
  readonly table: string;
  readonly columns: Readonly<Record<string, RawBuilder<unknown>>>;
  /** Which of two rows with one id counts, before the later one. */
  readonly firstBy?: RawBuilder<unknown>;
  /** Columns that keep what is stored when the row does not know better. */
  readonly keeps?: Readonly<Record<string, RawBuilder<unknown>>>;
}

/** A file without households, or without kinds, says nothing about them: what is known stays. */
const KNOWN_OF_BUILDINGS = {
  firstBy: sql`(r.record ->> 'householdSource') = 'unknown'`,
  keeps: {
    household_count: sql`coalesce(excluded.household_count, building.household_count)`,
    household_source: sql`case when excluded.household_source = 'unknown'
      then building.household_source else excluded.household_source end`,
    facility: sql`coalesce(excluded.facility, building.facility)`,
  },
};

const text = (key: string): RawBuilder<unknown> => sql`r.record ->> ${sql.lit(key)}`;
const words = (key: string): RawBuilder<unknown> => sql`coalesce(r.record ->> ${sql.lit(key)}, '')`;
const whole = (key: string): RawBuilder<unknown> => sql`(r.record ->> ${sql.lit(key)})::int`;
const real = (key: string): RawBuilder<unknown> =>
  sql`(r.record ->> ${sql.lit(key)})::double precision`;
const geom = sql.ref("r.geom");
const multi = asMultiPolygon(geom);
const named = { name: words("name"), pinyin: words("pinyin"), initials: words("initials") };

const TARGETS = {
  areas: {
    table: "area",
    columns: {
      ...named,
      kind: text("kind"),
      code: text("code"),
      path: sql`array[r.source_id]`,
      geom: multi,
    },
  },
  compounds: { table: "compound", columns: { ...named, access: text("access"), geom: multi } },
  gates: {
    table: "gate",
    columns: {
      name: words("name"),
      access: text("access"),
      hours: text("hours"),
      evidence: text("evidence"),
      compound_id: sql`(select c.id from compound c where c.source_id = r.record ->> 'compoundSourceId')`,
      geom,
    },
  },
  buildings: {
    ...KNOWN_OF_BUILDINGS,
    table: "building",
    columns: {
      ...named,
      address: words("address"),
      household_count: whole("households"),
      household_source: text("householdSource"),
      storeys: whole("storeys"),
      building_use: text("use"),
      facility: text("facility"),
      place: pointInside(geom),
      geom,
    },
  },
  entrances: {
    table: "entrance",
    columns: {
      name: words("name"),
      building_id: sql`(select b.id from building b where b.source_id = r.record ->> 'buildingSourceId')`,
      geom,
    },
  },
  ways: {
    table: "way",
    columns: {
      ...named,
      class: sql`coalesce(r.record -> 'tags' ->> 'highway', 'path')`,
      tags: sql`r.record -> 'tags'`,
      geom,
    },
  },
  barriers: {
    table: "barrier",
    columns: { name: words("name"), barrier_class: whole("barrier"), geom },
  },
  way_barriers: {
    table: "way_barrier",
    columns: { name: words("name"), tags: sql`r.record -> 'tags'`, geom },
  },
  land: { table: "land", columns: { name: words("name"), kind: text("kind"), geom } },
  stations: {
    table: "station",
    columns: {
      ...named,
      kind: text("kind"),
      address: words("address"),
      floor_area_m2: real("floorAreaM2"),
      hours: text("hours"),
      services: sql`array(select jsonb_array_elements_text(r.record -> 'services'))`,
      geom,
    },
  },
  units: {
    table: "ready_unit",
    columns: { household_count: whole("households"), within_code: text("within"), geom: multi },
  },
} satisfies Partial<Record<LayerName, Target>>;

/** What others refer to comes first. Incidents go through `dispatch`. */
const ORDER = [
  "areas",
  "compounds",
  "gates",
  "buildings",
  "entrances",
  "ways",
  "barriers",
  "way_barriers",
  "land",
  "stations",
  "units",
] as const satisfies readonly (keyof typeof TARGETS)[];

export interface Applied {
  readonly layer: LayerName;
  readonly added: number;
  readonly updated: number;
}

/**
 * Moves a batch from the waiting room into the store, inside the caller's transaction: all of it or
 * nothing. A known source id updates its object; the last row of a doubled id wins.
 */
export async function applyBatch(trx: Db, batchId: string): Promise<Applied[]> {
  const applied: Applied[] = [];
  for (const layer of ORDER) {
    const { added, updated } = await applyLayer(trx, batchId, layer, TARGETS[layer]);
    if (added + updated > 0) applied.push({ layer, added, updated });
  }
  return applied;
}

async function applyLayer(
  trx: Db,
  batchId: string,
  layer: string,
  { table, columns, firstBy, keeps = {} }: Target,
): Promise<{ added: number; updated: number }> {
  const names = Object.keys(columns);
  const { rows } = await sql<{ added: number; updated: number }>`
    with written as (
      insert into ${sql.table(table)} (id, source_id, ${sql.join(names.map((name) => sql.ref(name)))})
      select distinct on (r.source_id) r.source_id, r.source_id, ${sql.join(Object.values(columns))}
      from import_row r where r.batch_id = ${batchId} and r.layer = ${layer}
      order by r.source_id, ${firstBy ? sql`${firstBy}, ` : sql``}r.number desc
      on conflict (source_id) do update set
        ${sql.join(names.map((name) => sql`${sql.ref(name)} = ${keeps[name] ?? sql.ref(`excluded.${name}`)}`))}
      returning (xmax = 0) as is_new
    )
    select count(*) filter (where is_new)::int as added,
      count(*) filter (where not is_new)::int as updated
    from written`.execute(trx);
  return rows[0] ?? { added: 0, updated: 0 };
}

/**
 * Rows that are not for whoever answers for some areas only leave the batch; answers their numbers:
 * what lies elsewhere, objects that lie elsewhere now, units of communities elsewhere, and areas, since
 * rights hang on their tree.
 */
export async function dropForeignRows(
  db: Db,
  batchId: string,
  scope: readonly string[],
): Promise<{ number: number; sourceId: string }[]> {
  const part = sql`${[...scope]}::text[]`;
  const isHeld = (column: string) => sql<boolean>`exists (select 1 from area a
    where a.id = any(${part}) and a.valid_to is null
      and ${holds(sql.ref("a.geom"), pointInside(sql.ref(column)))})`;
  const isElsewhere = ORDER.map((layer) => {
    const table = sql.table(TARGETS[layer].table);
    return sql<boolean>`r.layer = ${layer} and exists (select 1 from ${table} t
      where t.source_id = r.source_id and not ${isHeld("t.geom")})`;
  });
  const { rows } = await sql<{ number: number; sourceId: string }>`
    delete from import_row r where r.batch_id = ${batchId} and (
      r.layer = 'areas' or r.geom is null or not ${isHeld("r.geom")}
      or r.layer = 'units' and exists (select 1 from area w where w.kind = 'community'
        and r.record ->> 'within' in (w.code, w.name, w.source_id) and not w.path && ${part})
      or ${sql.join(isElsewhere, sql` or `)})
    returning r.number, r.source_id as "sourceId"`.execute(db);
  return rows;
}

/** Staged rows whose geometry the database calls invalid leave the batch; answers their numbers. */
export async function dropInvalidRows(
  db: Db,
  batchId: string,
): Promise<{ number: number; sourceId: string }[]> {
  const { rows } = await sql<{ number: number; sourceId: string }>`
    delete from import_row
    where batch_id = ${batchId} and geom is not null and not ${isValid(sql.ref("geom"))}
    returning number, source_id as "sourceId"`.execute(db);
  return rows;
}
