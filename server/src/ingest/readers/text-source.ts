import type { EncodingGuess } from "@onegrid/core/ingest";
import { readHead, type ByteSource, type Reading } from "./byte-source.ts";
import { refuse } from "./source-refused.ts";

/** Encodings a user may choose; what Chinese offices, Taiwan and old Windows programs write. */
const ENCODINGS = ["utf-8", "gb18030", "big5", "utf-16le", "utf-16be", "windows-1252"] as const;

/** WHATWG label for what a file or user calls it (`GBK`, `cp936`, `UTF8`); `null`: unknown. */
export function encodingLabel(text: string): string | null {
  const plain = text.trim().toLowerCase();
  const known = ALIASES[plain] ?? plain;
  try {
    const label = new TextDecoder(known).encoding;
    return label === "gbk" ? "gb18030" : label;
  } catch {
    return null;
  }
}

const ALIASES: Readonly<Record<string, string>> = {
  "936": "gb18030",
  cp936: "gb18030",
  "ansi 936": "gb18030",
  "950": "big5",
  cp950: "big5",
  "65001": "utf-8",
  "ansi 1252": "windows-1252",
};

const LOOKED_AT = 4 * 1024 * 1024;
const SAMPLE = 120;

/**
 * How a text is encoded: byte-order mark, then strict UTF-8 over the first 4 MB, else GB18030. A
 * guess is shown with alternatives, because short GBK text can pass as UTF-8 (路 is a valid `·`).
 */
export async function guessEncoding(
  source: ByteSource,
  chosen: string | null,
): Promise<EncodingGuess> {
  const head = await readHead(source, LOOKED_AT);
  return guessEncodingOf(head, { chosen, file: source.name, isCut: head.length === LOOKED_AT });
}

interface GuessOptions {
  readonly chosen: string | null;
  readonly file: string;
  /** The bytes may end inside a character. */
  readonly isCut: boolean;
}

export function guessEncodingOf(head: Uint8Array, options: GuessOptions): EncodingGuess {
  const { label, because } = pickEncoding(head, options);
  const around = firstForeignText(head);
  const alternatives = ENCODINGS.filter((other) => other !== label).map((other) => ({
    label: other,
    sample: decodeSample(around, other),
  }));
  return { label, because, alternatives: around.length === 0 ? [] : alternatives };
}

function pickEncoding(
  head: Uint8Array,
  { chosen, file, isCut }: GuessOptions,
): Pick<EncodingGuess, "label" | "because"> {
  if (chosen !== null) {
    const label = encodingLabel(chosen);
    if (label === null)
      refuse({ code: "ingest.encoding-unknown", file, encoding: chosen.slice(0, 40) });
    return { label, because: "chosen" };
  }
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { label: "utf-8", because: "mark" };
  if (a === 0xff && b === 0xfe) return { label: "utf-16le", because: "mark" };
  if (a === 0xfe && b === 0xff) return { label: "utf-16be", because: "mark" };
  return isStrictUtf8(head, isCut)
    ? { label: "utf-8", because: "strict-utf-8" }
    : { label: "gb18030", because: "not-utf-8" };
}

function isStrictUtf8(bytes: Uint8Array, isCut: boolean): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: isCut });
    return true;
  } catch {
    return false;
  }
}

/** A little text around the first byte beyond ASCII. */
function firstForeignText(bytes: Uint8Array): Uint8Array {
  const at = bytes.findIndex((byte) => byte > 127);
  return at < 0 ? new Uint8Array(0) : bytes.subarray(at, at + SAMPLE);
}

function decodeSample(bytes: Uint8Array, label: string): string {
  return new TextDecoder(label).decode(bytes, { stream: true }).slice(0, 40);
}

/** The text in pieces, without byte-order mark; bytes that are no text become U+FFFD. */
export async function* readText(
  source: ByteSource,
  label: string,
  reading: Reading,
): AsyncIterable<string> {
  const decoder = new TextDecoder(label);
  for await (const chunk of source.open(reading)) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== "") yield text;
  }
  const rest = decoder.decode();
  if (rest !== "") yield rest;
}
