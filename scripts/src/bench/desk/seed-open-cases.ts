import { demoBatches } from "@onegrid/core/demo";
import type { Point } from "@onegrid/core/geometry";
import type { IncidentRecord } from "@onegrid/core/ingest";
import type { Db } from "@onegrid/db";
import { importRecords, seedDemo } from "@onegrid/server";
import { sql } from "kysely";

const SEED = 1;
/** Reports come in through the product itself; copies of them make up the rest. */
const MOST_IMPORTED = 1_000;

/**
 * The demo estate with so many open cases: made reports of some weeks, left open, through the import
 * that every report takes. Above a thousand they are copied with other ids, places and limits; such
 * copies have no log, and no step is taken on them.
 */
export async function seedOpenCases(
  db: Db,
  { count, now }: { readonly count: number; readonly now: () => Date },
): Promise<void> {
  await seedDemo(db, { size: "estate", now });
  const records = openIncidents(Math.min(count, MOST_IMPORTED), now());
  await importRecords(db, [{ records, rejects: [] }], {
    fileName: "bench",
    accountId: null,
    now,
  });
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from dispatch_case where closed_at is null`.execute(db);
  const open = rows[0]?.open ?? 0;
  if (open < count) await copyCases(db, count - open, open);
  await sql`analyze dispatch_case`.execute(db);
}

function openIncidents(count: number, now: Date): IncidentRecord[] {
  const until = now.toISOString();
  const records = [...demoBatches({ seed: SEED, size: "estate", until, incidentDays: 60 })]
    .flat()
    .filter((record) => record.layer === "incidents");
  if (records.length === 0) throw new Error("the made district has no reports");
  return Array.from({ length: count }, (_, nth): IncidentRecord => {
    const record = records[nth % records.length];
    if (record === undefined) throw new Error("no report");
    const turn = Math.floor(nth / records.length);
    return {
      ...record,
      sourceId: `bench-${nth}`,
      closedAt: null,
      geometry: record.geometry && movedBy(record.geometry, turn),
    };
  });
}

const movedBy = ({ coordinates: [lng, lat] }: Point, turn: number): Point => ({
  type: "Point",
  coordinates: [lng + turn * 4e-4, lat + turn * 3e-4],
});

/** The hash of a copy is its chance: where it lies, when it came in and until when somebody has to act. */
const copyCases = (db: Db, count: number, of: number): Promise<unknown> =>
  sql`
  insert into dispatch_case (id, number, version, state, category, level, severity, channel, address,
    place, grid_version_id, community_id, scope_path, assignee_id, reported_at, due_at, soon_at,
    updated_at, card)
  select made.id, 'copy-' || nth || '-' || number, version, state, category, level, severity, channel,
    address, ST_Translate(place, (chance.a - 0.5) * 1.2e-2, (chance.b - 0.5) * 0.8e-2), grid_version_id,
    community_id, scope_path, assignee_id, came.at, due_at + chance.c * interval '30 days',
    soon_at + chance.c * interval '30 days', updated_at, jsonb_set(card, '{id}', to_jsonb(made.id))
  from dispatch_case, generate_series(1, ${Math.ceil(count / Math.max(1, of))}::int) as nth,
    lateral (select md5(dispatch_case.id || nth) as hash) as hashed,
    lateral (select ('x0' || substr(hash, 1, 7))::bit(32)::int / 268435456.0 as a,
      ('x0' || substr(hash, 8, 7))::bit(32)::int / 268435456.0 as b,
      ('x0' || substr(hash, 15, 7))::bit(32)::int / 268435456.0 as c) as chance,
    lateral (select reported_at - nth * interval '7 minutes' - chance.b * interval '20 days' as at)
      as came,
    lateral (select lpad(to_hex(floor(extract(epoch from came.at))::bigint * 1000), 12, '0')
      || '7' || substr(hash, 14, 3) || '8' || substr(hash, 18, 15) as digits) as told,
    lateral (select digits::uuid::text as id) as made
  where closed_at is null limit ${count}`.execute(db);
