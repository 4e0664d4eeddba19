import type { Db } from "@onegrid/db";
import { tileCutter } from "./cut-to-tile.ts";
import { encodeTile, type Attributes, type TileFeature } from "./encode-tile.ts";
import type { ServedLayer } from "./layers.ts";
import { readWkb } from "./read-wkb.ts";
import { tileBox, type Tile } from "./tile-box.ts";

/** Who looks, and on which day. Part of the tile's address: a tile depends on nothing else. */
export interface TileView {
  readonly scope: readonly string[];
  /** `YYYY-MM-DD`, for layers that change by date. */
  readonly day: string;
}

/** One tile of a served layer, encoded. Outside the layer's zooms it is empty. */
export async function layerTile(
  db: Db,
  served: ServedLayer,
  tile: Tile,
  view: TileView,
): Promise<Uint8Array> {
  if (tile.z < served.minZoom || tile.z > served.maxZoom) return new Uint8Array();
  const query = { box: tileBox(tile), zoom: tile.z, scope: view.scope };
  const cut = tileCutter(tile);
  const layers = [];
  for (const part of served.parts) {
    const rows = await part.list(db, query, view.day);
    layers.push({ name: part.name, features: cutRows(rows, cut) });
  }
  return encodeTile(layers);
}

interface Row {
  readonly wkb: Uint8Array;
  readonly attributes: Attributes;
}

/** Rows that cannot be seen at this zoom are left out; what is left keeps its order. */
export function cutRows(rows: readonly Row[], cut: ReturnType<typeof tileCutter>): TileFeature[] {
  return rows.flatMap(({ wkb, attributes }) => {
    const geometry = cut(readWkb(wkb));
    return geometry ? [{ geometry, attributes }] : [];
  });
}
