import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Transform, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Problem } from "../problem.ts";
import { MOST_BYTES } from "./describe-source.ts";

export const MOST_FILES = 50;

/** A file on its way in. Its stream is read once, or destroyed. */
export interface UploadPart {
  readonly name: string;
  readonly stream: Readable;
}

export interface StoredFile {
  /** As the user named it; unique in its upload. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

export interface Upload {
  readonly id: string;
  readonly files: readonly StoredFile[];
}

/**
 * Files that wait to be imported, in a private folder each. A file never passes through memory, and
 * no name that a user gave becomes a path.
 */
export class UploadStore {
  readonly #root: string;
  readonly mostBytes: number;

  constructor(dataDir: string, mostBytes = MOST_BYTES) {
    this.#root = join(dataDir, "uploads");
    this.mostBytes = mostBytes;
  }

  /** What an earlier process left behind goes. */
  async sweep(): Promise<void> {
    await rm(this.#root, { recursive: true, force: true });
  }

  /** Writes the parts to disk. Refused or broken off, nothing stays. */
  async receive(parts: AsyncIterable<UploadPart>): Promise<Upload> {
    const id = randomUUID();
    const folder = join(this.#root, id);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const files: StoredFile[] = [];
    const places = new PlaceNames();
    const count = { bytes: 0 };
    try {
      for await (const { name, stream } of parts) {
        if (files.length === MOST_FILES)
          throw new Problem({ code: "ingest.too-many-files", limit: MOST_FILES });
        const shown = uniqueName(name, files);
        const path = join(folder, places.take(shown));
        const before = count.bytes;
        await this.#write(stream, path, { name: shown, count });
        files.push({ name: shown, path, bytes: count.bytes - before });
      }
      if (files.length === 0) throw new Problem({ code: "ingest.no-files" });
      return { id, files };
    } catch (error) {
      await this.remove(id);
      throw isFull(error) ? new Problem({ code: "ingest.disk-full" }) : error;
    }
  }

  async remove(id: string): Promise<void> {
    await rm(join(this.#root, id), { recursive: true, force: true });
  }

  async #write(
    stream: Readable,
    path: string,
    { name, count }: { name: string; count: { bytes: number } },
  ): Promise<void> {
    const limit = this.mostBytes;
    const counter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        count.bytes += chunk.length;
        if (count.bytes <= limit) done(null, chunk);
        else done(new Problem(tooLarge(name, count.bytes, limit)));
      },
    });
    await pipeline(stream, counter, createWriteStream(path, { flags: "wx", mode: 0o600 }));
  }
}

export const tooLarge = (file: string, bytes: number, limit: number) =>
  ({ code: "ingest.file-too-large", file, bytes, limit }) as const;

const isFull = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");

/** `a.csv` again becomes `a.csv (2)`: files are spoken of by name. */
function uniqueName(given: string, files: readonly StoredFile[]): string {
  const name = given.replaceAll(/\p{Cc}/gu, "").slice(-200) || "file";
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name} (${number})`;
    if (files.every((file) => file.name !== candidate)) return candidate;
  }
}

/** Numbers in place of names; the parts of one Shapefile share theirs, so that they are found. */
class PlaceNames {
  readonly #numbers = new Map<string, number>();
  readonly #taken = new Set<string>();
  #next = 0;

  take(name: string): string {
    const [, stem = name, extension = ""] = /^(.*?)\.([a-z0-9]{1,10})$/i.exec(name) ?? [];
    const key = stem.toLowerCase();
    const known = this.#numbers.get(key) ?? this.#next;
    const place = this.#free(known, extension.toLowerCase());
    this.#numbers.set(key, known);
    this.#taken.add(place);
    this.#next += 1;
    return place;
  }

  #free(number: number, extension: string): string {
    const place = (stem: number): string => (extension === "" ? `${stem}` : `${stem}.${extension}`);
    return this.#taken.has(place(number)) ? place(this.#next) : place(number);
  }
}

/** Parts of a Shapefile that are read with their `.shp` and are no source of their own. */
export function isPartOfShapefile({ name }: StoredFile, files: readonly StoredFile[]): boolean {
  const [, stem] = /^(.*)\.(?:dbf|shx|prj|cpg|sbn|sbx|qix|qpj|shp\.xml)$/i.exec(name) ?? [];
  if (stem === undefined) return false;
  return files.some((file) => file.name.toLowerCase() === `${stem.toLowerCase()}.shp`);
}
