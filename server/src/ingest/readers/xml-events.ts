import { SaxesParser, type SaxesTagPlain } from "saxes";
import type { SourceFormat } from "@onegrid/core/ingest";
import { readHead, type ByteSource, type Reading } from "./byte-source.ts";
import { refuse } from "./source-refused.ts";
import { encodingLabel, readText } from "./text-source.ts";

export interface XmlHandlers {
  /** Name without its prefix. */
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
}

const DEEPEST = 256;
/** One text or tag: the outline of a province has 10 million characters. */
const LONGEST = 64 * 1024 * 1024;

interface XmlRun {
  readonly file: string;
  readonly format: SourceFormat;
  readonly handlers: XmlHandlers;
}

/**
 * Runs XML through handlers, yielding after each piece so that the caller can hand on rows. Document
 * types are refused, so no entity but the five of XML exists.
 */
export async function* readXml(
  source: ByteSource,
  { format, handlers }: { readonly format: SourceFormat; readonly handlers: XmlHandlers },
  reading: Reading,
): AsyncIterable<void> {
  const file = source.name;
  const state = { depth: 0, sinceEvent: 0 };
  const parser = newParser({ file, format, handlers }, state);
  for await (const text of readText(source, await xmlEncoding(source), reading)) {
    state.sinceEvent += text.length;
    if (state.sinceEvent > LONGEST)
      refuse({ code: "ingest.file-too-complex", file, detail: "text", limit: LONGEST });
    parser.write(text);
    yield;
  }
  parser.close();
  yield;
}

function newParser(
  { file, format, handlers }: XmlRun,
  state: { depth: number; sinceEvent: number },
): SaxesParser {
  const parser = new SaxesParser();
  parser.on("doctype", () => refuse({ code: "ingest.xml-doctype", file, line: parser.line }));
  parser.on("error", ({ message }) => {
    if (/unclosed tag|unexpected end/i.test(message))
      refuse({ code: "ingest.file-truncated", file, format });
    refuse({ code: "ingest.file-broken", file, format, detail: message.slice(0, 200) });
  });
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => {
    state.depth += 1;
    state.sinceEvent = 0;
    if (state.depth > DEEPEST)
      refuse({ code: "ingest.file-too-complex", file, detail: "depth", limit: DEEPEST });
    handlers.open(localName(name), attributes);
  });
  parser.on("closetag", ({ name }) => {
    state.depth -= 1;
    state.sinceEvent = 0;
    handlers.close(localName(name));
  });
  const onText = (text: string): void => {
    state.sinceEvent = 0;
    handlers.text(text);
  };
  parser.on("text", onText);
  parser.on("cdata", onText);
  return parser;
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Byte-order mark or declaration; UTF-8 otherwise. */
async function xmlEncoding(source: ByteSource): Promise<string> {
  const head = await readHead(source, 200);
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const declared = /^<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(
    Buffer.from(head).toString("latin1"),
  )?.[1];
  if (declared === undefined) return "utf-8";
  const label = encodingLabel(declared);
  return (
    label ?? refuse({ code: "ingest.encoding-unknown", file: source.name, encoding: declared })
  );
}
