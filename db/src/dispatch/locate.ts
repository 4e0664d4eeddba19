import type { Position } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { likePattern } from "../like-pattern.ts";
import { covers, distanceTo, meetsDegrees, pointInside, positionOf } from "../postgis.ts";

export interface GridAtPoint {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly communityId: string;
}

/**
 * The grid of a community that held a point on a day; on a shared border the lowest code. Where two
 * communities meet, a grid of the other one would make the case both's. What has no place, or lies in no
 * community, lies in no grid.
 */
export const findGridAt = async (
  db: Db,
  { position, communityId }: { position: Position | null; communityId: string | null },
  day: string,
): Promise<GridAtPoint | undefined> => {
  if (position === null || communityId === null) return undefined;
  return db
    .selectFrom("grid_version")
    .select(["id", "code", "name", "community_id as communityId"])
    .where((eb) => covers(eb.ref("geom"), position))
    .where("community_id", "=", communityId)
    .where("valid_from", "<=", day)
    .where((eb) => eb.or([eb("valid_to", "is", null), eb("valid_to", ">", day)]))
    .orderBy("code")
    .limit(1)
    .executeTakeFirst();
};

/** What a grid was called in the version that a case lies in. */
export async function findGridName(db: Db, gridVersionId: string | null): Promise<string | null> {
  if (gridVersionId === null) return null;
  const row = await db
    .selectFrom("grid_version")
    .select("name")
    .where("id", "=", gridVersionId)
    .executeTakeFirst();
  return row?.name ?? null;
}

const NEAR_DEGREES = 0.0015;

/** The address of the nearest building within about 150 m, for a click on the map. */
export async function findAddressNear(db: Db, position: Position): Promise<string | undefined> {
  const geom = sql.ref("geom");
  const { rows } = await sql<{ address: string }>`
    select case when address <> '' then address else name end as address from building
    where ${meetsDegrees(geom, position, NEAR_DEGREES)} and (address <> '' or name <> '')
    order by ${distanceTo(geom, position)} limit 1`.execute(db);
  return rows[0]?.address;
}

export interface AddressHit {
  readonly text: string;
  readonly detail: string;
  readonly position: Position;
}

/** Places whose address or name holds the text; shortest first. */
export async function searchAddresses(
  db: Db,
  text: string,
  scope: readonly string[],
  limit: number,
): Promise<AddressHit[]> {
  const like = likePattern(text.trim().toLowerCase());
  const place = positionOf(pointInside(sql.ref("geom")));
  const { rows } = await sql<AddressHit>`
    select text, detail, ${place} as position from (
      select coalesce(nullif(b.name, ''), b.address) as text,
          case when b.name = '' then a.name else b.address end as detail, b.geom
        from building b join area a on a.id = b.community_id and a.path && ${[...scope]}::text[]
        where (b.address <> '' or b.name <> '')
          and (lower(b.address) like ${like} or lower(b.name) like ${like} or b.pinyin like ${like})
      union all
      select c.name, a.name, c.geom
        from compound c join area a on a.id = c.community_id and a.path && ${[...scope]}::text[]
        where lower(c.name) like ${like} or c.pinyin like ${like} or c.initials like ${like}
      union all
      select s.name, s.address, s.geom from station s
        where lower(s.name) like ${like} or lower(s.address) like ${like}
    ) found
    order by length(text), text limit ${limit}`.execute(db);
  return rows;
}
