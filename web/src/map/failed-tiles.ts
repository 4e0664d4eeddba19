/** What a failed tile is asked again by. */
interface TilePlace {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** The part of a map that loads tiles. Tests play it. */
export interface TileLoader {
  readonly getSource: (id: string) => object | undefined;
  readonly refreshTiles: (source: string, tiles: TilePlace[]) => void;
}

export interface FailedTiles {
  /** A tile of the source failed under this address. */
  readonly note: (source: string, tile: TilePlace, address: string) => void;
  /** The source begins to load from an address that may be another. */
  readonly askAgain: (source: string) => void;
}

/**
 * Asks for failed tiles again when their source has a new address. MapLibre (6.17) does not:
 * `reload` calls a failed vector tile loading, and `loadTile` then waits for a load that nobody began,
 * so it stays empty for good. One that failed late, under the address before, is not looked at again.
 */
export function createFailedTiles(map: TileLoader): FailedTiles {
  const failed = new Map<string, Map<string, TilePlace>>();
  return {
    note: (source, tile, address) => {
      const { x, y, z } = tile;
      if (isOfAddress(address, presentAddress(map, source))) {
        const places = failed.get(source) ?? new Map<string, TilePlace>();
        failed.set(source, places.set(`${z}/${x}/${y}`, { x, y, z }));
      } else map.refreshTiles(source, [{ x, y, z }]);
    },
    askAgain: (source) => {
      const places = failed.get(source);
      failed.delete(source);
      if (places !== undefined) map.refreshTiles(source, [...places.values()]);
    },
  };
}

/** With `{z}`, `{x}` and `{y}`; `null` where the source has none. */
function presentAddress(map: TileLoader, id: string): string | null {
  const source = map.getSource(id);
  if (source === undefined || !("tiles" in source) || !Array.isArray(source.tiles)) return null;
  const address: unknown = source.tiles[0];
  return typeof address === "string" ? address : null;
}

/** Without an address nothing can be asked again: its tile counts as of the present one. */
function isOfAddress(url: string, address: string | null): boolean {
  if (address === null) return true;
  const head = address.slice(0, address.indexOf("{"));
  const tail = address.slice(address.lastIndexOf("}") + 1);
  return url.startsWith(head) && url.endsWith(tail);
}
