import { PbfWriter } from "pbf";
import type { TileGeometry } from "./cut-to-tile.ts";
import { POINT, POLYGON } from "./read-wkb.ts";
import { EXTENT } from "./tile-box.ts";

export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

export interface TileFeature {
  readonly geometry: TileGeometry;
  readonly attributes: Attributes;
}

export interface TileLayer {
  readonly name: string;
  readonly features: readonly TileFeature[];
}

/**
 * Mapbox Vector Tile 2.1 (github.com/mapbox/vector-tile-spec). Empty layers are left out; an empty
 * tile is zero bytes. Equal input gives equal bytes.
 */
export function encodeTile(layers: readonly TileLayer[]): Uint8Array {
  const writer = new PbfWriter();
  for (const layer of layers) {
    if (layer.features.length > 0) writer.writeMessage(3, writeLayer, layer);
  }
  return writer.finish();
}

/** Keys and values are written once per layer; features refer to them by number. */
class Dictionary<T> {
  readonly items: T[] = [];
  readonly #numbers = new Map<T, number>();

  numberOf(item: T): number {
    const known = this.#numbers.get(item);
    if (known !== undefined) return known;
    this.#numbers.set(item, this.items.length);
    return this.items.push(item) - 1;
  }
}

interface Encoding {
  readonly keys: Dictionary<string>;
  readonly values: Dictionary<string | number | boolean>;
}

function writeLayer(layer: TileLayer, writer: PbfWriter): void {
  const encoding: Encoding = { keys: new Dictionary(), values: new Dictionary() };
  writer.writeVarintField(15, 2);
  writer.writeStringField(1, layer.name);
  for (const feature of layer.features) writer.writeMessage(2, writeFeature, { feature, encoding });
  for (const key of encoding.keys.items) writer.writeStringField(3, key);
  for (const value of encoding.values.items) writer.writeMessage(4, writeValue, value);
  writer.writeVarintField(5, EXTENT);
}

function writeFeature(
  { feature, encoding }: { feature: TileFeature; encoding: Encoding },
  writer: PbfWriter,
): void {
  const tags: number[] = [];
  for (const [key, value] of Object.entries(feature.attributes)) {
    if (value === null) continue;
    tags.push(encoding.keys.numberOf(key), encoding.values.numberOf(value));
  }
  writer.writePackedVarint(2, tags);
  writer.writeVarintField(3, feature.geometry.kind);
  writer.writePackedVarint(4, commands(feature.geometry));
}

function writeValue(value: string | number | boolean, writer: PbfWriter): void {
  if (typeof value === "string") writer.writeStringField(1, value);
  else if (typeof value === "boolean") writer.writeBooleanField(7, value);
  else if (Number.isSafeInteger(value)) writer.writeSVarintField(6, value);
  else writer.writeDoubleField(3, value);
}

const MOVE_TO = 1;
const LINE_TO = 2;
const CLOSE_PATH = 7;
const command = (id: number, count: number): number => id | (count << 3);
const zigzag = (value: number): number => (value << 1) ^ (value >> 31);

/** The format's drawing commands: each point as the step from the one before. */
function commands({ kind, runs }: TileGeometry): number[] {
  const stream: number[] = [];
  let x = 0;
  let y = 0;
  const step = (run: readonly number[], at: number): void => {
    const nextX = run[at] ?? 0;
    const nextY = run[at + 1] ?? 0;
    stream.push(zigzag(nextX - x), zigzag(nextY - y));
    x = nextX;
    y = nextY;
  };
  if (kind === POINT) {
    stream.push(command(MOVE_TO, runs.length));
    for (const run of runs) step(run, 0);
    return stream;
  }
  for (const run of runs) {
    stream.push(command(MOVE_TO, 1));
    step(run, 0);
    stream.push(command(LINE_TO, run.length / 2 - 1));
    for (let at = 2; at < run.length; at += 2) step(run, at);
    if (kind === POLYGON) stream.push(command(CLOSE_PATH, 1));
  }
  return stream;
}
