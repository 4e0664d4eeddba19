const MARKER = 0xff;
const START_OF_IMAGE = 0xd8;
const START_OF_SCAN = 0xda;
const COMMENT = 0xfe;
/** APP0 names the format, APP14 the colours: without them some pictures come out wrong. */
const KEPT_APPS = [0xe0, 0xee];

const isPrivate = (code: number): boolean =>
  code === COMMENT || (code >= 0xe0 && code <= 0xef && !KEPT_APPS.includes(code));

/**
 * A JPEG picture without EXIF, GPS, thumbnails and comments; `null` when the bytes are none. Segments
 * are copied as they are, so the picture itself does not change. (ITU-T T.81, annex B.)
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== MARKER || bytes[1] !== START_OF_IMAGE) return null;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  for (let at = 2; ;) {
    const segment = segmentAt(bytes, at);
    if (!segment) return null;
    if (segment.code === START_OF_SCAN) return Buffer.concat([...kept, upToEnd(bytes, at)]);
    if (!isPrivate(segment.code)) kept.push(bytes.subarray(at, segment.end));
    at = segment.end;
  }
}

/** The marker segment at a place; `null` where the file is cut off or no JPEG. */
function segmentAt(bytes: Uint8Array, at: number): { code: number; end: number } | null {
  const code = bytes[at + 1];
  if (bytes[at] !== MARKER || code === undefined) return null;
  // Any number of fill bytes may stand before a marker.
  if (code === MARKER) return { code: COMMENT, end: at + 1 };
  const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
  const end = at + 2 + length;
  return length < 2 || end > bytes.length ? null : { code, end };
}

/** The scans to the end of the image: what a camera hides behind the end is left out. */
function upToEnd(bytes: Uint8Array, from: number): Uint8Array {
  for (let at = from + 2; at + 1 < bytes.length; at++) {
    if (bytes[at] === MARKER && bytes[at + 1] === 0xd9) return bytes.subarray(from, at + 2);
  }
  return bytes.subarray(from);
}
