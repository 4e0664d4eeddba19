/** What stands before the head: the four bytes that name the kind, and how long the head is. */
export const PREAMBLE_BYTES = 8;

/** The head of a file of columns, behind what names its kind. */
export function withPreamble(magic: readonly number[], head: Uint8Array): Uint8Array[] {
  const start = new Uint8Array(PREAMBLE_BYTES);
  start.set(magic);
  new DataView(start.buffer).setUint32(magic.length, head.length, true);
  return [start, head];
}

/** The parts of a file, one after the other. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
