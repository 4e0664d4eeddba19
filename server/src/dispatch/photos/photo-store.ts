import { createHash } from "node:crypto";
import { stripPicture } from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import { findPhotos, savePhoto } from "@onegrid/db/dispatch";
import { Problem } from "../../problem.ts";

/** Keeps a picture without what the camera wrote about place and person; answers its name. */
export async function takePhoto(
  db: Db,
  accountId: string,
  bytes: Uint8Array,
  now: Date,
): Promise<string> {
  const stripped = stripPicture(bytes)?.bytes;
  if (!stripped) throw new Problem({ code: "dispatch.bad-photo", hash: "" });
  const hash = createHash("sha256").update(stripped).digest("hex");
  await savePhoto(db, { hash, accountId, takenInAt: now, bytes: stripped });
  return hash;
}

/** Refuses names of photos that were never taken in: evidence has to be there. */
export async function requirePhotos(db: Db, hashes: readonly string[]): Promise<void> {
  const kept = new Set(await findPhotos(db, hashes));
  const missing = hashes.find((hash) => !kept.has(hash));
  if (missing !== undefined) throw new Problem({ code: "dispatch.bad-photo", hash: missing });
}
