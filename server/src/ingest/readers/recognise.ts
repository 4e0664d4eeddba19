import type { SourceFormat } from "@onegrid/core/ingest";

/** What the first bytes say a file is; names decide only where bytes cannot. */
export type Recognised = SourceFormat | "zip" | "gzip" | "empty" | "unknown";

export function recognise(head: Uint8Array, name: string): Recognised {
  if (head.length === 0) return "empty";
  const [a, b, c, d] = head;
  if (a === 0x50 && b === 0x4b && (c === 3 || c === 5) && (d === 4 || d === 6)) return "zip";
  if (a === 0x1f && b === 0x8b) return "gzip";
  const latin = Buffer.from(head.subarray(0, 4096)).toString("latin1");
  if (latin.startsWith("SQLite format 3\0")) return "geopackage";
  if (a === 0 && b === 0 && c === 0x27 && d === 0x0a) return "shapefile";
  if (latin.slice(0, 64).includes("OSMHeader")) return "osm-pbf";
  return recogniseText(head, name);
}

function recogniseText(head: Uint8Array, name: string): Recognised {
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (!isWide && head.includes(0)) return "unknown";
  const label = isWide ? (head[0] === 0xff ? "utf-16le" : "utf-16be") : "utf-8";
  const text = new TextDecoder(label).decode(head, { stream: true }).trimStart();
  if (text === "") return "empty";
  if (text.startsWith("<")) return recogniseXml(text);
  if (/^[{\u001e]/.test(text)) return "geojson";
  if (text.startsWith("[")) return "unknown";
  const isTable = /\.(?:csv|tsv|txt)$/i.test(name) || /^[^\n]*[,;\t|][^\n]*\n/.test(text);
  return isTable ? "csv" : "unknown";
}

function recogniseXml(text: string): Recognised {
  const root = /<(?:\w+:)?([a-zA-Z]\w*)[\s>/]/.exec(
    text.replace(/<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>/g, ""),
  )?.[1];
  if (root === "osm") return "osm-xml";
  return root === "kml" || root === "Placemark" || root === "Document" ? "kml" : "unknown";
}
