import type { Db } from "../connect.ts";

/** Keeps a picture; the same bytes again are the same photo. */
export async function savePhoto(
  db: Db,
  photo: { hash: string; accountId: string; takenInAt: Date; bytes: Uint8Array },
): Promise<void> {
  await db
    .insertInto("photo")
    .values({
      hash: photo.hash,
      account_id: photo.accountId,
      taken_in_at: photo.takenInAt,
      bytes: Buffer.from(photo.bytes),
    })
    .onConflict((conflict) => conflict.column("hash").doNothing())
    .execute();
}

export async function loadPhoto(db: Db, hash: string): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom("photo")
    .select("bytes")
    .where("hash", "=", hash)
    .executeTakeFirst();
  return row?.bytes;
}

/** Those of the hashes that are kept here. */
export async function findPhotos(db: Db, hashes: readonly string[]): Promise<string[]> {
  if (hashes.length === 0) return [];
  const rows = await db.selectFrom("photo").select("hash").where("hash", "in", hashes).execute();
  return rows.map(({ hash }) => hash);
}
