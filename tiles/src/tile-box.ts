import type { BoxMetres } from "@onegrid/core/geometry";

/** Address of a tile in the web-mercator scheme: y counts from the north. */
export interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** Side of a tile in its own whole units. */
export const EXTENT = 4096;
/** Units beyond each side, so that outlines drawn on an edge are not cut in half. */
export const BUFFER = 64;

const HALF_WORLD_METRES = 20_037_508.342789244;

const sizeMetres = (tile: Tile): number => (2 * HALF_WORLD_METRES) / 2 ** tile.z;

/** The tile's ground with its buffer, in EPSG:3857 metres. */
export function tileBox(tile: Tile): BoxMetres {
  const size = sizeMetres(tile);
  const margin = (size * BUFFER) / EXTENT;
  const west = tile.x * size - HALF_WORLD_METRES;
  const north = HALF_WORLD_METRES - tile.y * size;
  return [west - margin, north - size - margin, west + size + margin, north + margin];
}

/** Metres to whole tile units: x to the east, y to the south, 0 to 4096 inside the tile. */
export interface Quantiser {
  readonly x: (metres: number) => number;
  readonly y: (metres: number) => number;
}

export function quantiser(tile: Tile): Quantiser {
  const size = sizeMetres(tile);
  const west = tile.x * size - HALF_WORLD_METRES;
  const north = HALF_WORLD_METRES - tile.y * size;
  const scale = EXTENT / size;
  return {
    x: (metres) => Math.round((metres - west) * scale),
    y: (metres) => Math.round((north - metres) * scale),
  };
}
