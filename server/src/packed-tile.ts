import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Below it, packing saves less than it costs. */
const FEWEST_BYTES = 600;

export type TileEncoding = "br" | "gzip" | "identity";

/** A tile as it travels. */
export interface PackedTile {
  readonly bytes: Uint8Array;
  readonly encoding: TileEncoding;
  /** A strong tag: it stands for these very bytes, so each encoding has its own. */
  readonly tag: string;
}

/** The best encoding that a client reads, by its `Accept-Encoding`. */
export function encodingFor(accepts: string | string[] | undefined): TileEncoding {
  const accepted = String(accepts ?? "")
    .toLowerCase()
    .split(",")
    .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
    .map((part) => part.split(";")[0]?.trim());
  return (["br", "gzip"] as const).find((name) => accepted.includes(name)) ?? "identity";
}

export async function packTile(plain: Uint8Array, wanted: TileEncoding): Promise<PackedTile> {
  const encoding = plain.length < FEWEST_BYTES ? "identity" : wanted;
  const digest = createHash("sha256").update(plain).digest("base64url").slice(0, 27);
  const tag = encoding === "identity" ? `"${digest}"` : `"${digest}-${encoding}"`;
  return { bytes: await pack(plain, encoding), encoding, tag };
}

const pack = async (plain: Uint8Array, encoding: TileEncoding): Promise<Uint8Array> => {
  if (encoding === "br") {
    return brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
  }
  return encoding === "gzip" ? gzipped(plain, { level: 5 }) : plain;
};

/** Whether an `If-None-Match` names this tag; a proxy may have marked it as weak. */
export const namesTag = (ifNoneMatch: string | undefined, tag: string): boolean =>
  ifNoneMatch?.split(",").some((part) => [tag, "*"].includes(part.trim().replace(/^W\//, ""))) ===
  true;
