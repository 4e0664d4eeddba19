/** JSON in bytes below 128, whatever the words in it: `core` knows no encoder of text. */
export function writeAsciiJson(value: unknown): Uint8Array {
  const text = JSON.stringify(value).replaceAll(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return Uint8Array.from(text, (unit) => unit.charCodeAt(0));
}

export function readAsciiJson(bytes: Uint8Array): unknown {
  const parts: string[] = [];
  // A call takes so many arguments and no more.
  for (let at = 0; at < bytes.length; at += PART)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + PART)));
  return JSON.parse(parts.join(""));
}

const PART = 8192;
