import type { PackedTile } from "./packed-tile.ts";

/** What an entry weighs besides its bytes. */
const ENTRY_BYTES = 300;

/**
 * Packed tiles by their whole address, the ones asked for last; no more bytes than it is given. An
 * address that holds a revision never means other bytes: nothing is ever taken back.
 */
export class TileCache {
  readonly #tiles = new Map<string, PackedTile>();
  readonly #mostBytes: number;
  #bytes = 0;

  readonly #note: (result: "hit" | "miss") => void;

  constructor(mostBytes: number, note: (result: "hit" | "miss") => void = () => undefined) {
    this.#mostBytes = mostBytes;
    this.#note = note;
  }

  get(address: string): PackedTile | undefined {
    const tile = this.#tiles.get(address);
    this.#note(tile ? "hit" : "miss");
    if (!tile) return undefined;
    // A Map keeps the order of insertion: the first is the one that was not asked for longest.
    this.#tiles.delete(address);
    this.#tiles.set(address, tile);
    return tile;
  }

  set(address: string, tile: PackedTile): void {
    this.#remove(address);
    this.#tiles.set(address, tile);
    this.#bytes += weightOf(address, tile);
    for (const oldest of this.#tiles.keys()) {
      if (this.#bytes <= this.#mostBytes) return;
      this.#remove(oldest);
    }
  }

  #remove(address: string): void {
    const tile = this.#tiles.get(address);
    if (!tile) return;
    this.#tiles.delete(address);
    this.#bytes -= weightOf(address, tile);
  }
}

const weightOf = (address: string, tile: PackedTile): number =>
  address.length * 2 + tile.bytes.length + ENTRY_BYTES;
