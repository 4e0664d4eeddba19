import { photoFacts, pictureSize, stripPicture, takeApart } from "@onegrid/core/dispatch";
import { expect, test } from "vitest";
import { PICTURE } from "../../../test/cases.ts";
import {
  exif,
  JPEG,
  JPEG_SECRETS,
  PNG,
  pngChunk,
  SECRET,
  segment,
  webp,
  WEBP_CHUNK,
  WEBP_HEAD,
  webpChunk,
} from "../../../test/pictures.ts";

const PLACE = [102.190385, 38.520394] as const;
const BEHIND = Buffer.from(`MotionPhoto ${SECRET}`);
const words = (text: string): Buffer => Buffer.from(text, "latin1");

const stripped = (bytes: Uint8Array): Buffer => {
  const result = stripPicture(bytes);
  if (result === null) throw new Error("it was refused");
  return Buffer.from(result.bytes);
};

/** Every way to put a secret in, one at a time and all together. */
function jpegs(): [string, Buffer][] {
  const start = JPEG.subarray(0, 2);
  const rest = JPEG.subarray(2);
  const scanAt = JPEG.lastIndexOf(Buffer.from([0xff, 0xda]));
  const withExif = (order: "II" | "MM"): Buffer =>
    segment(0xe1, Buffer.concat([words("Exif\0\0"), exif(order, PLACE)]));
  const secrets = { ...JPEG_SECRETS, little: withExif("II"), big: withExif("MM") };
  const single = Object.entries(secrets).flatMap(([name, piece]): [string, Buffer][] => [
    [`${name} at the start`, Buffer.concat([start, piece, rest])],
    [
      `${name} before the scan`,
      Buffer.concat([JPEG.subarray(0, scanAt), piece, JPEG.subarray(scanAt)]),
    ],
    // A progressive picture has several scans, with room between them.
    [`${name} after the scan`, Buffer.concat([JPEG.subarray(0, -2), piece, JPEG.subarray(scanAt)])],
  ]);
  const all = Buffer.concat([start, ...Object.values(secrets), rest]);
  return [
    ...single,
    ["everything", all],
    ["behind the end", Buffer.concat([JPEG, BEHIND])],
    ["a second picture", Buffer.concat([JPEG, all])],
  ];
}

function pngs(): [string, Buffer][] {
  const data = words(SECRET);
  const names = ["tEXt", "zTXt", "iTXt", "tIME", "iCCP", "pHYs", "prVt", "acTL", "fdAT"];
  const at = PNG.indexOf("IDAT") - 4;
  const among = (...chunks: readonly Buffer[]): Buffer =>
    Buffer.concat([PNG.subarray(0, at), ...chunks, PNG.subarray(at)]);
  const chunks = [
    ...names.map((name) => pngChunk(name, data)),
    pngChunk("eXIf", exif("MM", PLACE)),
    pngChunk("eXIf", exif("II", PLACE)),
  ];
  return [
    ...chunks.map((chunk, index): [string, Buffer] => [names[index] ?? "eXIf", among(chunk)]),
    ["everything", among(...chunks)],
    ["behind the end", Buffer.concat([PNG, BEHIND])],
  ];
}

function webps(): [string, Buffer][] {
  const named: [string, Buffer][] = [
    ...["ICCP", "XMP ", "note"].map((name): [string, Buffer] => [
      name,
      webpChunk(name, words(SECRET)),
    ]),
    ["EXIF", webpChunk("EXIF", exif("II", PLACE))],
    ["EXIF as in a JPEG", webpChunk("EXIF", Buffer.concat([words("Exif\0\0"), exif("MM", PLACE)]))],
  ];
  return [
    ...named.map(([name, chunk]): [string, Buffer] => [name, webp(WEBP_HEAD, WEBP_CHUNK, chunk)]),
    ["everything", webp(WEBP_HEAD, ...named.map(([, chunk]) => chunk), WEBP_CHUNK)],
    ["behind the end", Buffer.concat([webp(WEBP_CHUNK), BEHIND])],
  ];
}

/** The bytes that the picture is decoded from. */
function core(bytes: Uint8Array): Buffer {
  const names = [0xdb, 0xc0, 0xc2, 0xc4, 0xda, "IHDR", "IDAT", "VP8 ", "VP8L"];
  const parts = takeApart(bytes)?.parts.filter(({ name }) => names.includes(name)) ?? [];
  return Buffer.concat(parts.map(({ start, end }) => bytes.subarray(start, end)));
}

test("nothing but the picture is left of a JPEG, a PNG and a WebP", () => {
  const kinds = { JPEG: jpegs(), PNG: pngs(), WebP: webps() };
  for (const [kind, pictures] of Object.entries(kinds))
    for (const [name, bytes] of pictures) {
      const clean = stripped(bytes);
      expect([kind, name, bytes.includes(SECRET)]).toEqual([kind, name, true]);
      expect([kind, name, clean.includes(SECRET)]).toEqual([kind, name, false]);
      expect(photoFacts(clean).position).toBeNull();
      expect(core(clean).equals(core(bytes))).toBe(true);
      expect(core(clean).length).toBeGreaterThan(20);
      expect(stripped(clean).equals(clean)).toBe(true);
    }
  const counts = Object.entries(kinds).map(([kind, pictures]) => `${pictures.length} ${kind}`);
  process.stdout.write(`${counts.join(", ")}: none with a word of its camera\n`);
});

test("place and turn are read before, and only the turn stays", () => {
  const facts = jpegs().filter(([name]) => /^(little|big) at the start/.test(name));
  expect(facts).toHaveLength(2);
  for (const [, bytes] of facts) {
    const { position, orientation } = photoFacts(bytes);
    expect(orientation).toBe(6);
    expect(position?.[0]).toBeCloseTo(PLACE[0], 6);
    expect(position?.[1]).toBeCloseTo(PLACE[1], 6);
    expect(photoFacts(stripped(bytes))).toEqual({ orientation: 6, position: null });
  }
  const south = webp(WEBP_CHUNK, webpChunk("EXIF", exif("MM", [-70.5, -33.25])));
  expect(photoFacts(south).position).toEqual([-70.5, -33.25]);
  expect(photoFacts(JPEG)).toEqual({ orientation: 1, position: null });
});

test("the size is read from the head, as the picture is shown", () => {
  const plain = webp(WEBP_CHUNK);
  for (const bytes of [JPEG, PNG, plain])
    expect(pictureSize(bytes)).toEqual({ width: 16, height: 8 });
  const lossless = Buffer.from([0x2f, 15, 7 * 64 + 0, 0, 0, 0, 0, 0, 0, 0]);
  lossless.writeUInt32LE(15 + 7 * 2 ** 14, 1);
  expect(pictureSize(webp(webpChunk("VP8L", lossless)))).toEqual({ width: 16, height: 8 });
  const onItsSide = jpegs().find(([name]) => name === "big at the start");
  expect(pictureSize(onItsSide?.[1] ?? JPEG)).toEqual({ width: 8, height: 16 });
  const huge = Buffer.from(JPEG);
  const frame = huge.indexOf(Buffer.from([0xff, 0xc0]));
  huge.writeUInt16BE(20_000, frame + 5);
  huge.writeUInt16BE(30_000, frame + 7);
  expect(pictureSize(huge)).toEqual({ width: 30_000, height: 20_000 });
  expect(pictureSize(Buffer.from("no picture"))).toBeNull();
});

test("the smallest picture keeps its scan, and a thumbnail in its first segment goes", () => {
  expect(stripPicture(PICTURE)?.bytes.length).toBe(PICTURE.length - 10);
  const jfif = words(`JFIF\0\x01\x02\x00\x00\x01\x00\x01\x04\x04${SECRET}`);
  const bytes = Buffer.concat([PICTURE.slice(0, 2), segment(0xe0, jfif), PICTURE.slice(2)]);
  expect(stripped(bytes).includes(SECRET)).toBe(false);
});

test("other files, cut-off ones and moving ones are refused, and no byte of noise is a fault", () => {
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), words("ftypheic"), Buffer.alloc(40)]);
  const moving = webp(WEBP_HEAD, webpChunk("ANIM", Buffer.alloc(6)), WEBP_CHUNK);
  const refused = [heic, moving, words("GIF89a..."), words("<svg/>"), Buffer.alloc(0)];
  for (const bytes of refused) expect(stripPicture(bytes)).toBeNull();
  let tried = 0;
  for (const whole of [JPEG, PNG, webp(WEBP_HEAD, WEBP_CHUNK), ...jpegs().map(([, each]) => each)])
    for (let at = 0; at < whole.length; at += 7) {
      const broken = Buffer.from(whole);
      broken[at] = (at * 31 + 255) % 256;
      for (const bytes of [broken, whole.subarray(0, at)]) {
        expect(() => [stripPicture(bytes), photoFacts(bytes)]).not.toThrow();
        tried += 1;
      }
    }
  process.stdout.write(`${tried} broken pictures\n`);
});
