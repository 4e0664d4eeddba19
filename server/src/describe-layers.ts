import { createHash } from "node:crypto";
import type { Bbox } from "@onegrid/core/geometry";
import type { Db } from "@onegrid/db";
import { listLayerRevisions, measureTable } from "@onegrid/db/organisation";
import type { ServedLayer } from "@onegrid/tiles";

/** Who looks at a tile, and on which day (`YYYY-MM-DD`). */
export interface TileReader {
  readonly scope: readonly string[];
  readonly day: string;
}

export interface LayerDescription {
  readonly layer: string;
  readonly revision: number;
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly bounds: Bbox | null;
  readonly count: number;
  /** Address with `{z}`, `{x}` and `{y}`; whatever it answers may be kept for ever. */
  readonly tiles: string;
}

interface Measured {
  readonly revision: number;
  readonly count: number;
  readonly bbox: Bbox | null;
}

/** Counting a city's buildings takes a while: each layer is counted once per revision. */
export class LayerMeasures {
  readonly #db: Db;
  readonly #measured = new Map<string, Measured>();

  constructor(db: Db) {
    this.#db = db;
  }

  async describe(layers: readonly ServedLayer[], reader: TileReader): Promise<LayerDescription[]> {
    const revisions = new Map(
      (await listLayerRevisions(this.#db)).map(({ layer, revision }) => [layer, revision]),
    );
    const described: LayerDescription[] = [];
    for (const served of layers) {
      const revision = revisions.get(served.layer) ?? 0;
      const { count, bbox } = await this.#measure(served, revision);
      const { layer, minZoom, maxZoom } = served;
      const tiles = tileAddress(served, revision, reader);
      described.push({ layer, revision, minZoom, maxZoom, bounds: bbox, count, tiles });
    }
    return described;
  }

  async #measure({ layer, table }: ServedLayer, revision: number): Promise<Measured> {
    const known = this.#measured.get(layer);
    if (known?.revision === revision) return known;
    const measured = { revision, ...(await measureTable(this.#db, table)) };
    this.#measured.set(layer, measured);
    return measured;
  }
}

function tileAddress(
  { layer, hangsOn }: ServedLayer,
  revision: number,
  { scope, day }: TileReader,
): string {
  const query = new URLSearchParams();
  if (hangsOn.includes("scope")) query.set("scope", scopeKey(scope));
  if (hangsOn.includes("day")) query.set("day", day);
  const suffix = query.size > 0 ? `?${query.toString()}` : "";
  return `/tiles/${layer}/${revision}/{z}/{x}/{y}${suffix}`;
}

const LONGEST_KEY = 200;

/**
 * The scope as part of an address: two readers with different parts never share a tile in a cache.
 * A reader with very many parts has a digest of them.
 */
export function scopeKey(scope: readonly string[]): string {
  const joined = scope.join(",");
  if (joined.length <= LONGEST_KEY) return joined;
  return `sha256-${createHash("sha256").update(JSON.stringify(scope)).digest("base64url")}`;
}
