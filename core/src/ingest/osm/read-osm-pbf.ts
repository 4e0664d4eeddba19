import {
  MOST_OSM_NODES,
  OsmDataBuilder,
  refuseLostNodes,
  type OsmData,
  type OsmError,
} from "./osm-data.ts";
import { PbfBlobSplitter, type PbfBlob } from "./pbf-blobs.ts";
import { decodeDataBlock, readRequiredFeatures } from "./pbf-block.ts";
import { fail, ok, type Result } from "../../result.ts";

/** zlib inflation, given by the caller. Must throw on damaged data and never give more than `maxBytes`. */
export type Inflate = (deflated: Uint8Array, maxBytes: number) => Uint8Array;

const KNOWN_FEATURES = new Set(["OsmSchema-V0.6", "DenseNodes"]);

/**
 * Reads an `.osm.pbf` file piece by piece: `push` each chunk, then `finish`. After a refusal every
 * further call gives the same refusal.
 * Where inflation is asynchronous (browser), use `PbfBlobSplitter` and `pushBlock` instead of `push`.
 */
export class OsmPbfReader {
  readonly #inflate: Inflate;
  readonly #maxNodes: number;
  readonly #splitter = new PbfBlobSplitter();
  readonly #builder = new OsmDataBuilder();
  #error: OsmError | null = null;
  #hasHeader = false;

  constructor(inflate: Inflate, maxNodes = MOST_OSM_NODES) {
    this.#inflate = inflate;
    this.#maxNodes = maxNodes;
  }

  push(chunk: Uint8Array): OsmError | null {
    if (this.#error !== null) return this.#error;
    const blobs = this.#splitter.push(chunk);
    if (!blobs.ok) return (this.#error = blobs.error);
    for (const blob of blobs.value) {
      const bytes = this.#unpack(blob);
      if (!bytes.ok) return (this.#error = bytes.error);
      const error = this.pushBlock(blob, bytes.value);
      if (error !== null) return error;
    }
    return null;
  }

  /** `bytes`: the blob's data, inflated. */
  pushBlock(blob: PbfBlob, bytes: Uint8Array): OsmError | null {
    if (this.#error !== null) return this.#error;
    if (bytes.length !== blob.rawSize) {
      const detail = `a block of ${blob.rawSize} bytes inflated to ${bytes.length}`;
      return (this.#error = { code: "ingest.osm-corrupt", offset: blob.offset, detail });
    }
    return (this.#error = this.#decode(blob, bytes) ?? this.#builder.tooLarge(this.#maxNodes));
  }

  finish(): Result<OsmData, OsmError> {
    const cut = this.#error ?? this.#splitter.finish();
    if (cut !== null) return fail(cut);
    if (!this.#hasHeader || this.#builder.isEmpty()) return fail({ code: "ingest.osm-empty" });
    const data = this.#builder.build();
    const lost = refuseLostNodes(data);
    return lost === null ? ok(data) : fail(lost);
  }

  #unpack(blob: PbfBlob): Result<Uint8Array, OsmError> {
    if (blob.compression === "raw") return ok(blob.data);
    try {
      return ok(this.#inflate(blob.data, blob.rawSize));
    } catch (error) {
      return fail({ code: "ingest.osm-corrupt", offset: blob.offset, detail: String(error) });
    }
  }

  #decode(blob: PbfBlob, bytes: Uint8Array): OsmError | null {
    try {
      if (blob.type === "OSMHeader") return this.#readHeader(bytes);
      if (!this.#hasHeader) {
        return { code: "ingest.osm-not-osm", detail: `first block is ${blob.type}, not OSMHeader` };
      }
      if (blob.type === "OSMData") decodeDataBlock(bytes, this.#builder);
      return null;
    } catch (error) {
      return { code: "ingest.osm-corrupt", offset: blob.offset, detail: String(error) };
    }
  }

  #readHeader(bytes: Uint8Array): OsmError | null {
    this.#hasHeader = true;
    const unknown = readRequiredFeatures(bytes).find((feature) => !KNOWN_FEATURES.has(feature));
    return unknown === undefined ? null : { code: "ingest.osm-unsupported", detail: unknown };
  }
}
