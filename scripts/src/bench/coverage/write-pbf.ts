import { writeFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import type { NetworkInput } from "@onegrid/core/coverage";

const ENTITIES_A_BLOCK = 8000;

/**
 * Writes nodes and ways as an `.osm.pbf` as others write them: dense nodes, 8,000 entities a block,
 * deflated. So the same file can be given to every program without any tool being installed.
 */
export function writePbf({ lng, lat, ways }: NetworkInput, path: string): void {
  const header = new Message();
  header.text(4, "OsmSchema-V0.6");
  header.text(4, "DenseNodes");
  const blobs = [blobOf("OSMHeader", header)];
  for (let from = 0; from < lng.length; from += ENTITIES_A_BLOCK) {
    const group = denseNodes(lng, lat, [from, Math.min(from + ENTITIES_A_BLOCK, lng.length)]);
    blobs.push(blobOf("OSMData", blockOf([""], group)));
  }
  for (let from = 0; from < ways.length; from += ENTITIES_A_BLOCK) {
    const strings = [""];
    const group = new Message();
    ways.slice(from, from + ENTITIES_A_BLOCK).forEach((way, i) => {
      group.message(3, wayOf(way, from + i + 1, strings));
    });
    blobs.push(blobOf("OSMData", blockOf(strings, group)));
  }
  writeFileSync(path, Buffer.concat(blobs));
}

function denseNodes(
  lng: NetworkInput["lng"],
  lat: NetworkInput["lat"],
  [from, to]: readonly [number, number],
): Message {
  const [ids, lats, lons] = [new Message(), new Message(), new Message()];
  const last = { lat: 0, lon: 0 };
  for (let node = from; node < to; node++) {
    const [atLat, atLon] = [inUnits(lat[node]), inUnits(lng[node])];
    ids.signed(node === from ? node + 1 : 1);
    lats.signed(atLat - last.lat);
    lons.signed(atLon - last.lon);
    last.lat = atLat;
    last.lon = atLon;
  }
  const dense = new Message();
  dense.message(1, ids);
  dense.message(8, lats);
  dense.message(9, lons);
  const group = new Message();
  group.message(2, dense);
  return group;
}

/** A unit is 100 nanodegrees. */
const inUnits = (degrees = 0): number => Math.round(degrees * 1e7);

function wayOf(way: NetworkInput["ways"][number], id: number, strings: string[]): Message {
  const [keys, values, refs] = [new Message(), new Message(), new Message()];
  const numberOf = (text: string): number => {
    const known = strings.indexOf(text);
    return known >= 0 ? known : strings.push(text) - 1;
  };
  for (const [key, value] of Object.entries(way.tags)) {
    keys.varint(numberOf(key));
    values.varint(numberOf(value));
  }
  let last = 0;
  for (const node of Array.from(way.nodes)) {
    refs.signed(node + 1 - last);
    last = node + 1;
  }
  const message = new Message();
  message.number(1, id);
  message.message(2, keys);
  message.message(3, values);
  message.message(8, refs);
  return message;
}

function blockOf(strings: readonly string[], group: Message): Message {
  const table = new Message();
  for (const text of strings) table.text(1, text);
  const block = new Message();
  block.message(1, table);
  block.message(2, group);
  return block;
}

function blobOf(type: string, content: Message): Buffer {
  const raw = content.bytes();
  const blob = new Message();
  blob.number(2, raw.length);
  blob.data(3, deflateSync(raw));
  const body = blob.bytes();
  const header = new Message();
  header.text(1, type);
  header.number(3, body.length);
  const head = header.bytes();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, body]);
}

/** A protocol buffer being written. */
class Message {
  readonly #bytes: number[] = [];

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  varint(value: number): void {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) this.#bytes.push((rest % 128) + 128);
    this.#bytes.push(rest);
  }

  /** Small numbers of either sign stay short. */
  signed(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  number(field: number, value: number): void {
    this.varint(field * 8);
    this.varint(value);
  }

  data(field: number, bytes: ArrayLike<number>): void {
    this.varint(field * 8 + 2);
    this.varint(bytes.length);
    for (let i = 0; i < bytes.length; i++) this.#bytes.push(bytes[i] ?? 0);
  }

  text(field: number, text: string): void {
    this.data(field, Buffer.from(text));
  }

  message(field: number, message: Message): void {
    this.data(field, message.#bytes);
  }
}
