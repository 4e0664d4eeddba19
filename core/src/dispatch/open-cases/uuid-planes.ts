export const UUID_BYTES = 16;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Bytes of a UUID before which a hyphen stands. */
const HYPHENS = new Set([4, 6, 8, 10]);
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
/** The bytes in which a UUID of version 7 says when it was made, in milliseconds. */
const TIME_BYTES = 6;
const TIME_SPAN = 2 ** 48;

export const isUuid = (id: string): boolean => UUID.test(id);

/**
 * All first bytes, then all second ones, and so on. Of the first six is taken off what `expected` says of
 * the row, in milliseconds: ids that begin with the time of their report have nothing left there.
 */
export function uuidPlanes(ids: readonly string[], expected: readonly number[] = []): Uint8Array {
  const bytes = new Uint8Array(ids.length * UUID_BYTES);
  for (const [row, id] of ids.entries()) {
    const digits = id.replaceAll("-", "");
    const time = Number.parseInt(digits.slice(0, 2 * TIME_BYTES), 16);
    const left = within(time - (expected[row] ?? 0))
      .toString(16)
      .padStart(2 * TIME_BYTES, "0");
    const written = left + digits.slice(2 * TIME_BYTES);
    for (let at = 0; at < UUID_BYTES; at += 1)
      bytes[at * ids.length + row] = 16 * digitAt(written, 2 * at) + digitAt(written, 2 * at + 1);
  }
  return bytes;
}

/** The reverse. */
export function readUuids(bytes: Uint8Array, expected: ArrayLike<number> = []): string[] {
  const count = bytes.length / UUID_BYTES;
  return Array.from({ length: count }, (_, row) => {
    let left = 0;
    for (let at = 0; at < TIME_BYTES; at += 1) left = left * 256 + (bytes[at * count + row] ?? 0);
    const time = within(left + (expected[row] ?? 0))
      .toString(16)
      .padStart(2 * TIME_BYTES, "0");
    let id = `${time.slice(0, 8)}-${time.slice(8)}`;
    for (let at = TIME_BYTES; at < UUID_BYTES; at += 1)
      id += (HYPHENS.has(at) ? "-" : "") + (HEX[bytes[at * count + row] ?? 0] ?? "");
    return id;
  });
}

/** `parseInt` for each byte of ten thousand ids holds a server's thread for a while. */
const digitAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  return code < LETTER_A ? code - ZERO : code - LETTER_A + 10;
};
const ZERO = 48;
const LETTER_A = 97;

const within = (time: number): number => ((time % TIME_SPAN) + TIME_SPAN) % TIME_SPAN;
