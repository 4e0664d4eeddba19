import type { Position } from "../../geometry/index.ts";
import type { Network } from "./network.ts";

/** 64 bits of FNV-1a over the columns that decide walking times, as 16 hexadecimal digits. */
export function networkVersion(network: Omit<Network, "version">): string {
  const hash = new ContentHash();
  hash.addText(network.mode);
  for (const column of [network.edgeFrom, network.edgeTo, network.edgeFlags, network.edgeGrade]) {
    hash.addNumbers(column);
  }
  hash.addNumbers(network.edgeMetres.map((metres) => Math.round(metres * 1000)));
  hash.addNumbers(network.nodeX.map((x) => Math.round(x * 1000)));
  hash.addNumbers(network.nodeY.map((y) => Math.round(y * 1000)));
  hash.addNumbers([network.plane.lng * 1e7, network.plane.lat * 1e7]);
  for (const { gate, from, to } of network.links) hash.addNumbers([gate, from, to]);
  for (const { id, access, evidence, hours } of network.gates) {
    hash.addText(`${id} ${access} ${evidence}${hours ? ` ${hours}` : ""}`);
  }
  return hash.toString();
}

/** Number of a set of stations: the same ids at the same places in the same order, the same version. */
export function stationSetVersion(
  stations: readonly { readonly id: string; readonly position: Position }[],
): string {
  const hash = new ContentHash();
  for (const { id, position } of stations) {
    hash.addText(id);
    hash.addNumbers(position.map((degrees) => Math.round(degrees * 1e7)));
  }
  return hash.toString();
}

/** Number of a text: the same text, the same 16 hexadecimal digits. */
export function textVersion(text: string): string {
  const hash = new ContentHash();
  hash.addText(text);
  return hash.toString();
}

/** Two independent 32-bit lanes: fast without big integers, and enough to tell contents apart. */
class ContentHash {
  #low = 0x811c9dc5;
  #high = 0x9e3779b9;

  addNumbers(values: Iterable<number>): void {
    for (const value of values) {
      this.#add(value | 0);
      this.#add(Math.trunc(value / 4294967296) | 0);
    }
  }

  addText(text: string): void {
    for (let i = 0; i < text.length; i++) this.#add(text.charCodeAt(i));
    this.#add(-1);
  }

  #add(word: number): void {
    this.#low = Math.imul(this.#low ^ word, 0x01000193);
    this.#low ^= this.#low >>> 15;
    this.#high = Math.imul(this.#high ^ word, 0x85ebca6b);
    this.#high ^= this.#high >>> 13;
  }

  toString(): string {
    return hexadecimal(this.#high) + hexadecimal(this.#low);
  }
}

function hexadecimal(word: number): string {
  return (word >>> 0).toString(16).padStart(8, "0");
}
