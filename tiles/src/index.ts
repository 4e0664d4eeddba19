export { tileCutter } from "./cut-to-tile.ts";
export { encodeTile } from "./encode-tile.ts";
export { cutRows, layerTile } from "./layer-tile.ts";
export { findServedLayer, SERVED_LAYERS } from "./layers.ts";
export { tileBox } from "./tile-box.ts";
export type { Tile } from "./tile-box.ts";
export type { TileView } from "./layer-tile.ts";
export type { ServedLayer } from "./layers.ts";
