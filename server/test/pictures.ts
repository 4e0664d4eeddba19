/** Pictures of 16 × 8 pixels as a browser encodes them, half red and half blue. */
export const JPEG = Buffer.from(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4" +
    "UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj" +
    "Y2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAIABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAEF/8QAFBAB" +
    "AAAAAAAAAAAAAAAAAAAAAP/EABQBAQAAAAAAAAAAAAAAAAAAAAT/xAAYEQACAwAAAAAAAAAAAAAAAAAABUKBwf/aAAwD" +
    "AQACEQMRAD8Az1AhdKtFNoXh/9k=",
  "base64",
);
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAYAAADwdn+XAAAAKklEQVR4AeyQMQ0AAAjDFizNE2rnaTjYw8FDk749WiKd" +
    "ZMvJwpIPAPcPBgAA//+lesnzAAAABklEQVQDAL87JLmYGNVdAAAAAElFTkSuQmCC",
  "base64",
);
/** The one chunk of the picture itself. */
export const WEBP_CHUNK = Buffer.from(
  "VlA4ICoAAACQAQCdASoQAAgAAsBMJaACdLoAA5gA/uhk98RdKhnYp/8zRRP6TAYAAAA=",
  "base64",
);

/** What somebody must not find in a picture again. */
export const SECRET = "canary-of-a-camera 102.19E 38.52N";

const words = (text: string): Buffer => Buffer.from(text, "latin1");

/** EXIF with an orientation, a place, and the secret as the camera's name; of either byte order. */
export function exif(order: "II" | "MM", [lng, lat]: readonly [number, number]): Buffer {
  const tiff = Buffer.alloc(260);
  const isLittle = order === "II";
  const u16 = (value: number, at: number): void => {
    if (isLittle) tiff.writeUInt16LE(value, at);
    else tiff.writeUInt16BE(value, at);
  };
  const u32 = (value: number, at: number): void => {
    if (isLittle) tiff.writeUInt32LE(value, at);
    else tiff.writeUInt32BE(value, at);
  };
  const entry = (at: number, tag: number, type: number, count: number): number => {
    u16(tag, at);
    u16(type, at + 2);
    u32(count, at + 4);
    return at + 8;
  };
  const degrees = (value: number, at: number): void => {
    u32(Math.floor(Math.abs(value)), at);
    u32(1, at + 4);
    u32(Math.round((Math.abs(value) % 1) * 60_000_000), at + 8);
    u32(1_000_000, at + 12);
    u32(0, at + 16);
    u32(1, at + 20);
  };
  tiff.write(order, 0, "latin1");
  u16(42, 2);
  u32(8, 4);
  u16(3, 8);
  u32(200, entry(10, 0x010f, 2, SECRET.length));
  u16(6, entry(22, 0x0112, 3, 1));
  u32(60, entry(34, 0x8825, 4, 1));
  tiff.write(SECRET, 200, "latin1");
  u16(4, 60);
  tiff.write(lat < 0 ? "S" : "N", entry(62, 1, 2, 2), "latin1");
  u32(120, entry(74, 2, 5, 3));
  tiff.write(lng < 0 ? "W" : "E", entry(86, 3, 2, 2), "latin1");
  u32(150, entry(98, 4, 5, 3));
  degrees(lat, 120);
  degrees(lng, 150);
  return tiff;
}

/** A segment of a JPEG. */
export function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** Where one may write in a JPEG: APP segments, comments, a thumbnail in JFXX, a second picture's index. */
export const JPEG_SECRETS: Readonly<Record<string, Buffer>> = {
  XMP: segment(0xe1, words(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${SECRET}</x:xmpmeta>`)),
  ICC: segment(0xe2, words(`ICC_PROFILE\0${SECRET}`)),
  MPF: segment(0xe2, words(`MPF\0${SECRET}`)),
  JFXX: segment(0xe0, words(`JFXX\0${SECRET}`)),
  IPTC: segment(0xed, words(`Photoshop 3.0\x008BIM\x04\x04${SECRET}`)),
  ducky: segment(0xec, words(`Ducky${SECRET}`)),
  "a long Adobe": segment(0xee, words(`Adobe${SECRET}`)),
  comment: segment(0xfe, words(SECRET)),
  extension: segment(0xf0, words(SECRET)),
};

/** A chunk of a PNG; nobody looks at the checksum of what is dropped. */
export function pngChunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, words(name), data, Buffer.alloc(4)]);
}

/** A chunk of a WebP. */
export function webpChunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([words(name), length, data, Buffer.alloc(data.length % 2)]);
}

export function webp(...chunks: readonly Buffer[]): Buffer {
  const body = Buffer.concat([words("WEBP"), ...chunks]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([words("RIFF"), length, body]);
}

/** The head of a WebP that says it has a profile, EXIF and XMP, of 16 × 8. */
export const WEBP_HEAD = webpChunk("VP8X", Buffer.from([0x2c, 0, 0, 0, 15, 0, 0, 7, 0, 0]));
