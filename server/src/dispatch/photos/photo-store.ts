import { createHash } from "node:crypto";
import { MOST_PIXELS, pictureSize, stripPicture } from "@onegrid/core/dispatch";
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
  refuseHuge(stripped);
  const hash = createHash("sha256").update(stripped).digest("hex");
  await savePhoto(db, { hash, accountId, takenInAt: now, bytes: stripped });
  return hash;
}

/** Whoever looks at the case would have to hold it. */
function refuseHuge(bytes: Uint8Array): void {
  const { width, height } = pictureSize(bytes) ?? { width: 0, height: 0 };
  if (width * height <= MOST_PIXELS) return;
  const megapixels = Math.ceil((width * height) / 1_000_000);
  const most = MOST_PIXELS / 1_000_000;
  throw new Problem({ code: "dispatch.photo-too-large", megapixels, most });
}

/** Refuses names of photos that were never taken in: evidence has to be there. */
export async function requirePhotos(db: Db, hashes: readonly string[]): Promise<void> {
  const kept = new Set(await findPhotos(db, hashes));
  const missing = hashes.find((hash) => !kept.has(hash));
  if (missing !== undefined) throw new Problem({ code: "dispatch.bad-photo", hash: missing });
}
