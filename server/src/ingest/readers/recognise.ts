import type { SourceFormat } from "@onegrid/core/ingest";

/** What the first bytes say a file is; names decide only where bytes cannot. */
export type Recognised = SourceFormat | "zip" | "gzip" | "empty" | "unknown";

export function recognise(head: Uint8Array, name: string): Recognised {
  if (head.length === 0) return "empty";
  const found = SIGNATURES.find(([, at, signature]) =>
    Buffer.from(head.subarray(at, at + signature.length)).equals(Buffer.from(signature, "latin1")),
  );
  return found?.[0] ?? recogniseText(head, name);
}

/** Format, offset, bytes. The first block of a PBF has its length in front of it. */
const SIGNATURES: readonly (readonly [Recognised, number, string])[] = [
  ["zip", 0, "PK\u0003\u0004"],
  ["zip", 0, "PK\u0005\u0006"],
  ["gzip", 0, "\u001f\u008b"],
  ["geopackage", 0, "SQLite format 3\0"],
  ["shapefile", 0, "\0\0\u0027\n"],
  ["osm-pbf", 6, "OSMHeader"],
];

function recogniseText(head: Uint8Array, name: string): Recognised {
  const label = wideLabel(head) ?? "utf-8";
  if (label === "utf-8" && head.includes(0)) return "unknown";
  const text = new TextDecoder(label).decode(head, { stream: true }).trimStart();
  const first = text.charAt(0);
  if (first === "") return "empty";
  if (first === "<") return recogniseXml(text);
  if (first === "{" || first === "\u001e") return "geojson";
  if (first === "[") return "unknown";
  const isTable = /\.(?:csv|tsv|txt)$/i.test(name) || /^[^\n]*[,;\t|][^\n]*\n/.test(text);
  return isTable ? "csv" : "unknown";
}

/** UTF-16 says so itself. */
function wideLabel([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : null;
}

function recogniseXml(text: string): Recognised {
  const root = /<(?:\w+:)?([a-zA-Z]\w*)[\s>/]/.exec(
    text.replace(/<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>/g, ""),
  )?.[1];
  if (root === "osm") return "osm-xml";
  return root === "kml" || root === "Placemark" || root === "Document" ? "kml" : "unknown";
}
